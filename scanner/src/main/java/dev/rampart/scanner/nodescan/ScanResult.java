package dev.rampart.scanner.nodescan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The result of one check set.
 *
 * @param recheck the token that this result answers; null when none was asked for
 * @param evaluatedAt RFC 3339, when the evaluation ended
 * @param verdicts base64, two bits per check
 * @param reasons base64, one byte per check
 * @param evidence base64 of gzip of JSON; null when there is none
 * @param duration of the evaluation, in milliseconds with the unit: {@code 340ms}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScanResult(
        String digest,
        String nodeUID,
        @Nullable String recheck,
        String evaluatedAt,
        String verdicts,
        @Nullable String reasons,
        @Nullable String evidence,
        @Nullable String duration,
        @Nullable TripwireStates tripwires) {

    /** What the API server sends may lack anything: an empty text equals no digest and no node, so it never counts. */
    public ScanResult {
        digest = Objects.requireNonNullElse(digest, "");
        nodeUID = Objects.requireNonNullElse(nodeUID, "");
        evaluatedAt = Objects.requireNonNullElse(evaluatedAt, "");
        verdicts = Objects.requireNonNullElse(verdicts, "");
    }

    /** Each is {@code Intact}, {@code Broken} or {@code Unreadable}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record TripwireStates(String files, String processes, String network) {}

    /** Whether both say the same about the node; times, duration and recheck are left out. */
    public boolean sameContent(ScanResult other) {
        return digest.equals(other.digest)
                && nodeUID.equals(other.nodeUID)
                && verdicts.equals(other.verdicts)
                && Objects.equals(reasons, other.reasons)
                && Objects.equals(evidence, other.evidence)
                && Objects.equals(tripwires, other.tripwires);
    }

    public ScanResult withEvidence(@Nullable String text) {
        return new ScanResult(digest, nodeUID, recheck, evaluatedAt, verdicts, reasons, text, duration, tripwires);
    }
}
