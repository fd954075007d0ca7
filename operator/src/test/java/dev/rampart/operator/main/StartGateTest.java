package dev.rampart.operator.main;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rampart.operator.obstacle.Right;
import dev.rampart.operator.obstacle.RightsWatch;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class StartGateTest {

    private static final Right RIGHT = new Right("patch", "", "configmaps", "rampart-nodes", "");

    private final StartGate gate = new StartGate();

    @Test
    void noAnswerAboutRightsIsNotTakenForAllOfThem() {
        // Given
        var answer = new AtomicReference<Supplier<List<Right>>>(() -> {
            throw new ApiAnswers.NotWholeException(new IllegalArgumentException("half"));
        });
        try (var rights = new RightsWatch(() -> answer.get().get())) {
            // When
            var passed = CompletableFuture.runAsync(() -> gate.rights(rights));

            // Then
            await().until(() -> gate.waitingFor().orElse("").contains("does not say which rights"));
            assertThat(passed).isNotDone();

            // When
            answer.set(() -> List.of(RIGHT));
            await().until(() -> gate.waitingFor().orElse("").contains("patch configmaps"));
            assertThat(passed).isNotDone();

            // Then
            answer.set(List::of);
            await().untilAsserted(() -> assertThat(passed).isCompleted());
        }
    }

    @Test
    void aQuestionIsAskedUntilItIsAnswered() {
        var tries = new AtomicReference<>(0);

        var answer = gate.answered(() -> {
            if (tries.updateAndGet(t -> t + 1) < 2) {
                throw new KubernetesClientException("connection refused");
            }
            return "answer";
        });

        assertThat(answer).isEqualTo("answer");
        assertThat(tries).hasValue(2);
        assertThat(gate.waitingFor().orElseThrow()).contains("connection refused");
    }
}
