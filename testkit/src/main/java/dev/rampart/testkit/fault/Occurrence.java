package dev.rampart.testkit.fault;

import java.util.SplittableRandom;

/** Which of the requests or events that match are meant, counted from 1 for each rule. */
public sealed interface Occurrence {

    record Every() implements Occurrence {}

    /** From the first to the last, both included. */
    record Range(int first, int last) implements Occurrence {}

    /** @param percent how many of a hundred; which ones follows from the plan's seed and the count */
    record Chance(int percent) implements Occurrence {}

    static Occurrence every() {
        return new Every();
    }

    static Occurrence nth(int n) {
        return new Range(n, n);
    }

    static Occurrence first(int n) {
        return new Range(1, n);
    }

    static Occurrence from(int n) {
        return new Range(n, Integer.MAX_VALUE);
    }

    static Occurrence chance(int percent) {
        return new Chance(percent);
    }

    /** @param salt tells the plan's rules apart, so that they do not all strike together */
    default boolean holds(int count, long seed, int salt) {
        return switch (this) {
            case Every() -> true;
            case Range(var first, var last) -> first <= count && count <= last;
            case Chance(var percent) ->
                new SplittableRandom(seed * 31 + salt * 1_000_003L + count).nextInt(100) < percent;
        };
    }
}
