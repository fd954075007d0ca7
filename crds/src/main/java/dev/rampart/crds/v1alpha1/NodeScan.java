package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** Plumbing between operator and scanner, one per node under the node's name: the assignment in, the raw result out. */
@JsonClassDescription(
        "Plumbing between operator and scanner, one per node under its name: which check sets to evaluate, and the raw result. Not meant to be edited.")
@Group(Api.GROUP)
@Version(Api.VERSION)
@Plural("nodescans")
@ShortNames("nscan")
@AdditionalPrinterColumn(name = "HEARTBEAT", jsonPath = ".status.heartbeat", type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
        name = "SCANNER",
        jsonPath = ".status.scannerVersion",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "AGE",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
        name = "MESSAGE",
        jsonPath = ".status.message",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
public class NodeScan extends CustomResource<NodeScanSpec, NodeScanStatus> {}
