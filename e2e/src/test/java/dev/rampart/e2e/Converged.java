package dev.rampart.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.Counts;
import dev.rampart.crds.v1alpha1.Distribution;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.PolicyCompliance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What must hold after any fault, as if there had been none. */
record Converged(RampartOnNodes rampart, Scenario scenario, String policy) {

    private static final Duration QUIET = Duration.ofSeconds(5);

    /**
     * Waits for a complete report, then asserts: every node was asked and answers now, its verdicts are those that the
     * report counts, no result is lost or stands twice, the ConfigMaps are those that the policy distributes, and
     * nothing is written any more.
     *
     * @return the report's counts
     */
    Counts check(String... nodes) {
        for (var node : nodes) {
            scenario.recheck(node);
        }
        var report = scenario.awaitReport(policy, "complete", Scenario::isComplete);
        var counts = Sums.ofReport(report);
        assertThat(counts).isEqualTo(Sums.ofNodes(rampart.client(), policy, nodes));
        for (var node : nodes) {
            assertThat(accepted(node))
                    .as("sets of %s", node)
                    .doesNotHaveDuplicates()
                    .isEqualTo(assigned(node));
        }
        assertThat(configMaps()).isEqualTo(distributed());
        awaitQuiet();
        return counts;
    }

    private void awaitQuiet() {
        Scenario.patiently("no write for " + QUIET).until(() -> {
            var now = Instant.now();
            return rampart.audit().between(now.minus(QUIET), now).stream().noneMatch(AuditLog.Event::isWrite);
        });
    }

    private List<String> accepted(String node) {
        var compliance =
                rampart.client().resources(NodeCompliance.class).withName(node).require();
        return Objects.requireNonNull(compliance.getStatus().policies()).stream()
                .map(PolicyCompliance::digest)
                .sorted()
                .toList();
    }

    private List<String> assigned(String node) {
        return scenario.assignments(node).stream().map(a -> a.digest()).sorted().toList();
    }

    /** Sets for nodes of every role, whether there is one or not. */
    private TreeSet<String> distributed() {
        var status = rampart.client()
                .resources(CompliancePolicy.class)
                .withName(policy)
                .require()
                .getStatus();
        return Objects.requireNonNull(status.distribution()).stream()
                .map(Distribution::configMap)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private TreeSet<String> configMaps() {
        return rampart
                .client()
                .configMaps()
                .inNamespace(Names.NODES)
                .withLabel("app.kubernetes.io/component", "check-set")
                .list()
                .getItems()
                .stream()
                .map(m -> m.getMetadata().getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
