package dev.rampart.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.FrameworkName;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an edit of a policy leaves behind. */
class EditedPolicyE2E {

    @RegisterExtension
    static final RampartOnNodes RAMPART = new RampartOnNodes();

    private static final String POLICY = "edited";

    @AfterAll
    static void clean() {
        new Scenario(RAMPART.client()).deletePolicy(POLICY);
    }

    @Test
    void theCheckSetsOfBeforeAreDeletedAndTheReportIsThatOfTheNewOnes() {
        var scenario = new Scenario(RAMPART.client());
        scenario.evaluate(POLICY);
        var before = checkSets();

        scenario.applyPolicy(POLICY, FrameworkName.HIPAA);

        Scenario.patiently("other check sets in place of those of before")
                .untilAsserted(() -> assertThat(checkSets()).isNotEmpty().doesNotContainAnyElementsOf(before));
        scenario.awaitReport(
                POLICY,
                "complete for HIPAA",
                r -> Scenario.isComplete(r) && "hipaa".equals(framework(r.frameworksSummary())));
    }

    /** Of {@code hipaa=75}: the name before the score, of the only framework. */
    private static String framework(@Nullable String summary) {
        return summary == null ? "" : summary.replaceAll("=[0-9]+$", "");
    }

    private static Set<String> checkSets() {
        return RAMPART
                .client()
                .configMaps()
                .inNamespace(Names.NODES)
                .withLabel("rampart.dev/policy", POLICY)
                .list()
                .getItems()
                .stream()
                .map(m -> m.getMetadata().getName())
                .collect(Collectors.toSet());
    }
}
