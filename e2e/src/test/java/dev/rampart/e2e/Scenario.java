package dev.rampart.e2e;

import static org.awaitility.Awaitility.await;

import dev.rampart.crds.v1alpha1.Assignment;
import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.CompliancePolicySpec;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.ComplianceReportStatus;
import dev.rampart.crds.v1alpha1.Condition;
import dev.rampart.crds.v1alpha1.FrameworkName;
import dev.rampart.crds.v1alpha1.FrameworkSelection;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.ScanResult;
import dev.rampart.crds.v1alpha1.Tailoring;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;

/** What a person would do with kubectl: apply a policy, ask for a scan, wait for what comes of it. */
final class Scenario {

    /** Never comes while the tests run, so that every evaluation is one that a test asked for. */
    private static final String ONCE_A_YEAR = "0 3 1 1 *";

    private final KubernetesClient client;

    Scenario(KubernetesClient client) {
        this.client = client;
    }

    /** A policy over every framework, hence every check of the catalogue, as one check set. */
    void applyPolicyOverEverything(String name) {
        apply(name, null, FrameworkName.values());
    }

    /** As {@link #applyPolicyOverEverything(String)}, with what it changes of the catalogue. */
    void applyPolicyOverEverything(String name, @Nullable Tailoring tailoring) {
        apply(name, tailoring, FrameworkName.values());
    }

    void applyPolicy(String name, FrameworkName... chosen) {
        apply(name, null, chosen);
    }

    private void apply(String name, @Nullable Tailoring tailoring, FrameworkName... chosen) {
        var policy = new CompliancePolicy();
        policy.setMetadata(new ObjectMetaBuilder().withName(name).build());
        var frameworks = Arrays.stream(chosen)
                .map(f -> new FrameworkSelection(f, ONCE_A_YEAR))
                .toList();
        policy.setSpec(new CompliancePolicySpec(frameworks, null, tailoring, null, null));
        client.resource(policy).createOr(r -> r.update());
    }

    /** Applies the policy and waits until every verdict of every node is proven. */
    void evaluate(String policy) {
        applyPolicyOverEverything(policy);
        awaitReport(policy, "complete", Scenario::isComplete);
    }

    void deletePolicy(String name) {
        client.resources(CompliancePolicy.class).withName(name).delete();
    }

    /** Asks the node to evaluate and waits until the operator accepted the answer. */
    void recheck(String node) {
        awaitAccepted(node, askForScan(node));
    }

    void awaitAccepted(String node, String token) {
        patiently("the operator accepts the scan of " + node).until(() -> accepted(node, token));
    }

    /** Gives the token that an answering result carries. */
    String askForScan(String node) {
        var token = "e2e-" + UUID.randomUUID();
        client.resources(NodeScan.class)
                .withName(node)
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("rampart-recheck")
                                .build(),
                        "{\"spec\":{\"recheck\":\"" + token + "\"}}");
        return token;
    }

    private boolean accepted(String node, String token) {
        var results = results(node);
        var compliance = client.resources(NodeCompliance.class).withName(node).get();
        if (results.isEmpty() || compliance == null || compliance.getStatus() == null) {
            return false;
        }
        var policies = Optional.ofNullable(compliance.getStatus().policies()).orElse(List.of());
        return results.stream()
                .allMatch(r -> token.equals(r.recheck())
                        && policies.stream()
                                .anyMatch(p -> p.digest().equals(r.digest())
                                        && p.verdicts().equals(r.verdicts())
                                        && p.evaluatedAt().equals(r.evaluatedAt())));
    }

    List<ScanResult> results(String node) {
        var scan = client.resources(NodeScan.class).withName(node).get();
        if (scan == null || scan.getStatus() == null) {
            return List.of();
        }
        return Optional.ofNullable(scan.getStatus().results()).orElse(List.of());
    }

    List<Assignment> assignments(String node) {
        var scan = client.resources(NodeScan.class).withName(node).get();
        return scan == null || scan.getSpec() == null
                ? List.of()
                : Optional.ofNullable(scan.getSpec().assignments()).orElse(List.of());
    }

    /** Null while there is no report or it has no status. */
    @Nullable
    ComplianceReportStatus report(String policy) {
        var report = client.resources(ComplianceReport.class).withName(policy).get();
        return report == null ? null : report.getStatus();
    }

    /** Waits for a report that meets the wish and gives it. */
    ComplianceReportStatus awaitReport(
            String policy, String wish, java.util.function.Predicate<ComplianceReportStatus> met) {
        return Objects.requireNonNull(
                patiently("report " + policy + ": " + wish).until(() -> report(policy), r -> r != null && met.test(r)));
    }

    static boolean isComplete(ComplianceReportStatus report) {
        return "True".equals(status(report.conditions(), "Complete"));
    }

    /** {@code absent} when there is no such condition. */
    static String status(@Nullable List<Condition> conditions, String type) {
        return condition(conditions, type).map(Condition::status).orElse("absent");
    }

    static Optional<Condition> condition(@Nullable List<Condition> conditions, String type) {
        return Optional.ofNullable(conditions).orElse(List.of()).stream()
                .filter(c -> c.type().equals(type))
                .findFirst();
    }

    @Nullable
    List<Condition> policyConditions(String policy) {
        var status =
                client.resources(CompliancePolicy.class).withName(policy).get().getStatus();
        return status == null ? null : status.conditions();
    }

    /** A wait with a bound that a busy two-core machine keeps. */
    static ConditionFactory patiently(String what) {
        return await(what).atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(300));
    }
}
