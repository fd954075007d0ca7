package dev.rampart.scanner;

import dev.rampart.scanner.nodescan.NodeScan;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One place between the watcher and the loop: only the newest version of the object matters. */
final class Inbox {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Optional<NodeScan> newest = Optional.empty();
    private boolean unread;
    private boolean closed;

    void put(Optional<NodeScan> scan) {
        lock.lock();
        try {
            newest = scan;
            unread = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something new, the time to pass or the end; the newest version, empty when there is no object. */
    Optional<NodeScan> await(Duration atMost) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (!unread && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            unread = false;
            return newest;
        } finally {
            lock.unlock();
        }
    }
}
