package dev.rampart.scanner.api;

import dev.rampart.scanner.api.ApiFailure.Kind;
import dev.rampart.scanner.log.EventLog;
import dev.rampart.scanner.log.Field;
import dev.rampart.scanner.nodescan.NodeScan;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Keeps the newest version of the node's NodeScan flowing, whatever happens to the API server: lists once, then watches
 * and goes on from the last version seen; lists again only when that is too old or made no sense.
 */
public final class NodeScanWatcher implements Runnable, AutoCloseable {

    /** A watch that ended sooner did not work, even if it ended politely. */
    private static final Duration USEFUL = Duration.ofSeconds(5);

    private final NodeScans scans;
    private final Backoff backoff;
    private final EventLog log;
    private final Consumer<Optional<NodeScan>> sink;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private String version = "";
    private int failures;

    /** @param sink told of every version on the thread that runs this; empty when there is no such object */
    public NodeScanWatcher(NodeScans scans, Backoff backoff, EventLog log, Consumer<Optional<NodeScan>> sink) {
        this.scans = scans;
        this.backoff = backoff;
        this.log = log;
        this.sink = sink;
    }

    @Override
    public void run() {
        try {
            while (stopped.getCount() > 0) {
                var pause = round();
                if (!pause.isZero() && stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One watch request, with the list before it when needed; the pause to make after it. */
    private Duration round() {
        long start = System.nanoTime();
        try {
            if (version.isEmpty()) {
                list();
            }
            var events = watch();
            if (events > 0 || System.nanoTime() - start >= USEFUL.toNanos()) {
                failures = 0;
                return Duration.ZERO;
            }
            return backoff.after(++failures, Optional.empty());
        } catch (ApiFailure failure) {
            return failed(failure);
        } catch (RuntimeException e) {
            version = "";
            var pause = backoff.after(++failures, Optional.empty());
            log.error("The watch failed by a defect of the scanner", e, new Field(EventLog.RETRY_IN, pause));
            return pause;
        }
    }

    private Duration failed(ApiFailure failure) {
        if (failure.kind() == Kind.EXPIRED && failures == 0) {
            // Expected now and then; a second time in a row it is a fault like any other.
            failures = 1;
            version = "";
            log.info("The watch is too old to go on; listing again");
            return Duration.ZERO;
        }
        if (failure.kind() != Kind.UNREACHABLE && failure.kind() != Kind.BUSY) {
            version = "";
        }
        var pause = backoff.after(++failures, failure.retryAfter());
        if (stopped.getCount() > 0) {
            log.warn(
                    "Cannot watch the NodeScan",
                    new Field(EventLog.PROBLEM, failure.getMessage()),
                    new Field(EventLog.RETRY_IN, pause));
        }
        return pause;
    }

    private void list() throws ApiFailure {
        var listed = scans.list();
        sink.accept(listed.scan());
        version = listed.resourceVersion();
    }

    private int watch() throws ApiFailure {
        int events = 0;
        try (var stream = scans.watch(version)) {
            for (var event = stream.next(); event.isPresent(); event = stream.next()) {
                handle(event.get());
                events++;
                failures = 0;
            }
        }
        return events;
    }

    private void handle(WatchStream.Event event) {
        switch (event) {
            case WatchStream.Changed(var scan) -> {
                sink.accept(Optional.of(scan));
                version = scan.version().orElse("");
            }
            case WatchStream.Deleted(var v) -> {
                sink.accept(Optional.empty());
                version = v;
            }
            case WatchStream.Bookmark(var v) -> version = v;
        }
    }

    @Override
    public void close() {
        stopped.countDown();
    }
}
