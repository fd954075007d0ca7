package dev.rampart.testkit;

import dev.rampart.crds.v1alpha1.Assignment;
import dev.rampart.crds.v1alpha1.Benchmark;
import dev.rampart.crds.v1alpha1.Binding;
import dev.rampart.crds.v1alpha1.CheckCounts;
import dev.rampart.crds.v1alpha1.ClusterIdentity;
import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.CompliancePolicySpec;
import dev.rampart.crds.v1alpha1.CompliancePolicyStatus;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.ComplianceReportSpec;
import dev.rampart.crds.v1alpha1.ComplianceReportStatus;
import dev.rampart.crds.v1alpha1.Condition;
import dev.rampart.crds.v1alpha1.ControlCounts;
import dev.rampart.crds.v1alpha1.Counts;
import dev.rampart.crds.v1alpha1.DisabledCheck;
import dev.rampart.crds.v1alpha1.Distribution;
import dev.rampart.crds.v1alpha1.Evaluation;
import dev.rampart.crds.v1alpha1.FailingCheck;
import dev.rampart.crds.v1alpha1.FrameworkName;
import dev.rampart.crds.v1alpha1.FrameworkScore;
import dev.rampart.crds.v1alpha1.FrameworkSelection;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeComplianceStatus;
import dev.rampart.crds.v1alpha1.NodeCounts;
import dev.rampart.crds.v1alpha1.NodeRole;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.NodeScanSpec;
import dev.rampart.crds.v1alpha1.NodeScanStatus;
import dev.rampart.crds.v1alpha1.NodeSelector;
import dev.rampart.crds.v1alpha1.NodeSelectorRequirement;
import dev.rampart.crds.v1alpha1.PolicyCompliance;
import dev.rampart.crds.v1alpha1.PolicyRef;
import dev.rampart.crds.v1alpha1.Refusal;
import dev.rampart.crds.v1alpha1.Result;
import dev.rampart.crds.v1alpha1.ScanResult;
import dev.rampart.crds.v1alpha1.SelectorOperator;
import dev.rampart.crds.v1alpha1.Severity;
import dev.rampart.crds.v1alpha1.SeverityChange;
import dev.rampart.crds.v1alpha1.Tailoring;
import dev.rampart.crds.v1alpha1.Target;
import dev.rampart.crds.v1alpha1.Thresholds;
import dev.rampart.crds.v1alpha1.Tripwire;
import dev.rampart.crds.v1alpha1.Tripwires;
import dev.rampart.crds.v1alpha1.VariableValue;
import dev.rampart.crds.v1alpha1.WorstCheck;
import io.fabric8.kubernetes.client.CustomResource;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One object of every kind with every field set, of the size that a small cluster gives. */
final class FilledKinds {

    private static final String DIGEST = "0123456789abcdef".repeat(4);
    private static final String UID = "0b7b2a3c-1d1e-4c55-9d5e-000000000001";
    private static final String TIME = "2026-11-24T19:00:00Z";
    private static final String SCHEDULE = "0 */6 * * *";
    private static final Counts COUNTS = new Counts(118, 12, 3, 1, 134);
    private static final Tripwires TRIPWIRES = new Tripwires(Tripwire.INTACT, Tripwire.BROKEN, Tripwire.UNREADABLE);
    private static final List<FrameworkScore> FRAMEWORKS = List.of(
            new FrameworkScore(FrameworkName.CIS_KUBERNETES, "v1.12", 90, new ControlCounts(40, 3, 2, 1)),
            new FrameworkScore(FrameworkName.NIST_800_53, "Rev 5", 100, new ControlCounts(12, 0, 0, 0)));

    private static final Tailoring TAILORING = new Tailoring(
            List.of(new DisabledCheck("linux-cron-enabled", "Timers of systemd do what cron would.")),
            List.of(new SeverityChange("linux-perm-shadow", Severity.HIGH, "No person has an account on these nodes.")),
            List.of(new VariableValue("ssh-max-auth-tries", "6", "Our agents offer five keys.")));

    private FilledKinds() {}

    static List<CustomResource<?, ?>> all() {
        return List.of(policy(), nodeScan(), nodeCompliance(), report());
    }

    /** Paths of record components that are null: an object that leaves one out proves less than it seems to. */
    static List<String> absent(CustomResource<?, ?> object) {
        var result = new ArrayList<String>();
        if (!(object instanceof NodeCompliance)) {
            collectAbsent(object.getKind() + ".spec", object.getSpec(), result);
        }
        collectAbsent(object.getKind() + ".status", object.getStatus(), result);
        return result;
    }

