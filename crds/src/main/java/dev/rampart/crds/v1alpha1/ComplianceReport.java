package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Where a policy stands over all its nodes; same name as the policy, made by the operator. */
@JsonClassDescription("Where a policy stands over all its nodes, under the name of the policy. Made by the operator.")
@Group(Api.GROUP)
@Version(Api.VERSION)
@Plural("compliancereports")
@ShortNames("cmrep")
@AdditionalPrinterColumn(name = "RESULT", jsonPath = ".status.result", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "SCORE", jsonPath = ".status.score", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "COVERAGE", jsonPath = ".status.coverage", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "PASS", jsonPath = ".status.counts.pass", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "FAIL", jsonPath = ".status.counts.fail", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "NODES", jsonPath = ".status.nodes.summary", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "AGE",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
        name = "UNKNOWN",
        jsonPath = ".status.counts.unknown",
        type = AdditionalPrinterColumn.Type.INTEGER,
        priority = 1)
@AdditionalPrinterColumn(
        name = "NOTAPPLICABLE",
        jsonPath = ".status.counts.notApplicable",
        type = AdditionalPrinterColumn.Type.INTEGER,
        priority = 1)
@AdditionalPrinterColumn(
        name = "FRAMEWORKS",
        jsonPath = ".status.frameworksSummary",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
public class ComplianceReport extends CustomResource<ComplianceReportSpec, ComplianceReportStatus> {}
