package dev.rampart.operator.it;

import dev.rampart.testkit.ApiServerExtension;
import dev.rampart.testkit.Command;
import dev.rampart.testkit.fault.FaultProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The operator as it runs in its pod: a process of its own, here with a proxy of its own that says what it did. */
final class ChildOperator implements AutoCloseable {

    final FaultProxy proxy;
    final String name;
    private final Process process;
    private final Path log;

    private ChildOperator(FaultProxy proxy, String name, Process process, Path log) {
        this.proxy = proxy;
        this.name = name;
        this.process = process;
        this.log = log;
    }

    static ChildOperator start(ApiServerExtension api, Path folder, String name) {
        var proxy = FaultProxy.start(api.admin().getConfiguration());
        var token = api.asServiceAccount("rampart-system", "rampart-operator")
                .getConfiguration()
                .getOauthToken();
        try {
            var kubeconfig = Files.writeString(folder.resolve(name + ".kubeconfig"), proxy.kubeconfig(token));
            var log = folder.resolve(name + ".log");
            var builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "dev.rampart.operator.main.Main")
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().put("KUBECONFIG", kubeconfig.toString());
            builder.environment().put("POD_NAME", name);
            builder.environment().put("POD_NAMESPACE", "rampart-system");
            builder.environment().put("HEALTH_PORT", "0");
            return new ChildOperator(proxy, name, builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param signal as {@code STOP} */
    void signal(String signal) {
        Command.of(Path.of("/bin/kill"), "-" + signal, String.valueOf(process.pid()))
                .run(Duration.ofSeconds(10));
    }

    /** @throws IllegalStateException when it still runs after that time */
    int exitCode(Duration atMost) throws InterruptedException {
        if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(name + " still runs after " + atMost.toSeconds() + " s:\n" + log());
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        proxy.close();
    }
}
