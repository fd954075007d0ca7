package dev.rampart.policy.host.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PromptWorkerTest {

    private final AtomicInteger states = new AtomicInteger();
    private final CountDownLatch released = new CountDownLatch(1);
    private final PromptWorker<Integer> worker = new PromptWorker<>(Duration.ofMillis(150), states::incrementAndGet);

    private String hang(Integer state) {
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts what hangs in the kernel", e);
        }
        return "late";
    }

    @Test
    void questionsShareOneThreadAndItsState() {
        for (int i = 0; i < 100; i++) {
            assertThat(worker.ask(state -> state, -1)).isEqualTo(1);
        }
    }

    @Test
    void aHangingQuestionIsLeftBehindAndTheNextOneIsAnswered() {
        assertThat(worker.ask(this::hang, "no answer")).isEqualTo("no answer");
        assertThat(worker.ask(state -> state, -1)).isEqualTo(2);
        released.countDown();
        assertThat(worker.ask(state -> state, -1)).isEqualTo(2);
    }

    @Test
    void questionsThatHangAreNotAskedForEver() {
        for (int i = 0; i < 16; i++) {
            assertThat(worker.ask(this::hang, "no answer")).isEqualTo("no answer");
        }
        assertThat(worker.ask(state -> "answer", "no answer")).isEqualTo("no answer");
        assertThat(states).hasValue(16);

        released.countDown();

        while (worker.ask(state -> "answer", "no answer").equals("no answer")) {
            Thread.onSpinWait();
        }
    }

    @Test
    void anInterruptedThreadStaysInterrupted() {
        Thread.currentThread().interrupt();

        assertThat(worker.ask(this::hang, "no answer")).isEqualTo("no answer");
        assertThat(Thread.interrupted()).isTrue();
        released.countDown();
    }
}
