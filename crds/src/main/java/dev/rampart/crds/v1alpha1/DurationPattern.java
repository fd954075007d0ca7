package dev.rampart.crds.v1alpha1;

/** Durations as people write them: {@code 90s}, {@code 30m}, {@code 1h30m}. */
final class DurationPattern {

    private static final String IS_DURATION = "self.matches(r'^([0-9]{1,5}[hms]){1,3}$')";

    /** Of a string: the longest spread of scheduled runs. */
    static final String IS_JITTER = IS_DURATION + " && duration(self) <= duration('24h')";

    static final String JITTER_FORM = "jitter must be a duration from 0s to 24h, e.g. 30m";

    /** Of a string: how long one evaluation may take. */
    static final String IS_TIMEOUT =
            IS_DURATION + " && duration(self) >= duration('1s') && duration(self) <= duration('1h')";

    static final String TIMEOUT_FORM = "timeout must be a duration from 1s to 1h, e.g. 10m";

    private DurationPattern() {}
}
