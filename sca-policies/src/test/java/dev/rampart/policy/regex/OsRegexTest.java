package dev.rampart.policy.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OsRegexTest {

    private static boolean matches(String pattern, String text) throws PatternRefused {
        return OsRegex.compile(pattern).matches(text, new StepBudget(1_000_000));
    }

    private static @Nullable List<String> groups(String pattern, String text) throws PatternRefused {
        return OsRegex.compile(pattern).groups(text, new StepBudget(1_000_000));
    }

    static List<Arguments> found() {
        return List.of(
                Arguments.of("^\\s*PermitRootLogin\\s+no", "permitrootlogin no"),
                Arguments.of("a.c", "xa.cx"),
                Arguments.of("a\\.c", "a\u00e9c"),
                Arguments.of("[0-9]+", "x[0-9]+y"),
                Arguments.of("no$|yes$", "answer YES"),
                Arguments.of("a^b", "a^b"),
                Arguments.of("cost$ly", "cost$ly"),
                Arguments.of("\\w+@\\w+", "me@host-1"),
                Arguments.of("\\p+\\<", ";;<"),
                Arguments.of("\\$HOME", "$home"),
                Arguments.of("\\\\d", "\\D"),
                Arguments.of("\\(\\)", "()"),
                Arguments.of("\\S", "\t"),
                Arguments.of("\\D+", "\u00ff"),
                Arguments.of("", ""),
                Arguments.of("a|", "b"),
                Arguments.of("^$", ""),
                Arguments.of("\\s*", ""),
                // The engine's own mistake: a repetition that has begun lets the last token pass.
                Arguments.of("\\w+\\d\\s", "a1x"));
    }

    static List<Arguments> notFound() {
        return List.of(
                Arguments.of("a.c", "abc"),
                Arguments.of("\\s", "\t"),
                Arguments.of("\\w", "\u00e9"),
                Arguments.of("caf\u00e9", "caf\u00e9"),
                Arguments.of("^b", "ab"),
                Arguments.of("a$", "ab"),
                Arguments.of("$", "a"),
                Arguments.of("^$", "a"),
                Arguments.of("a+", "aa"),
                Arguments.of("b", "a\0b"));
    }

    @ParameterizedTest
    @MethodSource
    void found(String pattern, String text) throws PatternRefused {
        assertThat(matches(pattern, text)).isTrue();
    }

    @ParameterizedTest
    @MethodSource
    void notFound(String pattern, String text) throws PatternRefused {
        assertThat(matches(pattern, text)).isFalse();
    }

    @Test
    void groupsAreThoseOfTheAlternativeThatMatched() throws PatternRefused {
        assertThat(groups("umask\\s(\\d+)", "umask 027")).containsExactly("027");
        assertThat(groups("(\\d+) (\\w+)", "x 12 ab")).containsExactly("12", "ab");
        assertThat(groups("a(\\d)|b(\\w)", "bz")).containsExactly("z");
        assertThat(groups("a", "a")).isEmpty();
        assertThat(groups("(a)", "b")).isNull();
        assertThat(OsRegex.compile("a(b)(c)|d(e)").groups()).isEqualTo(2);
        assertThat(OsRegex.compile("(\\d+)").firstGroup("no. 7", new StepBudget(100)))
                .isEqualTo("7");
    }

    @Test
    void aGroupThatEndsBeforeItBeginsDoesNotExist() throws PatternRefused {
        assertThat(groups("\\s*\\.(\\s*)$", "   :b:$")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\n", "\\b", "\\-", "\\[", "a\\", "(a", "a)", "(a(b))", "(a|b)", ")(", "\\\u00e9"})
    void refusesWhatTheEngineDoesNotCompile(String pattern) {
        assertThatThrownBy(() -> OsRegex.compile(pattern)).isInstanceOf(PatternRefused.class);
    }

    @Test
    void saysWhereAPatternIsRefused() {
        assertThat(catchThrowableOfType(PatternRefused.class, () -> OsRegex.compile("ab\\n"))
                        .at())
                .isEqualTo(2);
        assertThatThrownBy(() -> OsRegex.compile("a".repeat(OsRegex.MAX_LENGTH + 1)))
                .isInstanceOf(PatternRefused.class)
                .hasMessageContaining("20480");
    }

    @Test
    void aLongSearchEndsWithItsBudget() throws PatternRefused {
        var regex = OsRegex.compile("\\w\\w\\w\\w\\d\\d\\d\\d$");
        var text = "a".repeat(1_000);

        assertThat(regex.matches(text, new StepBudget(StepBudget.STEPS_PER_RULE)))
                .isFalse();
        assertThatThrownBy(() -> regex.matches(text, new StepBudget(500))).isInstanceOf(StepBudget.Exhausted.class);
    }
}
