package dev.rampart.testkit.fault;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Where exchanges wait, each gate by its name. Once released a gate stays open. */
final class Gates {

    private static final class Gate {
        final CountDownLatch arrived = new CountDownLatch(1);
        final CountDownLatch open = new CountDownLatch(1);
    }

    /** Longer than any test waits; a forgotten gate must not keep a thread for ever. */
    private static final long LONGEST_SECONDS = 600;

    private final Map<String, Gate> gates = new ConcurrentHashMap<>();

    private Gate gate(String name) {
        return gates.computeIfAbsent(name, n -> new Gate());
    }

    void pass(String name) throws InterruptedException {
        var gate = gate(name);
        gate.arrived.countDown();
        if (!gate.open.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("gate " + name + " was not opened for " + LONGEST_SECONDS + " s");
        }
    }

    void awaitArrival(String name, Duration atMost) {
        Awaitility.await("an exchange to wait at gate " + name)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> gate(name).arrived.getCount() == 0);
    }

    boolean hasArrived(String name) {
        return gate(name).arrived.getCount() == 0;
    }

    void open(String name) {
        gate(name).open.countDown();
    }

    void openAll() {
        gates.values().forEach(g -> g.open.countDown());
    }
}
