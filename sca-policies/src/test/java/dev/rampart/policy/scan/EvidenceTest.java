package dev.rampart.policy.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class EvidenceTest {

    @Test
    @Timeout(value = 5, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aLineOfMegabytesIsShownInBoundedTime() {
        var line = "key".repeat(5_000_000);
        var start = System.nanoTime();
        assertThat(Evidence.line(line)).hasSizeLessThanOrEqualTo(Evidence.MAX_LINE_CHARS);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aSecretThatIsCutWhereTheSearchEndsIsNotShown() {
        // Given: blocks that shrink when masked, so that the end of what is searched comes into view
        var block = "-----BEGIN X-----" + "a".repeat(1330) + "-----END X-----";
        var line = block.repeat(3) + "hunter2/hunter2";
        // When, then
        assertThat(Evidence.line(line)).startsWith("[masked][masked][masked]").doesNotContain("hunter");
    }

    @Test
    void aLineInAnyEncodingIsPrintable() {
        assertThat(Evidence.line("caf\u00c3\u00a9 \u0000\u001b[2J\u00ff ok ")).isEqualTo("caf\u00e9   [2J\ufffd ok");
    }
}
