package dev.rampart.policy.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * 50,000 inputs; 2,000,000 with {@code -Pfull}. {@code -Drampart.fuzz.seed=N} takes other ones,
 * {@code -Drampart.fuzz.only=NUMBER} repeats one.
 */
class EngineFuzzTest {

    private static final long SEED = Long.getLong("rampart.fuzz.seed", 20261124);
    private static final long ONLY = Long.getLong("rampart.fuzz.only", -1);
    private static final long INPUTS = Boolean.getBoolean("rampart.full") ? 2_000_000 : 50_000;

    /** Outside commands no rule may take longer. */
    private static final Duration SLOWEST_RULE = Duration.ofSeconds(1);

    /** Two dialects, three scans each, up to some thirty rules: far beyond this something does not end. */
    private static final Duration HANG = Duration.ofSeconds(60);

    /** As the threads of the scanner and of the command line have it (-Xss512k): depth must not depend on the input. */
    private static final long STACK_BYTES = 512L * 1024;

    private final Seeds seeds = Seeds.ofOwnVectors();
    private final Stopwatch watch = new Stopwatch();
    private final Tally tally = new Tally();
    private final Invariants invariants = new Invariants(watch, tally);
    private volatile long current;

    @Test
    void noInputBreaksTheEngine() throws InterruptedException {
        var failure = new AtomicReference<@Nullable Throwable>();
        var worker = Thread.ofPlatform()
                .name("fuzz")
                .daemon()
                .stackSize(STACK_BYTES)
                .start(() -> {
                    try {
                        run();
                    } catch (RuntimeException | Error e) {
                        failure.set(e);
                    }
                });
        watchOver(worker);
        var broken = failure.get();
        if (broken != null) {
            throw new AssertionError(describe(current), broken);
        }
        report();
        assertThat(watch.slowestRule())
                .as("slowest rule; %s", describe(watch.slowestInput()))
                .isLessThan(SLOWEST_RULE);
        if (ONLY < 0) {
            for (var outcome : List.of("refused", "Passed", "Failed", "NotApplicable", "Unknown", "stage Aborted")) {
                assertThat(tally.of(outcome))
                        .as("inputs reach every kind of answer: %s", outcome)
                        .isGreaterThan(INPUTS / 100);
            }
        }
    }

    private void report() {
        System.out.printf(
                "fuzz: seed %d, %d inputs, %d rules; slowest rule %d ms of processor time (input %d)%n      %s%n",
                SEED,
                ONLY < 0 ? INPUTS : 1,
                watch.rules(),
                watch.slowestRule().toMillis(),
                watch.slowestInput(),
                tally);
    }

    private void run() {
        if (ONLY >= 0) {
            one(ONLY);
            return;
        }
        for (long number = 0; number < INPUTS; number++) {
            one(number);
        }
    }

    private void one(long number) {
        current = number;
        invariants.hold(FuzzInput.of(seeds, SEED, number));
    }

    private void watchOver(Thread worker) throws InterruptedException {
        while (!worker.join(HANG)) {
            long number = current;
            if (worker.join(HANG)) {
                return;
            }
            if (number == current) {
                var stack = new StringBuilder();
                for (var frame : worker.getStackTrace()) {
                    stack.append("\n    at ").append(frame);
                }
                fail("no end after " + HANG + ": " + describe(number) + stack);
            }
        }
    }

    private String describe(long number) {
        var policy = FuzzInput.of(seeds, SEED, Math.max(0, number)).policy();
        var base64 = Base64.getEncoder().encodeToString(policy.getBytes(StandardCharsets.ISO_8859_1));
        return "input %d of seed %d (-Drampart.fuzz.seed=%d -Drampart.fuzz.only=%d)\n%s\nbase64: %s"
                .formatted(number, SEED, SEED, number, policy, base64);
    }
}
