package dev.rampart.operator.compliancereport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.ClusterIdentity;
import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.operator.Yaml;
import dev.rampart.operator.checkset.NodeFacts;
import dev.rampart.operator.checkset.Plans;
import dev.rampart.operator.checkset.PolicyPlan;
import dev.rampart.operator.view.PolicyView;
import dev.rampart.policy.catalogue.Catalogue;
import dev.rampart.policy.checkset.VerdictCodec;
import dev.rampart.policy.model.Reason;
import dev.rampart.policy.model.Verdict;
import dev.rampart.testkit.FixedClock;
import dev.rampart.testkit.GoldenFolder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Policy, nodes and what was accepted of them in, the report out. */
class ReportGoldenTest {

    private final Plans plans = new Plans(Catalogue.load());

    @TestFactory
    Stream<DynamicTest> cases() {
        return GoldenFolder.cases(Yaml.folder("compliancereport"), this::produce);
    }

    private Map<String, String> produce(SortedMap<String, String> in) {
        var plan = plans.of(Yaml.all(in.get("in-policies.yaml"), CompliancePolicy.class));
        var policy = plan.plans().getFirst();
        var view = PolicyView.of(
                policy,
                new PolicyView.Cluster(
                        plan,
                        Yaml.all(in.get("in-nodes.yaml"), Node.class).stream()
                                .map(NodeFacts::of)
                                .toList(),
                        Yaml.all(in.get("in-nodescans.yaml"), NodeScan.class),
                        Yaml.all(filled(in, policy), NodeCompliance.class)));
        var report = new ComplianceReport();
        report.setMetadata(new ObjectMetaBuilder()
                .withName(policy.policy().name())
                .withGeneration(1L)
                .build());
        var clock = FixedClock.at("2026-11-01T12:00:00Z");
        report.setStatus(ReportStatus.of(report, view, plan, new ClusterIdentity("test", "uid", null), clock));
        var counts = Objects.requireNonNull(report.getStatus().counts());
        assertThat(counts.pass() + counts.fail() + counts.notApplicable() + counts.unknown())
                .as("the sum rule")
                .isEqualTo(counts.total());
        return Map.of("out-report.yaml", Yaml.withoutDigests(Yaml.text("report", report), plan));
    }

    /** Digests and lengths follow the catalogue: in the files stand names for them. */
    private static String filled(SortedMap<String, String> in, PolicyPlan policy) {
        var text = in.getOrDefault("in-nodecompliances.yaml", "");
        for (var set : policy.sets()) {
            var name = "@" + set.role().id();
            var passed = VerdictCodec.encode(Collections.nCopies(set.size(), Verdict.passed()));
            var mixed = new ArrayList<Verdict>(Collections.nCopies(set.size(), Verdict.passed()));
            mixed.set(0, Verdict.failed());
            mixed.set(1, Verdict.notApplicable(Reason.FILE_MISSING));
            mixed.set(2, Verdict.unknown(Reason.COMMAND_TIMED_OUT));
            text = text.replace(name + ".digest", set.digest())
                    .replace(name + ".size", String.valueOf(set.size()))
                    .replace(name + ".passed", passed.verdicts())
                    .replace(name + ".decided", passed.reasons())
                    .replace(name + ".mixed", VerdictCodec.encode(mixed).verdicts())
                    .replace(name + ".reasons", VerdictCodec.encode(mixed).reasons());
        }
        return text;
    }
}
