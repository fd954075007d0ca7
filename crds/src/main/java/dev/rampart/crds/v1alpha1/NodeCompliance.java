package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** What the operator accepted of a node's results, one per node under the node's name; made by the operator. */
@JsonClassDescription(
        "What the operator accepted of the results of a node, one per node under its name. Made by the operator.")
@Group(Api.GROUP)
@Version(Api.VERSION)
@Plural("nodecompliances")
@ShortNames("ncomp")
@AdditionalPrinterColumn(name = "SCORE", jsonPath = ".status.score", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "FAIL", jsonPath = ".status.counts.fail", type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "UNKNOWN",
        jsonPath = ".status.counts.unknown",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(name = "SOURCE", jsonPath = ".status.source", type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(name = "EVALUATED", jsonPath = ".status.evaluatedAt", type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
        name = "TRIPWIRES",
        jsonPath = ".status.tripwires",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "AGE",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE,
        priority = 1)
public class NodeCompliance extends CustomResource<Void, NodeComplianceStatus> {}
