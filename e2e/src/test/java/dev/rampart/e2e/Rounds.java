package dev.rampart.e2e;

import java.util.stream.IntStream;

/** How often a fault is repeated: twice, with {@code -Pfull} ten times. */
final class Rounds {

    private Rounds() {}

    static IntStream all() {
        return IntStream.rangeClosed(1, Boolean.getBoolean("rampart.full") ? 10 : 2);
    }
}
