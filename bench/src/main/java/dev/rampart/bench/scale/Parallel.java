package dev.rampart.bench.scale;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** The same request for many objects: a few at a time, or setting up thousands of nodes would take an hour. */
final class Parallel {

    private static final int THREADS = 12;

    private Parallel() {}

    /** @throws IllegalStateException when one fails; the rest is then not begun */
    static <T> void forEach(List<T> items, Progress progress, Consumer<T> request) {
        try (var pool = Executors.newFixedThreadPool(THREADS)) {
            var all = items.stream()
                    .map(item -> pool.submit(() -> {
                        request.accept(item);
                        progress.step(items.size());
                    }))
                    .toList();
            try {
                for (var one : all) {
                    one.get();
                }
            } catch (ExecutionException e) {
                pool.shutdownNow();
                throw new IllegalStateException("a request of the benchmark itself failed: " + e.getMessage(), e);
            } catch (InterruptedException e) {
                pool.shutdownNow();
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }
}
