package dev.rampart.policy.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rampart.policy.regex.Pcre.Flag;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The real library and ours on the same random patterns and texts. */
class PcreDifferentialTest {

    private static final int PATTERNS = 8_000;
    private static final int TEXTS_PER_PATTERN = 8;
    private static final long SEED = 20_261_101;

    private int compared;
    private int matched;
    private int refused;

    @Test
    void answersAsTheRealLibraryDoes() {
        var real = RealPcre2.load().orElse(null);
        if (real == null) {
            System.out.println("PcreDifferentialTest not run: no libpcre2-8.so.0 of version " + RealPcre2.VERSION);
        }
        assumeTrue(real != null, "no libpcre2-8.so.0 of version " + RealPcre2.VERSION);
        var random = new SplittableRandom(SEED);
        var generator = new PatternGenerator(random);
        for (int i = 0; i < PATTERNS && real != null; i++) {
            compare(real, generator, flags(random));
        }
        assertThat(compared).isGreaterThan(20_000);
        assertThat(matched).isBetween(compared / 4, compared * 3 / 4);
        assertThat(refused).isGreaterThan(1_000);
    }

    private static Set<Flag> flags(SplittableRandom random) {
        var flags = EnumSet.noneOf(Flag.class);
        for (var flag : Flag.values()) {
            if (random.nextBoolean()) {
                flags.add(flag);
            }
        }
        return flags;
    }

    private void compare(RealPcre2 real, PatternGenerator generator, Set<Flag> flags) {
        var pattern = generator.pattern();
        var theirs = real.compile(pattern, flags);
        var about = "/" + printable(pattern) + "/ " + flags;
        switch (Pcre.compile(pattern, flags)) {
            case Pcre.Refused r -> {
                refused++;
                assertThat(theirs.error())
                        .as(about + " refused: " + r.message())
                        .isNotZero();
            }
            case Pcre.Unsupported u -> {}
            case Pcre.Compiled(Pcre ours) -> {
                assertThat(theirs.error()).as(about).isZero();
                for (int i = 0; i < TEXTS_PER_PATTERN; i++) {
                    compare(real, theirs, ours, generator.text(), about);
                }
            }
        }
        if (theirs.error() == 0) {
            real.free(theirs);
        }
    }

    private void compare(RealPcre2 real, RealPcre2.Compiled theirs, Pcre ours, String text, String about) {
        PcreMatch match;
        try {
            match = ours.find(text, new StepBudget(StepBudget.STEPS_PER_RULE));
        } catch (StepBudget.Exhausted e) {
            return;
        }
        compared++;
        matched += match == null ? 0 : 1;
        var where = about + " on \"" + printable(text) + "\"";
        switch (real.find(theirs, text)) {
            case RealPcre2.NoMatch n -> assertThat(match).as(where).isNull();
            case RealPcre2.Match(PcreMatch expected) ->
                assertThat(match).as(where).isEqualTo(expected);
            case RealPcre2.Failed(int code) -> fail(where + ": the library gave up with " + code + ", we answered");
        }
    }

    private static String printable(String text) {
        var out = new StringBuilder();
        text.chars()
                .forEach(c -> out.append(c < 0x20 || c > 0x7e ? String.format("<%02x>", c) : String.valueOf((char) c)));
        return out.toString();
    }
}
