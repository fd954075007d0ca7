package dev.rampart.policy.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile patterns and texts: bounded time, bounded memory, no stack overflow. */
class PcreLimitsTest {

    /** Far above what a search takes on a quiet machine. */
    private static final Duration BOUND = Duration.ofSeconds(5);

    private static final List<String> EVIL = List.of(
            "(a+)+$",
            "(a|aa)+$",
            "(.*a){20}",
            "(.*a){20}$",
            "(x+x+)+y",
            "(a+)+b\\1",
            "^(a+)+\\1$",
            "(?=(a+)+$)b",
            "(?:(?=(a*)*b)a)*",
            "(.*)(.*)(.*)(.*)(.*)x$",
            "(?:|){60}x",
            "(?:(?:|)(?:|)){200}x",
            "(?:a?){60}a{60}$",
            "(?:a|b)*c",
            "(?:(a)|b)*+c",
            "(?<=a)(?:.*.*.*=.*)");

    static Stream<String> evil() {
        return EVIL.stream();
    }

    static void search(Pcre pattern, String text) {
        long start = System.nanoTime();
        try {
            pattern.find(text, new StepBudget(StepBudget.STEPS_PER_RULE));
        } catch (StepBudget.Exhausted e) {
            assertThat(e).hasMessageNotContaining("null");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
    }

    @ParameterizedTest
    @MethodSource("evil")
    void evilPatternsAreBounded(String pattern) {
        var compiled = PcreTest.compile(pattern, PcreTest.NONE);
        for (int length : new int[] {100, 100_000}) {
            search(compiled, "a".repeat(length) + "!");
            search(compiled, "x".repeat(length));
        }
    }

    @Test
    void theBudgetIsKept() {
        var pattern = PcreTest.compile("(a+)+$", PcreTest.NONE);

        assertThatThrownBy(() -> pattern.find("a".repeat(40) + "!", new StepBudget(100_000)))
                .isInstanceOf(StepBudget.Exhausted.class);
    }

    /** java.util.regex overflows its stack on each of these. */
    @Test
    void longTextsNeedNoStack() {
        var text = "ab".repeat(50_000);

        assertThat(PcreTest.compile("^(?:a|b)*$", PcreTest.NONE).find(text, new StepBudget(StepBudget.STEPS_PER_RULE)))
                .isEqualTo(new PcreMatch(text, null, false, 0));
        assertThat(PcreTest.compile("^(a|b)*$", PcreTest.NONE).find(text, new StepBudget(StepBudget.STEPS_PER_RULE)))
                .isEqualTo(new PcreMatch(text, "b", false, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "(?:", "(?=", "[", "(a|", "((a*)*", "\\Q", "a{1000}", "(?i)", "(?<=", "|", "[^"})
    void manyOfAThingAreCompiledInBoundedTime(String part) {
        long start = System.nanoTime();
        for (int count : new int[] {100, 1_000, 10_000, 100_000}) {
            assertThat(Pcre.compile(part.repeat(count), PcreTest.NONE)).isNotNull();
        }
        for (int depth : new int[] {100, 249, 250}) {
            var pattern = part.repeat(depth) + "a" + ")".repeat(depth);
            assertThat(Pcre.compile(pattern, PcreTest.NONE)).isNotNull();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(BOUND);
    }

    /** From each of these starts a search would read to the end. */
    @Test
    void aLongTextWithoutARequiredByteIsNotSearched() {
        var text = "a1".repeat(100_000);

        assertThat(PcreTest.compile("\\w+@\\w+", PcreTest.NONE).find(text, new StepBudget(100_000)))
                .isNull();
        assertThat(PcreTest.compile(".*=.*;", PcreTest.NONE).find(text, new StepBudget(1_000_000)))
                .isNull();
    }

    @Test
    void nestedCountsAreNotWrittenOut() {
        assertThat(Pcre.compile("((((a{1000}b){1000}){1000}){1000}){1000}", PcreTest.NONE))
                .isInstanceOf(Pcre.Unsupported.class);
    }

    @Test
    void mutatedEvilPatternsAreBoundedToo() {
        var random = new SplittableRandom(7);
        var generator = new PatternGenerator(random);
        var texts = List.of("a".repeat(60) + "!", "a=b,".repeat(100), "xy ".repeat(300));
        long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
        int searched = 0;
        for (int i = 0; i < 2_000 && System.nanoTime() < end; i++) {
            var pattern = new StringBuilder(EVIL.get(random.nextInt(EVIL.size())));
            generator.mutate(pattern);
            if (Pcre.compile(pattern.toString(), PcreTest.NONE) instanceof Pcre.Compiled(Pcre compiled)) {
                search(compiled, texts.get(random.nextInt(texts.size())));
                searched++;
            }
        }
        assertThat(searched).isGreaterThan(50);
    }
}
