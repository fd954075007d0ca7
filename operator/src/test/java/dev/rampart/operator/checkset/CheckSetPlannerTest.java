package dev.rampart.operator.checkset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.CompliancePolicySpec;
import dev.rampart.crds.v1alpha1.FrameworkName;
import dev.rampart.crds.v1alpha1.FrameworkSelection;
import dev.rampart.policy.catalogue.Catalogue;
import dev.rampart.policy.model.Check;
import dev.rampart.policy.model.Framework;
import dev.rampart.policy.model.NodeRole;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CheckSetPlannerTest {

    private final Catalogue catalogue = Catalogue.load();
    private final Plans plans = new Plans(catalogue);

    @Test
    void frameworksOfOneScheduleShareASetPerRole() {
        // When
        var plan = plan(new CompliancePolicySpec(null, null, null, null, null));

        // Then
        assertThat(plan.sets()).extracting(PlannedSet::role).doesNotHaveDuplicates();
        assertThat(plan.sets()).extracting(s -> s.set().schedule()).containsOnly("0 */6 * * *");
    }

    @Test
    void aCheckOfSeveralFrameworksIsInTheMostFrequentSetAlone() {
        // When
        var plan = plan(new CompliancePolicySpec(
                List.of(
                        new FrameworkSelection(FrameworkName.CIS_KUBERNETES, "0 0 * * *"),
                        new FrameworkSelection(FrameworkName.NIST_800_53, "0 * * * *")),
                null,
                null,
                null,
                null));

        // Then
        var hourly = catalogue.checksFor(Framework.NIST_800_53).stream()
                .map(Check::id)
                .toList();
        for (var role : NodeRole.values()) {
            var seen = new HashSet<Check>();
            for (var set : plan.sets().stream().filter(s -> s.role() == role).toList()) {
                assertThat(set.checks()).noneMatch(seen::contains);
                assertThat(set.checks())
                        .allMatch(c ->
                                hourly.contains(c.id()) == set.set().schedule().equals("0 * * * *"));
                assertThat(set.checks()).isSortedAccordingTo(java.util.Comparator.comparingInt(Check::number));
                seen.addAll(set.checks());
            }
            assertThat(seen)
                    .allMatch(c -> c.roles().contains(role))
                    .hasSameSizeAs(catalogue.checks().stream()
                            .filter(c -> c.roles().contains(role))
                            .filter(c -> hourly.contains(c.id())
                                    || catalogue
                                            .checksFor(Framework.CIS_KUBERNETES)
                                            .contains(c))
                            .toList());
        }
    }

    @Test
    void aNinthSetIsRefusedToTheYoungestPolicy() {
        // Given
        var policies = IntStream.range(0, 9)
                .mapToObj(i -> Policies.withSchedule("p" + i, i + " 0 * * *"))
                .toList();

        // When
        var sets = plans.of(policies).setsFor(Policies.worker("w"));

        // Then
        assertThat(sets.assigned()).hasSize(8);
        assertThat(sets.refused())
                .singleElement()
                .extracting(PlannedSet::policy)
                .isEqualTo("p8");
    }

    @Test
    void equalPoliciesOfAnotherNameHaveOtherDigests() {
        // When
        var plan = plans.of(List.of(Policies.policy("a", null), Policies.policy("b", null)));

        // Then
        assertThat(plan.plans().stream().flatMap(p -> p.sets().stream()).map(PlannedSet::digest))
                .doesNotHaveDuplicates();
    }

    private PolicyPlan plan(CompliancePolicySpec spec) {
        return plans.of(List.of(Policies.policy("p", spec))).plan("p").orElseThrow();
    }
}
