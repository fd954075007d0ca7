package dev.rampart.testkit.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgementTest {

    private static final Grant LIST_NODES = new Grant("list", "", "nodes", "", "");
    private static final Grant PATCH_LEASE =
            new Grant("patch", "coordination.k8s.io", "leases", "rampart-system", "rampart-operator");

    private static List<String> judge(
            Set<Grant> granted, List<Use> used, List<Use> refused, Map<Grant, String> exempt) {
        return Judgement.of(new Grants("rampart-system", "operator", granted), used, refused, exempt, Set.of());
    }

    private static Use renewal(String namespace, String name) {
        return new Use("patch", "coordination.k8s.io", "leases", namespace, name);
    }

    @Test
    void rightsThatAreAllUsedAreWithoutFinding() {
        assertThat(judge(
                        Set.of(LIST_NODES, PATCH_LEASE),
                        List.of(new Use("list", "", "nodes", "", ""), renewal("rampart-system", "rampart-operator")),
                        List.of(),
                        Map.of()))
                .isEmpty();
    }

    @Test
    void aRightThatNothingUsesIsAFinding() {
        assertThat(judge(Set.of(LIST_NODES), List.of(new Use("watch", "", "nodes", "", "")), List.of(), Map.of()))
                .containsExactly("operator: list nodes: granted and never used");
    }

    @Test
    void namespaceAndNameOfARightCount() {
        assertThat(judge(
                        Set.of(PATCH_LEASE),
                        List.of(renewal("default", "rampart-operator"), renewal("rampart-system", "other")),
                        List.of(),
                        Map.of()))
                .hasSize(1);
    }

    @Test
    void aWildcardIsAFindingThoughEverythingIsUsed() {
        assertThat(judge(
                        Set.of(new Grant("*", "", "nodes", "", "")),
                        List.of(new Use("list", "", "nodes", "", "")),
                        List.of(),
                        Map.of()))
                .containsExactly("operator: * nodes: a wildcard");
    }

    @Test
    void whatWasRefusedIsAFindingUnlessATestMeansIt() {
        var secrets = new Use("list", "", "secrets", "kube-system", "");
        assertThat(judge(Set.of(), List.of(), List.of(secrets, secrets), Map.of()))
                .containsExactly("operator: list secrets in kube-system: tried and refused");
        assertThat(Judgement.of(
                        new Grants("rampart-system", "operator", Set.of()),
                        List.of(),
                        List.of(secrets),
                        Map.of(),
                        Set.of(new Grant("list", "", "secrets", "", ""))))
                .isEmpty();
    }

    @Test
    void aRefusalOfWhatIsGrantedIsNoFinding() {
        var list = new Use("list", "", "nodes", "", "");
        var watch = new Use("watch", "", "nodes", "", "");
        assertThat(judge(Set.of(LIST_NODES), List.of(list), List.of(list, watch), Map.of()))
                .containsExactly("operator: watch nodes: tried and refused");
    }

    @Test
    void anExemptionMustBeNeeded() {
        assertThat(judge(
                        Set.of(LIST_NODES),
                        List.of(new Use("list", "", "nodes", "", "")),
                        List.of(),
                        Map.of(LIST_NODES, "why", PATCH_LEASE, "why")))
                .hasSize(2)
                .anyMatch(f -> f.contains("is used, so it needs no exemption"))
                .anyMatch(f -> f.contains("exempt and not even granted"));
    }
}
