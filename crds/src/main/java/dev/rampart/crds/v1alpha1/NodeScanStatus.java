package dev.rampart.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the scanner of the node found; written by that scanner alone (ValidatingAdmissionPolicy rampart-scanner-own-node). */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NodeScanStatus(
        @JsonPropertyDescription("When the scanner last wrote.") @Nullable
        String heartbeat,

        @JsonPropertyDescription("One entry per check set.") @Nullable
        List<ScanResult> results,

        @JsonPropertyDescription("Version of the scanner.") @Nullable
        String scannerVersion,

        @JsonPropertyDescription("What keeps the scanner from evaluating, in one sentence.") @Nullable
        String message) {}
