package dev.rampart.e2e;

import java.util.stream.IntStream;

/** How often a fault is tried: what goes well once may have been lucky. */
final class Rounds {

    private static final int COUNT = Boolean.getBoolean("rampart.full") ? 10 : 2;

    private Rounds() {}

    static IntStream all() {
        return IntStream.rangeClosed(1, COUNT);
    }
}
