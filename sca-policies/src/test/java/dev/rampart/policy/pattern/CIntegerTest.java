package dev.rampart.policy.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CIntegerTest {

    private static OptionalLong leading(String text) {
        return CInteger.leading(text, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    @Test
    void blanksOfCAreSkippedAndWhatFollowsTheDigitsIsNotLookedAt() {
        for (var blank : new String[] {" ", "\t", "\n", "\u000b", "\f", "\r", " \t \n"}) {
            assertThat(leading(blank + "12x")).hasValue(12);
        }
        assertThat(leading("\u00a012")).isEmpty();
        assertThat(leading("\u000812")).isEmpty();
        assertThat(leading("\u000e12")).isEmpty();
    }

    @Test
    void oneSignBelongsToTheNumber() {
        assertThat(leading("-7")).hasValue(-7);
        assertThat(leading("+7")).hasValue(7);
        assertThat(leading("--7")).isEmpty();
        assertThat(leading("- 7")).isEmpty();
        assertThat(leading("-")).isEmpty();
        assertThat(leading("")).isEmpty();
    }

    @Test
    void numbersReachToTheEndsOfTheirTypeAndNoFurther() {
        assertThat(leading("9223372036854775807")).hasValue(Long.MAX_VALUE);
        assertThat(leading("9223372036854775808")).isEmpty();
        assertThat(leading("-9223372036854775808")).hasValue(Long.MIN_VALUE);
        assertThat(leading("-9223372036854775809")).isEmpty();
        assertThat(leading("99999999999999999999999999")).isEmpty();
        assertThat(CInteger.leading("2147483648", Integer.MIN_VALUE, Integer.MAX_VALUE))
                .isEmpty();
        assertThat(CInteger.leading("-2147483648", Integer.MIN_VALUE, Integer.MAX_VALUE))
                .hasValue(Integer.MIN_VALUE);
    }

    @Test
    void theFirstRunOfDigitsAnywhereHasNoSign() {
        assertThat(CInteger.firstIn(">= -5 or 6", Long.MAX_VALUE)).hasValue(5);
        assertThat(CInteger.firstIn("none", Long.MAX_VALUE)).isEmpty();
        assertThat(CInteger.firstIn("x9223372036854775808", Long.MAX_VALUE)).isEmpty();
    }
}
