package dev.rampart.scanner.nodescan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scanner's half.
 *
 * @param heartbeat RFC 3339, when the scanner last wrote
 * @param message what keeps the scanner from evaluating, in one sentence; null when nothing does
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NodeScanStatus(
        @Nullable String heartbeat,
        @Nullable List<ScanResult> results,
        @Nullable String scannerVersion,
        @Nullable String message) {

    public static final NodeScanStatus EMPTY = new NodeScanStatus(null, null, null, null);

    public List<ScanResult> resultsOrEmpty() {
        return results == null ? List.of() : results;
    }
}
