package dev.rampart.operator.view;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeScan;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Node;

/**
 * What the process knows of the cluster: one cache per kind. A kind that is some controller's primary is filled by that
 * controller's informer ({@link Informers#primary}), the others by {@link Informers#filling}.
 *
 * @param nodes filled by the controller of NodeScans
 * @param scans filled by the controller of NodeCompliances
 * @param compliances whole status, because its writer compares with it
 * @param policies filled by their controller
 * @param reports filled by their controller
 * @param checkSets ConfigMaps of check sets, with the digest of each value in its place
 */
public record ClusterCaches(
        KindCache<Node> nodes,
        KindCache<NodeScan> scans,
        KindCache<NodeCompliance> compliances,
        KindCache<CompliancePolicy> policies,
        KindCache<ComplianceReport> reports,
        KindCache<ConfigMap> checkSets) {

    public static ClusterCaches empty() {
        return new ClusterCaches(
                new KindCache<>(Node.class, Pruning::node),
                new KindCache<>(NodeScan.class, Pruning::nodeScan),
                new KindCache<>(NodeCompliance.class, Pruning::nodeCompliance),
                new KindCache<>(CompliancePolicy.class, Pruning::policy),
                new KindCache<>(ComplianceReport.class, Pruning::report),
                new KindCache<>(ConfigMap.class, Pruning::configMap));
    }
}
