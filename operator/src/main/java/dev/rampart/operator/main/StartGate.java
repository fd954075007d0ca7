package dev.rampart.operator.main;

import dev.rampart.operator.obstacle.Obstacle;
import dev.rampart.operator.obstacle.RightsWatch;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the start back until the API server answers and every right is there. A process that ended instead would be
 * restarted with growing pauses and would say less; reconcilers that started without one of their caches would take
 * what they cannot see for deleted.
 */
final class StartGate {

    private static final Logger LOG = LoggerFactory.getLogger(StartGate.class);
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(15);

    private volatile String waitingFor = "the start has not come this far";

    /** One sentence; empty when nothing is waited for. */
    Optional<String> waitingFor() {
        return Optional.of(waitingFor).filter(w -> !w.isEmpty());
    }

    void open() {
        waitingFor = "";
    }

    void passed(Runnable question) {
        answered(() -> {
            question.run();
            return true;
        });
    }

    <T> T answered(Supplier<T> question) {
        for (var pause = FIRST; true; pause = longer(pause)) {
            try {
                return question.get();
            } catch (KubernetesClientException | ApiAnswers.NotWholeException e) {
                await(pause, "the API server does not answer as it should: " + e.getMessage());
            }
        }
    }

    void rights(RightsWatch rights) {
        for (var pause = FIRST; true; pause = longer(pause)) {
            var answered = rights.check();
            if (answered && rights.missing().isEmpty()) {
                return;
            }
            await(
                    pause,
                    answered
                            ? new Obstacle.MissingRights(rights.missing()).message()
                            : "the API server does not say which rights the operator has");
        }
    }

    private void await(Duration pause, String why) {
        if (!why.equals(waitingFor)) {
            LOG.warn("the start waits: {}", why);
            waitingFor = why;
        }
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the start waited: " + why, e);
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
}
