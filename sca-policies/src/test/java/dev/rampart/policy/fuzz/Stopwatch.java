package dev.rampart.policy.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/** Keeps the slowest check of a run, in time of the processor: other programs do not count. For one thread. */
final class Stopwatch {

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long lastNanos;
    private long slowestNanos;
    private long slowestInput = -1;
    private long rules;

    void start() {
        lastNanos = threads.getCurrentThreadCpuTime();
    }

    /** A check of that input, with that many rules, has just ended. */
    void lap(long input, int ruleCount) {
        long now = threads.getCurrentThreadCpuTime();
        long perRule = (now - lastNanos) / Math.max(1, ruleCount);
        if (perRule > slowestNanos) {
            slowestNanos = perRule;
            slowestInput = input;
        }
        rules += ruleCount;
        lastNanos = now;
    }

    /** Of a check with several rules, their mean. */
    Duration slowestRule() {
        return Duration.ofNanos(slowestNanos);
    }

    long slowestInput() {
        return slowestInput;
    }

    long rules() {
        return rules;
    }
}
