package dev.rampart.policy.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandLineTest {

    @Test
    void splitsAtBlanksOnly() {
        assertThat(CommandLine.split("  a   b\tc ")).containsExactly("a", "b\tc");
    }

    @Test
    void doubleQuotesGroupAndMayBeGluedToOtherText() {
        assertThat(CommandLine.split("sh -c \"a b; c\" x\"y z\"w \"\""))
                .containsExactly("sh", "-c", "a b; c", "xy zw", "");
    }

    @Test
    void singleQuotesMeanNothing() {
        assertThat(CommandLine.split("a 'b c'")).containsExactly("a", "'b", "c'");
    }

    @Test
    void whatIsBegunAtTheEndAndNotFinishedIsDropped() {
        assertThat(CommandLine.split("a \"")).containsExactly("a");
        assertThat(CommandLine.split("a\\")).containsExactly("a");
        assertThat(CommandLine.split("a \\")).containsExactly("a");
    }

    @Test
    void aBackslashTakesTheNextCharacterInsideQuotesToo() {
        assertThat(CommandLine.split("a\\ b \"c\\\"d\" \\\\e")).containsExactly("a b", "c\"d", "\\e");
    }
}
