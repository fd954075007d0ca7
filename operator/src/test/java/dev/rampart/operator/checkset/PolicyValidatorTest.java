package dev.rampart.operator.checkset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.CompliancePolicySpec;
import dev.rampart.crds.v1alpha1.FrameworkName;
import dev.rampart.crds.v1alpha1.FrameworkSelection;
import dev.rampart.crds.v1alpha1.NodeSelectorRequirement;
import dev.rampart.crds.v1alpha1.SelectorOperator;
import dev.rampart.policy.catalogue.Catalogue;
import dev.rampart.policy.model.Framework;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyValidatorTest {

    @Test
    void anEmptySpecHasDefaultsForEverything() {
        // When
        var reading = new PolicyValidator(Catalogue.load()).validate(Policies.policy("p", null));

        // Then
        assertThat(reading).isInstanceOfSatisfying(PolicyReading.Valid.class, v -> {
            assertThat(v.policy().frameworks())
                    .extracting(ChosenFramework::framework)
                    .containsExactly(Framework.CIS_KUBERNETES, Framework.NIST_800_53);
            assertThat(v.policy().suspended()).isFalse();
            assertThat(v.policy().targets(Policies.worker("w"))).isTrue();
        });
    }

    @Test
    void everyProblemIsNamedWithItsField() {
        // When
        var reading = new PolicyValidator(Catalogue.load())
                .validate(Policies.policy(
                        "p",
                        new CompliancePolicySpec(
                                List.of(
                                        new FrameworkSelection(FrameworkName.HIPAA, "0 0 30 2 *"),
                                        new FrameworkSelection(FrameworkName.HIPAA, null)),
                                null,
                                null,
                                null,
                                null)));

        // Then
        assertThat(reading)
                .isInstanceOfSatisfying(
                        PolicyReading.Invalid.class,
                        i -> assertThat(i.problems())
                                .satisfiesExactly(
                                        p -> assertThat(p)
                                                .startsWith("spec.frameworks[0].schedule:")
                                                .contains("never fires"),
                                        p -> assertThat(p)
                                                .startsWith("spec.frameworks[1].name:")
                                                .contains("listed twice")));
    }

    @Test
    void selectorsMeanWhatTheyMeanInKubernetes() {
        assertThat(matches(SelectorOperator.IN, "a")).isTrue();
        assertThat(matches(SelectorOperator.IN, "b")).isFalse();
        assertThat(matches(SelectorOperator.NOT_IN, "b")).isTrue();
        assertThat(matches(SelectorOperator.NOT_IN, "a")).isFalse();
        assertThat(matches(SelectorOperator.EXISTS)).isTrue();
        assertThat(matches(SelectorOperator.DOES_NOT_EXIST)).isFalse();
        assertThat(new NodeSelection(
                                Map.of(),
                                List.of(new NodeSelectorRequirement("x", SelectorOperator.NOT_IN, List.of("a"))))
                        .matches(Map.of()))
                .as("NotIn also selects nodes without the label")
                .isTrue();
    }

    private static boolean matches(SelectorOperator operator, String... values) {
        return new NodeSelection(Map.of(), List.of(new NodeSelectorRequirement("pool", operator, List.of(values))))
                .matches(Map.of("pool", "a"));
    }
}
