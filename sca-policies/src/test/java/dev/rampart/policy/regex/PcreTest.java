package dev.rampart.policy.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rampart.policy.regex.Pcre.Flag;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What pcre2pattern(3) of 10.42 says, and what sca-semantics needs of it. */
class PcreTest {

    static final Set<Flag> NONE = Set.of();
    static final Set<Flag> BOTH = Set.of(Flag.CASELESS, Flag.MULTILINE);

    static Pcre compile(String pattern, Set<Flag> flags) {
        return switch (Pcre.compile(pattern, flags)) {
            case Pcre.Compiled(Pcre compiled) -> compiled;
            case Pcre.Refused r -> throw new AssertionError(pattern + " refused: " + r);
            case Pcre.Unsupported u -> throw new AssertionError(pattern + " unsupported: " + u);
        };
    }

    private static @Nullable PcreMatch find(String pattern, String text, Set<Flag> flags) {
        return compile(pattern, flags).find(text, new StepBudget(StepBudget.STEPS_PER_RULE));
    }

    static List<Arguments> whole() {
        return List.of(
                Arguments.of("a$", "a\n", "a"),
                Arguments.of("a\\z", "a\n", null),
                Arguments.of("a.b", "a\nb", null),
                Arguments.of("a.b", "a\rb", "a\rb"),
                Arguments.of("(?s)a.b", "a\nb", "a\nb"),
                Arguments.of("\\s", "\u000b", "\u000b"),
                Arguments.of("\\h+", "a \t\u00a0b", " \t\u00a0"),
                Arguments.of("a\\Rb", "a\r\nb", "a\r\nb"),
                Arguments.of("\\N", "\n", null),
                Arguments.of("[[:alpha:]]+", "\u00e9ab1", "ab"),
                Arguments.of("[^[:alpha:]]+", "a\u00e91", "\u00e91"),
                Arguments.of("(?i)\u00e9", "\u00c9", null),
                Arguments.of("(?i)k", "K", "K"),
                Arguments.of("[]a]+", "]a", "]a"),
                Arguments.of("[a[b]+", "[ab", "[ab"),
                Arguments.of("[a&&b]+", "&b", "&b"),
                Arguments.of("x{,3}", "x{,3}", "x{,3}"),
                Arguments.of("x{a", "x{a", "x{a"),
                Arguments.of("\\Qa.b\\E+", "a.bb", "a.bb"),
                Arguments.of("\\x41\\x{42}\\103\\o{104}", "ABCD", "ABCD"),
                Arguments.of("\\cA\\a\\e\\f", "\u0001\u0007\u001b\f", "\u0001\u0007\u001b\f"),
                Arguments.of("a++b", "aab", "aab"),
                Arguments.of("a++ab", "aaab", null),
                Arguments.of("a+?", "aaa", "a"),
                Arguments.of("(?U)a+", "aaa", "a"),
                Arguments.of("(?>a|ab)c", "abc", null),
                Arguments.of("(?x) a b # comment\n c", "abc", "abc"),
                Arguments.of("a(?#comment)+", "aa", "aa"),
                Arguments.of("foo\\Kbar", "foobar", "bar"),
                Arguments.of("(?<=a|bc)d", "bcd", "d"),
                Arguments.of("(?<!a)b", "abb", "b"),
                Arguments.of("a(?=b)", "acab", "a"),
                Arguments.of("a(?!b)", "abac", "a"),
                Arguments.of("(a)\\1", "aa", "aa"),
                Arguments.of("(?<n>a)\\k<n>(?P=n)\\g{n}\\g{-1}", "aaaaa", "aaaaa"),
                Arguments.of("\\1(a)", "aa", null),
                Arguments.of("(?|(a)|(b))\\1", "bb", "bb"),
                Arguments.of("(?i:a)b", "Ab", "Ab"),
                Arguments.of("(a(?i)b|c)", "C", "C"),
                Arguments.of("\\bno\\b", "no-", "no"),
                Arguments.of("", "abc", ""),
                Arguments.of("a|", "b", ""));
    }

    @ParameterizedTest
    @MethodSource
    void whole(String pattern, String text, @Nullable String expected) {
        var match = find(pattern, text, NONE);
        if (expected == null) {
            assertThat(match).isNull();
        } else {
            assertThat(match).isNotNull().extracting(PcreMatch::whole).isEqualTo(expected);
        }
    }

    @Test
    void flagsAreThoseOfFivePointX() {
        assertThat(find("^PermitRootLogin\\s+NO$", "x\npermitrootlogin no\ny", BOTH))
                .isEqualTo(new PcreMatch("permitrootlogin no", null, false, 0));
        assertThat(find("^a", "b\n", BOTH)).isNull();
        assertThat(find("^", "\n", BOTH)).isNotNull();
        assertThat(find("x^", "x\n", BOTH)).isNull();
    }

