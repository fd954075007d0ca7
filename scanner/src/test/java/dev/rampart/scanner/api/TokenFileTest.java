package dev.rampart.scanner.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rampart.testkit.FixedClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenFileTest {

    private final FixedClock clock = FixedClock.at("2026-03-04T05:06:07Z");
    private final Path file;
    private final TokenFile token;

    TokenFileTest(@TempDir Path folder) {
        this.file = folder.resolve("token");
        this.token = new TokenFile(file, clock);
    }

    @BeforeEach
    void firstToken() throws Exception {
        Files.writeString(file, "first\n");
    }

    @Test
    void aNewTokenIsSeenAfterAMinute() throws Exception {
        // Given
        assertThat(token.current()).isEqualTo("first");
        Files.writeString(file, "second");

        // When
        clock.advance(Duration.ofSeconds(59));
        var before = token.current();
        clock.advance(Duration.ofSeconds(1));
        var after = token.current();

        // Then
        assertThat(before).isEqualTo("first");
        assertThat(after).isEqualTo("second");
    }

    @Test
    void aForgottenTokenIsReadAgainAtOnce() throws Exception {
        // Given
        assertThat(token.current()).isEqualTo("first");
        Files.writeString(file, "second");

        // When
        token.forget();

        // Then
        assertThat(token.current()).isEqualTo("second");
    }

    @Test
    void aClockThatWasSetBackKeepsNoOldToken() throws Exception {
        // Given
        assertThat(token.current()).isEqualTo("first");
        Files.writeString(file, "second");

        // When
        clock.advance(Duration.ofDays(-1));

        // Then
        assertThat(token.current()).isEqualTo("second");
    }

    @Test
    void aMissingFileSaysWhatThePodNeeds() throws Exception {
        // Given
        Files.delete(file);

        // When / Then
        assertThatThrownBy(() -> token.current())
                .isInstanceOf(ApiFailure.class)
                .hasMessageContaining("automountServiceAccountToken: true");
    }
}
