package dev.rampart.scanner.nodescan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One version of the node's object, as the API server sent it; nothing in it is validated. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NodeScan(
        @Nullable Metadata metadata,
        @Nullable NodeScanSpec spec,
        @Nullable NodeScanStatus status) {

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Metadata(
            @Nullable String name,
            @Nullable String uid,
            @Nullable String resourceVersion) {}

    /** Empty when the API server did not say; differs when the object was deleted and made again. */
    public String uid() {
        return metadata == null || metadata.uid() == null ? "" : metadata.uid();
    }

    /** The version to go on watching from. */
    public Optional<String> version() {
        return Optional.ofNullable(metadata).map(Metadata::resourceVersion).filter(v -> !v.isEmpty());
    }

    public NodeScanSpec specOrEmpty() {
        return spec == null ? NodeScanSpec.EMPTY : spec;
    }

    public NodeScanStatus statusOrEmpty() {
        return status == null ? NodeScanStatus.EMPTY : status;
    }
}
