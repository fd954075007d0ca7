package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** What must hold on which nodes; cluster-scoped, the one object a user has to write. */
@JsonClassDescription(
        "What must hold on which nodes. spec: {} is a whole policy: CIS Kubernetes and NIST 800-53 on every Linux node, every six hours.")
@Group(Api.GROUP)
@Version(Api.VERSION)
@Plural("compliancepolicies")
@ShortNames("cmpol")
@AdditionalPrinterColumn(
        name = "FRAMEWORKS",
        jsonPath = ".status.frameworksSummary",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "SCORE", jsonPath = ".status.score", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "COVERAGE", jsonPath = ".status.coverage", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "FAIL", jsonPath = ".status.counts.fail", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "LASTRUN",
        jsonPath = ".status.lastEvaluation",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
        name = "READY",
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "AGE",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
public class CompliancePolicy extends CustomResource<CompliancePolicySpec, CompliancePolicyStatus> {}
