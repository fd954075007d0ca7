package dev.rampart.policy.pattern;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinesTest {

    private static java.util.List<String> output(String text) {
        return Lines.ofOutput4(text.getBytes(ISO_8859_1), false).lines();
    }

    private static java.util.List<String> file(String text) {
        return Lines.ofFile4(text.getBytes(ISO_8859_1), false).lines();
    }

    @Test
    void anOutputHasAnEmptyLineAtItsEndAndAFileNot() {
        assertThat(output("a\nb\n")).containsExactly("a", "b", "");
        assertThat(output("")).containsExactly("");
        assertThat(file("a\nb\n")).containsExactly("a", "b");
        assertThat(file("")).isEmpty();
    }

    @Test
    void carriageReturnsAtTheEndAreRemovedAndNulCuts() {
        assertThat(output("a\r\r\nb\0c\nd")).containsExactly("a", "b");
        assertThat(file("a\r\r\nb\0c\nd")).containsExactly("a", "b", "d");
    }

    @Test
    void aBackslashBeforeALineFeedJoinsLinesOfAnOutput() {
        assertThat(output("a\\\nb\nc")).containsExactly("a\nb", "c");
        assertThat(file("a\\\nb\n")).containsExactly("a\\", "b");
    }

    @Test
    void afterTwoHundredFiftyFiveLinesTheRestOfAnOutputIsOnePiece() {
        var lines = output("x\n".repeat(300));

        assertThat(lines).hasSize(256);
        assertThat(lines.getLast()).isEqualTo("x\n".repeat(44) + "x");
    }

    @Test
    void aLongLineOfAFileComesInPieces() {
        var lines = file("x".repeat(5000) + "\n");

        assertThat(lines).extracting(String::length).containsExactly(2047, 2047, 906);
    }

    @Test
    void theUnfinishedLineOfACutFileIsDropped() {
        assertThat(Lines.ofFile4("a\nhalf".getBytes(ISO_8859_1), true).lines()).containsExactly("a");
    }
}
