package dev.rampart.e2e;

import static dev.rampart.e2e.RampartOnNodes.NODE_A;
import static dev.rampart.e2e.RampartOnNodes.NODE_B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.Result;
import dev.rampart.crds.v1alpha1.Tripwire;
import dev.rampart.crds.v1alpha1.Tripwires;
import dev.rampart.policy.catalogue.Catalogue;
import dev.rampart.policy.model.Check;
import dev.rampart.policy.model.Facility;
import dev.rampart.policy.model.Verdict;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A scanner that does not see the host must not say that the host is well. */
class TripwireE2E {

    @RegisterExtension
    static final RampartOnNodes RAMPART = new RampartOnNodes();

    private static final String POLICY = "tripwires";

    private KubernetesClient client;
    private Scenario scenario;
    private PodSpec shipped;

    @BeforeEach
    void aReportThatIsComplete() {
        client = RAMPART.client();
        scenario = new Scenario(client);
        shipped = scanner().getSpec().getTemplate().getSpec();
        scenario.evaluate(POLICY);
    }

    @AfterEach
    void theScannerAsShipped() {
        changeScanner(template -> template.setSpec(shipped));
        scenario.deletePolicy(POLICY);
    }

    @Test
    void withoutTheHostMountNothingIsKnown() {
        changeScanner(template -> {
            var pod = template.getSpec();
            pod.getContainers()
                    .getFirst()
                    .getVolumeMounts()
                    .removeIf(m -> m.getMountPath().equals("/host"));
            pod.getVolumes().removeIf(v -> v.getHostPath() != null);
        });

        assertUnknown(Facility.FILES, Tripwires::files);
    }

    @Test
    void withoutHostPidProcessChecksAreUnknown() {
        changeScanner(template -> template.getSpec().setHostPID(false));

        assertUnknown(Facility.PROCESSES, Tripwires::processes);
    }

    @Test
    void withoutHostNetworkNetworkChecksAreUnknown() {
        changeScanner(template -> {
            var pod = template.getSpec();
            pod.setHostNetwork(false);
            pod.setDnsPolicy("ClusterFirst");
        });

        assertUnknown(Facility.NETWORK, Tripwires::network);
    }

    private void assertUnknown(Facility facility, Function<Tripwires, Tripwire> tripwire) {
        for (var node : new String[] {NODE_A, NODE_B}) {
            Scenario.patiently("the tripwire of " + facility + " on " + node + " is not intact")
                    .until(() -> scenario.results(node).stream()
                            .anyMatch(r -> tripwire.apply(r.tripwires()) != Tripwire.INTACT));
            scenario.recheck(node);
            var verdicts = new NodeVerdicts(client).of(node, POLICY);
            for (var check : Catalogue.load().checks()) {
                if (check.facilities().contains(facility)) {
                    assertThat(verdicts.get(check.id())).as(check.id()).isInstanceOf(Verdict.Unknown.class);
                }
            }
            if (facility != Facility.FILES) {
                assertThat(Catalogue.load().checks())
                        .filteredOn(c -> !c.facilities().contains(facility))
                        .as("checks that do not use " + facility + " are still decided")
                        .extracting(Check::id)
                        .allMatch(id -> !(verdicts.get(id) instanceof Verdict.Unknown));
            }
        }
        var touched = Catalogue.load().checks().stream()
                .filter(c -> c.facilities().contains(facility))
                .count();
        var report = scenario.awaitReport(
                POLICY,
                touched + " verdicts a node unknown",
                r -> Sums.ofReport(r).unknown() == 2 * touched);
        assertThat(report.result()).isEqualTo(Result.UNKNOWN);
        assertThat(Scenario.isComplete(report)).isFalse();
    }

    private void changeScanner(Consumer<PodTemplateSpec> change) {
        RampartOnNodes.editScanner(client, change);
        RampartOnNodes.awaitRollOut(client);
    }

    private DaemonSet scanner() {
        return client.apps()
                .daemonSets()
                .inNamespace(Names.NODES)
                .withName(Names.SCANNER)
                .get();
    }
}
