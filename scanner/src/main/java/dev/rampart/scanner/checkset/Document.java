package dev.rampart.scanner.checkset;

import dev.rampart.policy.checkset.CheckSet;
import java.time.Duration;
import java.util.Optional;

/** The answer to the question for a check set. Messages name the ConfigMap and the digest. */
public sealed interface Document {

    record Loaded(CheckSet set) implements Document {}

    /** It is certain that there is no such document now: an earlier result of the set has nothing behind it any more. */
    record Rejected(String message) implements Document {}

    /** Nobody knows; an earlier result stays. */
    record Unavailable(String message, Optional<Duration> retryAfter) implements Document {}
}
