package dev.rampart.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.testkit.rights.Grant;
import dev.rampart.testkit.rights.Grants;
import dev.rampart.testkit.rights.Judgement;
import dev.rampart.testkit.rights.Use;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Rights that the cluster grants against rights that the whole suite used, from the audit log of the shared cluster. Runs
 * last; after a part of the suite it does not judge, because what that part did not use proves nothing.
 */
class RightsE2E {

    @RegisterExtension
    static final RampartOnNodes RAMPART = new RampartOnNodes();

    /** Used by nobody and needed nevertheless. */
    private static final Map<Grant, String> NEVER_USED = Map.of(
            new Grant("update", "coordination.k8s.io", "leases", Names.SYSTEM, Names.OPERATOR),
            "the framework asks whether it may update the lease, and then renews by patch");

    /** Refusals that a test means to cause; an empty name or namespace stands for any. */
    private static final Set<Grant> PROVOKED = Set.of();

    @Test
    void theOperatorMayDoExactlyWhatItDoes() {
        judge(Names.SYSTEM, Names.OPERATOR, "fabric8-kubernetes-client", NEVER_USED);
    }

    @Test
    void theScannerMayDoExactlyWhatItDoes() {
        judge(Names.NODES, Names.SCANNER, "rampart-scanner/", Map.of());
    }

    /** @param agent of the program itself: tests that borrow its token name another */
    private static void judge(String namespace, String account, String agent, Map<Grant, String> neverUsed) {
        var grants = Grants.of(RAMPART.client(), namespace, account);
        var requests = RAMPART.audit().all().stream()
                .filter(e -> e.user().equals(grants.user()) && e.agent().startsWith(agent))
                .toList();
        var used = requests.stream()
                .filter(r -> !r.forbidden())
                .flatMap(AuditLog.Event::needed)
                .collect(Collectors.toSet());
        var refused = requests.stream()
                .filter(AuditLog.Event::forbidden)
                .map(AuditLog.Event::use)
                .collect(Collectors.toSet());
        var findings = Judgement.of(grants, used, refused, neverUsed, PROVOKED);
        report(grants, used, requests.size(), findings);

        assertThat(grants.all()).as("rights of %s", account).isNotEmpty();
        var left = leftOut();
        if (!left.isEmpty()) {
            Assumptions.abort("the rights of " + account + " were not judged: " + left);
        }
        assertThat(findings).isEmpty();
    }

    /** Why this run says nothing about rights that were not used; empty after the whole suite. */
    private static String leftOut() {
        var chosen = System.getProperty("it.test", "");
        if (chosen.contains("#")) {
            return "only some tests were asked for: -Dit.test=" + chosen;
        }
        var missing = new TreeSet<>(allClasses());
        missing.removeAll(RightsLast.classesOfThisRun());
        return missing.isEmpty() ? "" : "this run left out " + String.join(", ", missing);
    }

    private static Set<String> allClasses() {
        var folder = Path.of("target/test-classes")
                .resolve(RightsE2E.class.getPackageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(folder)) {
            var names = files.map(f -> f.getFileName().toString())
                    .filter(f -> f.matches("\\w+E2E\\.class"))
                    .map(f -> f.substring(0, f.length() - ".class".length()))
                    .collect(Collectors.toSet());
            assertThat(names).contains("RightsE2E");
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For a reader: target/rights-ACCOUNT.txt lists each right with whether it was used. */
    private static void report(Grants grants, Set<Use> used, int requests, List<String> findings) {
        var lines = new ArrayList<String>();
        grants.all().stream()
                .map(g -> (used.stream().anyMatch(g::covers) ? "used    " : "unused  ") + g)
                .sorted()
                .forEach(lines::add);
        lines.addFirst(grants.user() + ": " + requests + " requests, "
                + grants.all().size() + " rights, " + findings.size() + " findings");
        findings.forEach(f -> lines.add("finding " + f));
        try {
            Files.write(Path.of("target", "rights-" + grants.account() + ".txt"), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.out.println(String.join("\n", lines));
    }
}
