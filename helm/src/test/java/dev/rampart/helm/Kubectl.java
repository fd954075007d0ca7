package dev.rampart.helm;

import static org.awaitility.Awaitility.await;

import dev.rampart.testkit.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The program that people without helm use: that of the testcluster, otherwise the one of this machine. */
record Kubectl(Path kubeconfig) {

    private static final Duration COMMAND = Duration.ofMinutes(2);
    private static final Path OWN = Chart.ROOT.resolve("testcluster/build/bin/kubectl");

    private static final String DEFINITIONS = "05-crds.yaml";

    private static final String KINDS = "namespaces,customresourcedefinitions,serviceaccounts,clusterroles,"
            + "clusterrolebindings,roles,rolebindings,validatingadmissionpolicies,validatingadmissionpolicybindings,"
            + "validatingwebhookconfigurations,mutatingwebhookconfigurations,priorityclasses,"
            + "resourcequotas,networkpolicies,poddisruptionbudgets,services,deployments,daemonsets";

    private static final String ROW = "jsonpath={range .items[*]}{.kind} {.metadata.name};{.metadata.namespace};"
            + "{.metadata.generation};{.metadata.resourceVersion}{\"\\n\"}{end}";

    Command.Ended finish(String... arguments) {
        return command(arguments).finish(COMMAND);
    }

    /** @throws IllegalStateException when it fails, with what it said */
    Command.Ended run(String... arguments) {
        var ended = finish(arguments);
        if (ended.exitCode() != 0) {
            throw new IllegalStateException(command(arguments) + " said: " + ended.error());
        }
        return ended;
    }

    /**
     * Removes what {@code install/} makes. The definitions go last: while they vanish, the controller that empties
     * namespaces sees a group of kinds that it cannot ask, and then waits for up to minutes.
     */
    void removeInstalled() {
        run(words("delete --ignore-not-found", files(file -> !file.endsWith(DEFINITIONS))));
        removeDefinitions();
    }

    /**
     * The API server (seen in 1.34, once in forty rounds) sometimes forgets a definition that is to go: it says
     * "storage is (re)initializing" and looks again only when the definition changes, or at its resync after up to five
     * minutes. So each look changes those that are left.
     */
    private void removeDefinitions() {
        var definitions = files(file -> file.endsWith(DEFINITIONS));
        run(words("delete --ignore-not-found --wait=false", definitions));
        var looks = new AtomicInteger();
        await("the definitions are gone")
                .atMost(COMMAND)
                .pollInterval(Duration.ofSeconds(1))
                .pollDelay(Duration.ZERO)
                .until(() -> {
                    var left = run(words("get --ignore-not-found --output name", definitions))
                            .output();
                    finish(words("annotate --overwrite", definitions, "looked-at=" + looks.incrementAndGet()));
                    return left.isEmpty();
                });
    }

    private static List<String> files(Predicate<Path> chosen) {
        try (Stream<Path> files = Files.list(Chart.ROOT.resolve("install"))) {
            return files.filter(chosen)
                    .flatMap(f -> Stream.of("-f", f.toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String[] words(String verb, List<String> files, String... more) {
        return Stream.of(Stream.of(verb.split(" ")), files.stream(), Stream.of(more))
                .flatMap(words -> words)
                .toArray(String[]::new);
    }

    private Command command(String... arguments) {
        var program = Files.isExecutable(OWN) ? OWN.toString() : "kubectl";
        return new Command(
                Stream.concat(Stream.of(program, "--kubeconfig", kubeconfig.toString()), Stream.of(arguments))
                        .toList());
    }

    /**
     * Everything that has our name: kind, name and namespace, and what changes when somebody changes it. That is the
     * generation, and the resourceVersion where there is none.
     */
    SortedMap<String, String> installed() {
        var result = new TreeMap<String, String>();
        run("get", KINDS, "--all-namespaces", "--output", ROW)
                .output()
                .lines()
                .map(line -> line.split(";", -1))
                .filter(cells -> cells[0].contains("rampart"))
                .forEach(cells -> result.put(cells[0] + " " + cells[1], cells[2].isEmpty() ? cells[3] : cells[2]));
        return result;
    }
}
