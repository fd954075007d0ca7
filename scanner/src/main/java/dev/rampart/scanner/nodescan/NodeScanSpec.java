package dev.rampart.scanner.nodescan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operator's half. Raw: {@code plan.Order} is its validated form. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NodeScanSpec(
        @Nullable String nodeUID,
        @Nullable String machineID,
        @Nullable List<Assignment> assignments,
        @Nullable String recheck) {

    public static final NodeScanSpec EMPTY = new NodeScanSpec(null, null, List.of(), null);

    /**
     * @param schedule five cron fields; absent while the policy is suspended
     * @param timezone IANA name; absent means UTC
     * @param jitter a duration such as {@code 30m}; absent lets the scanner choose
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Assignment(
            @Nullable String digest,
            @Nullable String configMap,
            @Nullable String schedule,
            @Nullable String timezone,
            @Nullable String jitter,
            @Nullable String policy) {}
}
