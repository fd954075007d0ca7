package dev.rampart.cli.status;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeScan;
import java.util.List;

/** The objects that say where the cluster stands, as they were read. */
record ClusterState(
        List<CompliancePolicy> policies,
        List<ComplianceReport> reports,
        List<NodeCompliance> nodes,
        List<NodeScan> scans) {

    ClusterState {
        policies = List.copyOf(policies);
        reports = List.copyOf(reports);
        nodes = List.copyOf(nodes);
        scans = List.copyOf(scans);
    }
}
