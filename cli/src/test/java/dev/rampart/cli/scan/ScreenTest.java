package dev.rampart.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreenTest {

    @Test
    void coloursAreRefusedByTheUserOrTheTerminal() {
        assertThat(Screen.takesColours(Map.of("TERM", "xterm"))).isTrue();
        assertThat(Screen.takesColours(Map.of("TERM", "xterm", "NO_COLOR", ""))).isTrue();
        assertThat(Screen.takesColours(Map.of("TERM", "xterm", "NO_COLOR", "1")))
                .isFalse();
        assertThat(Screen.takesColours(Map.of("TERM", "dumb"))).isFalse();
        assertThat(Screen.takesColours(Map.of())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"132,132", "5,40", "wide,100", "-3,100", "99999,100"})
    void theWidthIsTheShellsWhereItIsOne(String columns, int width) {
        assertThat(Screen.columns(Map.of("COLUMNS", columns))).isEqualTo(width);
    }

    @ParameterizedTest
    @CsvSource({"abcdefgh,8,abcdefgh", "abcdefgh,7,abcd...", "abcdefgh,2,.."})
    void textIsCutToItsWidth(String text, int width, String cut) {
        assertThat(Printable.cut(text, width)).isEqualTo(cut);
    }

    @Test
    void nothingThatMovesTheCursorOrTurnsTextIsPrinted() {
        assertThat(Printable.line("a\033[31mb\nc\u202ed\u0085e\u2028f é")).isEqualTo("a [31mb c d e f é");
    }
}
