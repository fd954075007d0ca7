package dev.rampart.operator.obstacle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RightsWatchTest {

    private static final Right RIGHT = new Right("create", "", "configmaps", "rampart-nodes", "");

    @Test
    void whateverTheFailureTheLastAnswerStandsAndTheNextIsHeard() {
        // Given
        Queue<Supplier<List<Right>>> answers = new ArrayDeque<>(List.of(
                () -> List.of(RIGHT),
                () -> {
                    throw new IllegalStateException("half an answer");
                },
                List::of));
        var changes = new AtomicInteger();
        try (var watch = new RightsWatch(() -> answers.remove().get())) {
            watch.onChange(changes::incrementAndGet);

            // When, then
            assertThat(watch.check()).isTrue();
            assertThat(watch.missing()).containsExactly(RIGHT);
            assertThat(watch.check()).isFalse();
            assertThat(watch.missing()).containsExactly(RIGHT);
            assertThat(watch.check()).isTrue();
            assertThat(watch.missing()).isEmpty();
            assertThat(changes).hasValue(2);
        }
    }
}
