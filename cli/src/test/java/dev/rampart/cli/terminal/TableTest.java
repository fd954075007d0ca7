package dev.rampart.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {

    @Test
    void wordsToTheLeftAndNumbersToTheRight() {
        assertThat(new Table("NAME", "SCORE", "NODES")
                        .row("a-long-name", 7, "2/2")
                        .row("b", 100, "")
                        .row("c", "-", "1/2")
                        .text())
                .isEqualTo("""
                        NAME         SCORE  NODES
                        a-long-name      7  2/2
                        b              100
                        c                -  1/2
                        """);
    }

    @Test
    void aRowOfAnotherWidthIsAMistake() {
        assertThatThrownBy(() -> new Table("A", "B").row("a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 cells for 2 titles");
    }

    @ParameterizedTest
    @CsvSource({"-5,0s", "0,0s", "119,119s", "120,2m", "7199,119m", "7200,2h", "172799,47h", "172800,2d"})
    void agesAsPeopleSayThem(long seconds, String words) {
        assertThat(Ages.words(Duration.ofSeconds(seconds))).isEqualTo(words);
    }
}
