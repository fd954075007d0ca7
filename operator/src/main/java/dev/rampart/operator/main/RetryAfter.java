package dev.rampart.operator.main;

import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Holds back an answer with {@code Retry-After} for that time, because the library, which tries again after it, waits
 * only its own pauses. The time counts as part of the attempt, so it has to be shorter than one.
 */
record RetryAfter(Duration atMost) implements Interceptor {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

    @Override
    public CompletableFuture<Boolean> afterFailure(BasicBuilder request, HttpResponse<?> answer, RequestTags tags) {
        var pause = pause(answer.headers("Retry-After"));
        return pause.isZero()
                ? CompletableFuture.completedFuture(false)
                : new CompletableFuture<Boolean>().completeOnTimeout(false, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** API servers send seconds; a date, which HTTP allows too, is left to the library's own pauses. */
    Duration pause(List<String> header) {
        return header.stream()
                .map(String::strip)
                .filter(text -> SECONDS.matcher(text).matches())
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .map(asked -> asked.compareTo(atMost) < 0 ? asked : atMost)
                .findFirst()
                .orElse(Duration.ZERO);
    }
}
