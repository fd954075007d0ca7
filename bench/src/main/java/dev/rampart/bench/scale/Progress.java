package dev.rampart.bench.scale;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Says on standard error how far things are, at most every few seconds. */
final class Progress {

    private static final long EVERY = Duration.ofSeconds(5).toNanos();

    private final String what;
    private final AtomicInteger done = new AtomicInteger();
    private volatile long said = System.nanoTime();

    private Progress(String what) {
        this.what = what;
    }

    static Progress ofRun() {
        return new Progress("");
    }

    /** A new one that counts from zero. */
    Progress of(String text) {
        return new Progress(text);
    }

    void step(int of) {
        int now = done.incrementAndGet();
        if (now == of || System.nanoTime() - said > EVERY) {
            said = System.nanoTime();
            say(what + ": " + now + "/" + of);
        }
    }

    void say(String text) {
        System.err.println("scale: " + text);
    }
}