    @Test
    void saysWhichGroupsTookPart() {
        assertThat(find("(\\d+)", "no 12", NONE)).isEqualTo(new PcreMatch("12", "12", false, 1));
        assertThat(find("(a)|(b)", "b", NONE)).isEqualTo(new PcreMatch("b", null, true, 2));
        assertThat(find("(a)|b", "b", NONE)).isEqualTo(new PcreMatch("b", null, false, 1));
        assertThat(find("(a|(b))+", "ba", NONE)).isEqualTo(new PcreMatch("ba", "a", true, 2));
        assertThat(find("(a*)*", "b", NONE)).isEqualTo(new PcreMatch("", "", false, 1));
        assertThat(find("(?!(a))b", "b", NONE)).isEqualTo(new PcreMatch("b", null, false, 1));
        assertThat(find("(?:(a)|b)*c", "abc", NONE)).isEqualTo(new PcreMatch("abc", "a", false, 1));
        assertThat(compile("(a)(?:b)(?<n>c)", NONE).groups()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "a)",
                "(?:",
                "*a",
                "a**",
                "+",
                "a|*",
                "^*",
                "\\b+",
                "a{2,1}",
                "a{65536}",
                "[",
                "[]",
                "[z-a]",
                "[a-\\d]",
                "[\\d-z]",
                "[[:foo:]]",
                "[:alpha:]",
                "[[.a.]]",
                "[\\R]",
                "\\",
                "\\y",
                "\\u",
                "\\L",
                "\\1",
                "(a)\\2",
                "\\k<n>",
                "\\g",
                "\\g{0}",
                "\\x{}",
                "\\x{100}",
                "\\x{zz}",
                "\\o",
                "\\400",
                "\\c",
                "(?z)",
                "(?",
                "(?<",
                "(?<1a>x)",
                "(?<n>a)(?<n>b)",
                "(?P",
                "(?Px)",
                "(?#",
                "(?<=a*)",
                "(?<=a(b|cd))",
                "(?=a\\K)",
                "(?i",
                "(*)",
                "\\p",
                "\\p\\w",
                "\\p*",
                "\\pa",
                "[\\p:]",
                "\\p{L",
                "(?+)",
                "\\N{x}",
                "a{2}{3}"
            })
    void refusesWhatPcre2Refuses(String pattern) {
        assertThat(Pcre.compile(pattern, NONE)).isInstanceOf(Pcre.Refused.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?R)",
                "(a)(?1)",
                "(?&n)(?<n>a)",
                "(?(1)a|b)",
                "(*COMMIT)a",
                "(?C1)",
                "\\p{L}",
                "[\\p{L}]",
                "\\X",
                "(a|b\\1)+",
                "(?<=(a)\\1)",
                "(?:a+b+){60000}",
                "(?:a){0}",
                "a*(?>b?)",
                "[[:<:]]a"
            })
    void saysWhatIsNotEvaluated(String pattern) {
        assertThat(Pcre.compile(pattern, NONE)).isInstanceOf(Pcre.Unsupported.class);
    }

    @Test
    void saysWhereAPatternIsRefused() {
        assertThat(Pcre.compile("ab\\y", NONE)).isEqualTo(new Pcre.Refused(3, "unrecognized character follows \\"));
        assertThat(Pcre.compile("a*b**", NONE))
                .isEqualTo(new Pcre.Refused(4, "quantifier does not follow a repeatable item"));
    }

    @Test
    void whereTheLibraryIsWrongNothingIsClaimed() {
        var budget = new StepBudget(StepBudget.STEPS_PER_RULE);

        assertThat(compile("\\S+\\h", NONE).find("ab c", budget)).isNotNull();
        assertThatThrownBy(() -> compile("\\S+\\h", NONE).find("ab\u00a0", budget))
                .isInstanceOf(StepBudget.Exhausted.class);
    }

    @Test
    void warnsOfPatternsThatCanExplode() {
        for (var evil : List.of("(a+)+$", "(a|aa)+$", "(.*a){20}", "(x+x+)+y", "(?:\\w+\\s?)*$", "(a*)*")) {
            assertThat(compile(evil, NONE).explosive()).as(evil).isTrue();
        }
        for (var mild : List.of("^a+$", "(\\d+,)*", "(?:a|b)*", "\\s*\\w+\\s*=\\s*\\w+", "(?>a+)+", "(a+){2}")) {
            assertThat(compile(mild, NONE).explosive()).as(mild).isFalse();
        }
    }
}