    private static void collectAbsent(String path, @Nullable Object value, List<String> result) {
        switch (value) {
            case null -> result.add(path);
            case List<?> list when list.isEmpty() -> result.add(path);
            case List<?> list -> list.forEach(item -> collectAbsent(path + "[]", item, result));
            case Record composed -> {
                for (var component : composed.getClass().getRecordComponents()) {
                    collectAbsent(path + "." + component.getName(), read(component, composed), result);
                }
            }
            default -> {}
        }
    }

    private static @Nullable Object read(RecordComponent component, Record composed) {
        try {
            return component.getAccessor().invoke(composed);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }

    private static CompliancePolicy policy() {
        var policy = named(new CompliancePolicy(), "quickstart");
        policy.setSpec(new CompliancePolicySpec(
                List.of(
                        new FrameworkSelection(FrameworkName.CIS_KUBERNETES, SCHEDULE),
                        new FrameworkSelection(FrameworkName.NIST_800_53, "*/15 * * * *")),
                new Target(new NodeSelector(
                        Map.of("pool", "a"),
                        List.of(new NodeSelectorRequirement("zone", SelectorOperator.IN, List.of("b", "c"))))),
                TAILORING,
                new Evaluation("Europe/Berlin", "10m", "5m", false),
                new Thresholds(80, 0)));
        policy.setStatus(new CompliancePolicyStatus(
                3L,
                conditions("Ready", "Resolved"),
                DIGEST,
                "cis-kubernetes +1",
                List.of(new Benchmark(FrameworkName.CIS_KUBERNETES, "v1.12", "Kubernetes 1.34 is named by v1.12.")),
                new CheckCounts(14, Map.of("cis-kubernetes", 10, "nist-800-53", 9)),
                List.of(new Distribution(
                        DIGEST, "rampart-checks-0123456789abcdef", NodeRole.WORKER, SCHEDULE, "Europe/Berlin", 14)),
                90,
                99,
                COUNTS,
                FRAMEWORKS,
                TIME,
                TIME));
        return policy;
    }

    private static NodeScan nodeScan() {
        var scan = named(new NodeScan(), "node-1");
        scan.setSpec(new NodeScanSpec(
                UID,
                "0123456789abcdef0123456789abcdef",
                List.of(new Assignment(
                        DIGEST, "rampart-checks-0123456789abcdef", SCHEDULE, "Europe/Berlin", "10m", "quickstart")),
                "2026-11-24T19:00:00Z-0123456789abcdef0123456789abcdef"));
        scan.setStatus(new NodeScanStatus(
                TIME,
                List.of(new ScanResult(DIGEST, UID, "token", TIME, "AQ==", "AA==", "H4sIAA==", "340ms", TRIPWIRES)),
                "0.1.0",
                "The ConfigMap rampart-checks-0123456789abcdef is missing."));
        return scan;
    }

    private static NodeCompliance nodeCompliance() {
        var compliance = named(new NodeCompliance(), "node-1");
        compliance.setStatus(new NodeComplianceStatus(
                UID,
                "0123456789abcdef0123456789abcdef",
                List.of(new PolicyCompliance(
                        "quickstart",
                        DIGEST,
                        TIME,
                        COUNTS,
                        90,
                        List.of(new FailingCheck("sshd-permit-root-login", TIME)),
                        2,
                        "AQ==",
                        "AA==",
                        TRIPWIRES)),
                COUNTS,
                90,
                "Scanner",
                TIME,
                "processes: Broken, network: Unreadable",
                List.of(new Refusal("not a digest", "ForeignDigest", "The set is not assigned to this node.")),
                new Binding(UID + ".1," + UID + ".2", "token")));
        return compliance;
    }

    private static ComplianceReport report() {
        var report = named(new ComplianceReport(), "quickstart");
        report.setSpec(new ComplianceReportSpec(new PolicyRef("quickstart")));
        report.setStatus(new ComplianceReportStatus(
                3L,
                conditions("Ready", "Complete"),
                3L,
                Result.NOT_MET,
                90,
                99,
                COUNTS,
                new NodeCounts(2, 1, 1, 0, "1/2"),
                TIME,
                FRAMEWORKS,
                "cis-kubernetes=90 nist-800-53=100",
                List.of(new WorstCheck(
                        "sshd-permit-root-login",
                        "Root does not log in over SSH",
                        "high",
                        2,
                        List.of("node-1", "node-2"),
                        List.of("nist-800-53:AC-6", "pci-dss:2.2.6"))),
                7,
                1,
                TAILORING,
                new ClusterIdentity("demo", UID, "v1.34.4")));
        return report;
    }

    private static List<Condition> conditions(String... types) {
        return List.of(types).stream()
                .map(type -> new Condition(type, "True", "AsExpected", "All is well.", TIME, 3L))
                .toList();
    }

    private static <T extends CustomResource<?, ?>> T named(T resource, String name) {
        resource.getMetadata().setName(name);
        return resource;
    }
}
