package dev.rampart.policy.host.linux;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks questions that may hang in the kernel (a network mount without its server), where nothing can call them back: on
 * a thread that is left behind when it does not answer in time. It ends by itself when nobody asks for a while.
 *
 * @param <S> what a thread works with and shares with no other
 */
public final class PromptWorker<S> {

    /** So many hanging questions are enough to know that it makes no sense to ask more. */
    private static final int MAX_HANGING = 16;

    private static final Duration IDLE = Duration.ofSeconds(5);

    private static final long SPIN_NANOS = 30_000;

    /** Without spinning, after it was in vain. */
    private static final int PATIENT_QUESTIONS = 100;

    private final Duration patience;
    private final Supplier<S> state;
    private final AtomicInteger hanging = new AtomicInteger();
    private @Nullable Worker worker;

    /** Questions left to ask without spinning; races between the two threads only make it a little wrong. */
    private volatile int patient = Runtime.getRuntime().availableProcessors() > 1 ? 0 : Integer.MAX_VALUE;

    /**
     * @param patience for one question
     * @param state made by the thread that uses it
     */
    public PromptWorker(Duration patience, Supplier<S> state) {
        this.patience = patience;
        this.state = state;
    }

    /** @param otherwise the answer when none comes in time; also when this thread is interrupted, which it stays */
    public <T> T ask(Function<S, T> question, T otherwise) {
        if (hanging.get() >= MAX_HANGING) {
            return otherwise;
        }
        var asked = new Question<>(question);
        var at = hand(asked);
        try {
            if (!spinUntil(asked::isDone)) {
                patient = PATIENT_QUESTIONS;
            }
            return asked.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            leave(at);
            return otherwise;
        } catch (InterruptedException e) {
            leave(at);
            Thread.currentThread().interrupt();
            return otherwise;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a question to the host failed", e.getCause());
        }
    }

    /**
     * Waking a thread takes longer than most answers, and the next question mostly follows at once. But where this keeps
     * the other thread from running, it is not tried again soon.
     */
    private boolean spinUntil(BooleanSupplier condition) {
        int left = patient;
        if (left > 0) {
            patient = left == Integer.MAX_VALUE ? left : left - 1;
            return true;
        }
        long start = System.nanoTime();
        while (System.nanoTime() - start < SPIN_NANOS) {
            if (condition.getAsBoolean()) {
                return true;
            }
            Thread.onSpinWait();
        }
        return false;
    }

    private synchronized Worker hand(Question<S, ?> question) {
        var known = worker;
        if (known == null || !known.accepts(question)) {
            known = new Worker(question);
            worker = known;
            Thread.ofPlatform().daemon().name("host-files").start(known);
        }
        return known;
    }

    private synchronized void leave(Worker left) {
        if (worker == left) {
            worker = null;
        }
        left.leave();
    }

    private static final class Question<S, T> extends FutureTask<T> {
        private final Holder<S> holder;

        Question(Function<S, T> question) {
            this(question, new Holder<>());
        }

        private Question(Function<S, T> question, Holder<S> holder) {
            super(() -> question.apply(holder.get()));
            this.holder = holder;
        }

        void runWith(S state) {
            holder.state = state;
            run();
        }
    }

    /** Carries a thread's state into a task that was made before the thread. */
    private static final class Holder<S> {
        private @Nullable S state;

        S get() {
            return Objects.requireNonNull(state);
        }
    }

    private final class Worker implements Runnable {
        private final BlockingQueue<Question<S, ?>> questions = new LinkedBlockingQueue<>();
        private boolean ended;
        private boolean left;

        Worker(Question<S, ?> first) {
            questions.add(first);
        }

        /** @return false when it ended meanwhile */
        synchronized boolean accepts(Question<S, ?> question) {
            return !ended && questions.add(question);
        }

        synchronized void leave() {
            if (!ended) {
                left = true;
                hanging.incrementAndGet();
            }
        }

        @Override
        public void run() {
            var own = state.get();
            for (var next = next(); next != null; next = next()) {
                next.runWith(own);
            }
        }

        private @Nullable Question<S, ?> next() {
            try {
                spinUntil(() -> !questions.isEmpty());
                var next = isLeft() ? null : questions.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
                return next != null ? next : end();
            } catch (InterruptedException e) {
                return end();
            }
        }

        private synchronized boolean isLeft() {
            return left;
        }

        private synchronized @Nullable Question<S, ?> end() {
            var late = left ? null : questions.poll();
            if (late == null) {
                ended = true;
                if (left) {
                    hanging.decrementAndGet();
                }
            }
            return late;
        }
    }
}
