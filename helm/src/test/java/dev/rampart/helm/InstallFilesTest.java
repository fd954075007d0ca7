package dev.rampart.helm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.testkit.Helm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code install/} is what the chart renders, for people without helm; {@code -Drampart.update=true} rewrites it. */
class InstallFilesTest {

    private static final Path FOLDER = Chart.ROOT.resolve("install");

    /** The numbers are the order of {@code kubectl apply -f install}. */
    private static final Map<String, String> FILES = Map.of(
            "namespaces", "00-namespaces.yaml",
            "crds", "05-crds.yaml",
            "operator-rbac", "10-operator-rbac.yaml",
            "scanner-rbac", "11-scanner-rbac.yaml",
            "user-roles", "12-user-roles.yaml",
            "scanner-admission", "20-scanner-admission.yaml",
            "scanner-priority", "25-scanner-priority.yaml",
            "operator", "30-operator.yaml",
            "scanner", "31-scanner.yaml",
            "network-policy", "40-network-policy.yaml");

    /** Speaks to helm only. */
    private static final String KEEP = "(?m)^  annotations:\n    helm.sh/resource-policy: keep\n";

    @Test
    void theFilesAreWhatTheChartRenders() throws IOException {
        var wanted = new TreeMap<String, String>();
        new Chart(Helm.orNotRun()).render("--set", "namespace.create=true").forEach((template, text) -> {
            assertThat(FILES).as("a file of install/ for every template").containsKey(template);
            wanted.put(FILES.get(template), header(template) + text.replaceAll(KEEP, ""));
        });
        if (Boolean.getBoolean("rampart.update")) {
            for (var old : committed().keySet()) {
                Files.delete(FOLDER.resolve(old));
            }
            for (var file : wanted.entrySet()) {
                Files.writeString(FOLDER.resolve(file.getKey()), file.getValue());
            }
        }
        var committed = committed();
        assertThat(committed.keySet())
                .as("files of install/ (-Drampart.update=true rewrites them)")
                .isEqualTo(wanted.keySet());
        wanted.forEach((name, text) -> assertThat(committed.get(name))
                .as("install/%s (-Drampart.update=true rewrites it)", name)
                .isEqualTo(text));
    }

    private static String header(String template) {
        return "# Generated from the chart, helm/rampart/templates/" + template
                + ".yaml: change it there (docs/install.md).\n";
    }

    private static SortedMap<String, String> committed() throws IOException {
        var result = new TreeMap<String, String>();
        try (Stream<Path> all = Files.list(FOLDER)) {
            for (var file : all.toList()) {
                result.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return result;
    }
}
