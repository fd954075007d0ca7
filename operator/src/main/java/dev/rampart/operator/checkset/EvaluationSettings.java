package dev.rampart.operator.checkset;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;

/**
 * How the checks of a policy are evaluated.
 *
 * @param timezone name of {@code zone} as written; absent when it was not
 * @param jitter in one spelling, so that two of the same length are equal; absent lets the scanner choose
 * @param timeout of one check set on one node; absent lets the scanner choose
 */
public record EvaluationSettings(
        ZoneId zone,
        Optional<String> timezone,
        Optional<String> jitter,
        Optional<Duration> timeout,
        boolean suspended) {}
