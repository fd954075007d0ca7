package dev.rampart.operator.compliancepolicy;

import dev.rampart.crds.v1alpha1.Assignment;
import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.ComplianceReportSpec;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.NodeScanSpec;
import dev.rampart.crds.v1alpha1.PolicyRef;
import dev.rampart.operator.apply.Change;
import dev.rampart.operator.apply.Labels;
import dev.rampart.operator.apply.Owner;
import dev.rampart.operator.checkset.PlannedSet;
import dev.rampart.policy.checkset.CheckSetCodec;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The objects of a policy: a ConfigMap per check set, and the report. */
final class PolicyResources {

    /** Key in the ConfigMap; the scanner reads no other. */
    static final String KEY = "checks.json";

    /**
     * What is there now.
     *
     * @param configMaps every check-set ConfigMap, whatever its policy
     */
    record Existing(Collection<ConfigMap> configMaps, Optional<ComplianceReport> report, Collection<NodeScan> scans) {}

    private final String nodesNamespace;

    PolicyResources(String nodesNamespace) {
        this.nodesNamespace = nodesNamespace;
    }

    /** The report, and what is used no more; {@link CheckSetMaps} makes the check sets before. */
    List<Change> changes(CompliancePolicy policy, List<PlannedSet> sets, Existing existing) {
        var meta = policy.getMetadata();
        var owner = Owner.policy(meta.getName(), meta.getUid());
        var changes = new ArrayList<Change>();
        if (existing.report().filter(r -> isOurs(r, owner)).isEmpty()) {
            changes.add(new Change.Apply(report(owner)));
        }
        unused(meta.getName(), sets, existing).forEach(m -> changes.add(new Change.Delete(m)));
        return changes;
    }

    /** Ours, wanted no more, and named by no NodeScan: until then a scanner may still read it. */
    private static List<ConfigMap> unused(String policy, List<PlannedSet> sets, Existing existing) {
        var wanted = sets.stream().map(PlannedSet::configMap).collect(Collectors.toSet());
        var assigned = existing.scans().stream()
                .map(s -> Optional.ofNullable(s.getSpec())
                        .map(NodeScanSpec::assignments)
                        .orElse(List.of()))
                .flatMap(List::stream)
                .map(Assignment::configMap)
                .collect(Collectors.toSet());
        return existing.configMaps().stream()
                .filter(m -> policy.equals(m.getMetadata().getLabels().get(Labels.POLICY)))
                .filter(m -> !isIn(m, wanted) && !isIn(m, assigned))
                .toList();
    }

    private static boolean isIn(ConfigMap map, Set<String> names) {
        return names.contains(map.getMetadata().getName());
    }

    ConfigMap configMap(PlannedSet set, Owner owner) {
        return new ConfigMapBuilder()
                .withMetadata(new ObjectMetaBuilder()
                        .withNamespace(nodesNamespace)
                        .withName(set.configMap())
                        .withLabels(Labels.ofCheckSet(set.policy()))
                        .withOwnerReferences(owner.reference())
                        .build())
                .withImmutable(true)
                .addToData(KEY, CheckSetCodec.encodeText(set.set()))
                .build();
    }

    private static ComplianceReport report(Owner owner) {
        var report = new ComplianceReport();
        report.setMetadata(new ObjectMetaBuilder()
                .withName(owner.name())
                .withLabels(Labels.ours())
                .withOwnerReferences(owner.reference())
                .build());
        report.setSpec(new ComplianceReportSpec(new PolicyRef(owner.name())));
        return report;
    }

    private static boolean isOurs(ComplianceReport report, Owner owner) {
        return owner.owns(report)
                && report.getSpec() != null
                && report.getSpec().policyRef().name().equals(owner.name());
    }
}
