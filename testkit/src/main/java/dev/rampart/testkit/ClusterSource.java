package dev.rampart.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where the API server of the tests comes from. */
sealed interface ClusterSource {

    /** @return the administrator's kubeconfig */
    Path start();

    void stop();

    /** A cluster that somebody else runs. */
    record Given(Path kubeconfig) implements ClusterSource {

        @Override
        public Path start() {
            if (!Files.isReadable(kubeconfig)) {
                throw new IllegalStateException("rampart.test.kubeconfig names " + kubeconfig
                        + ", which cannot be read: give the path of a kubeconfig");
            }
            return kubeconfig;
        }

        @Override
        public void stop() {}
    }

    /** A control plane of our own, gone when the tests are over. */
    record Testcluster(Path program, String name) implements ClusterSource {

        /** The first start on a machine builds Kubernetes. */
        private static final Duration UP = Duration.ofMinutes(30);

        private static final Duration ANSWER = Duration.ofMinutes(5);
        private static final Duration DOWN = Duration.ofMinutes(3);

        @Override
        public Path start() {
            Command.of(program, "up", "--control-plane-only", "--name", name).run(UP);
            return Path.of(Command.of(program, "kubeconfig", "--path", "--name", name)
                    .run(ANSWER)
                    .strip());
        }

        @Override
        public void stop() {
            Command.of(program, "down", "--name", name).run(DOWN);
        }
    }

    /** @throws IllegalStateException when this machine has neither, naming both ways */
    static ClusterSource choose(Optional<Path> kubeconfig, Path program) {
        if (kubeconfig.isPresent()) {
            return new Given(kubeconfig.get());
        }
        if (!Files.isExecutable(program)) {
            throw new IllegalStateException("this test needs a Kubernetes API server: give one with"
                    + " -Drampart.test.kubeconfig=FILE, or make " + program
                    + " runnable, which starts one (-Drampart.testcluster=FILE names another place)");
        }
        return new Testcluster(program, "it-" + ProcessHandle.current().pid());
    }
}
