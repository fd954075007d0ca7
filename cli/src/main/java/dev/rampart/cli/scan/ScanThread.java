package dev.rampart.cli.scan;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A thread for one scan, stopped when the program is asked to end, so that no command outlives it.
 */
final class ScanThread {

    /** For killing a command. */
    private static final long MAX_STOP_MILLIS = 3000;

    private final AtomicBoolean stopped = new AtomicBoolean();

    /** Asked between two checks. */
    void throwIfStopped() {
        if (stopped.get() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException("the scan was stopped");
        }
    }

    /** @throws CancellationException when the program is asked to end */
    <T> T run(Callable<T> scan) throws Exception {
        var task = new FutureTask<>(scan);
        var thread = new Thread(task, "scan");
        var atEnd = new Thread(() -> stop(thread), "scan-stop");
        Runtime.getRuntime().addShutdownHook(atEnd);
        try {
            thread.start();
            return task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw e;
            }
        } catch (InterruptedException e) {
            stop(thread);
            Thread.currentThread().interrupt();
            throw new CancellationException("the scan was stopped");
        } finally {
            forget(atEnd);
        }
    }

    /** A command that runs is killed by the thread that waits for it. */
    private void stop(Thread thread) {
        stopped.set(true);
        thread.interrupt();
        try {
            thread.join(MAX_STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(Thread atEnd) {
        try {
            Runtime.getRuntime().removeShutdownHook(atEnd);
        } catch (IllegalStateException e) {
            // The program is ending, and the thread runs or has run.
        }
    }
}
