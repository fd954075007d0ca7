package dev.rampart.operator.obstacle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which rights are missing: asks once a minute, every ten seconds while one is missing, and soon after a request
 * was refused. Tells listeners when the answer changes. One line in the log for each change: where even the status
 * cannot be written, it and the metric are all that is left.
 */
public final class RightsWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RightsWatch.class);
    private static final Duration WELL = Duration.ofSeconds(60);
    private static final Duration MISSING = Duration.ofSeconds(10);
    private static final Duration REFUSED = Duration.ofSeconds(1);

    private final Supplier<List<Right>> read;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean askedSoon = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("rights").factory());
    private volatile List<Right> missing = List.of();
    private volatile long asked = System.nanoTime();

    /** @param read asks the API server; throws when there is no answer */
    public RightsWatch(Supplier<List<Right>> read) {
        this.read = read;
    }

    public void start() {
        var _ = thread.scheduleWithFixedDelay(
                this::round, MISSING.toMillis(), MISSING.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void round() {
        if (!missing.isEmpty() || System.nanoTime() - asked >= WELL.toNanos()) {
            check();
        }
    }

    /** A request was answered with 403: which right was it? Many of them make one question. */
    public void refused() {
        if (!thread.isShutdown() && askedSoon.compareAndSet(false, true)) {
            var _ = thread.schedule(
                    () -> {
                        askedSoon.set(false);
                        check();
                    },
                    REFUSED.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Asks now. Without an answer the last one stands: an API server that is away takes no right.
     *
     * @return whether there was an answer
     */
    public boolean check() {
        asked = System.nanoTime();
        List<Right> now;
        try {
            now = read.get();
        } catch (RuntimeException e) {
            // Half an answer is no answer either, and an exception would end the timer that asks again.
            LOG.debug("rights cannot be asked for now", e);
            return false;
        }
        if (now.equals(missing)) {
            return true;
        }
        missing = now;
        if (now.isEmpty()) {
            LOG.info("every right is there again");
        } else {
            LOG.warn("{}", new Obstacle.MissingRights(now).message());
        }
        listeners.forEach(Runnable::run);
        return true;
    }

    public List<Right> missing() {
        return missing;
    }

    public List<Obstacle> obstacles() {
        var now = missing;
        return now.isEmpty() ? List.of() : List.of(new Obstacle.MissingRights(now));
    }

    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
