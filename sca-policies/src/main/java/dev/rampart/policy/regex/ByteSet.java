package dev.rampart.policy.regex;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A set of bytes, 0 to 255. Immutable. */
final class ByteSet {

    static final ByteSet NONE = new ByteSet(new long[4]);
    static final ByteSet ALL = NONE.not();

    private final long[] bits;

    private ByteSet(long[] bits) {
        this.bits = bits;
    }

    static ByteSet of(int b) {
        return range(b, b);
    }

    static ByteSet of(String bytes) {
        var bits = new long[4];
        bytes.chars().forEach(c -> bits[c >> 6] |= 1L << c);
        return new ByteSet(bits);
    }

    static ByteSet range(int first, int last) {
        var bits = new long[4];
        for (int b = first; b <= last; b++) {
            bits[b >> 6] |= 1L << b;
        }
        return new ByteSet(bits);
    }

    ByteSet or(ByteSet other) {
        var result = bits.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] |= other.bits[i];
        }
        return new ByteSet(result);
    }

    ByteSet not() {
        var result = bits.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] = ~result[i];
        }
        return new ByteSet(result);
    }

    ByteSet minus(ByteSet other) {
        return not().or(other).not();
    }

    /** With each ASCII letter in both cases: the C locale knows no others. */
    ByteSet foldingCase() {
        var result = bits.clone();
        for (int upper = 'A'; upper <= 'Z'; upper++) {
            int lower = upper + ('a' - 'A');
            if (has(upper) || has(lower)) {
                result[1] |= 1L << upper | 1L << lower;
            }
        }
        return new ByteSet(result);
    }

    /** @param b 0 to 255; anything else is in no set */
    boolean has(int b) {
        return (b & ~0xff) == 0 && (bits[b >> 6] >>> b & 1) != 0;
    }

    boolean meets(ByteSet other) {
        for (int i = 0; i < bits.length; i++) {
            if ((bits[i] & other.bits[i]) != 0) {
                return true;
            }
        }
        return false;
    }

    int size() {
        return Arrays.stream(bits).mapToInt(Long::bitCount).sum();
    }

    /** The only byte of a set of one; otherwise -1. */
    int single() {
        if (size() != 1) {
            return -1;
        }
        for (int b = 0; b < 256; b++) {
            if (has(b)) {
                return b;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ByteSet set && Arrays.equals(bits, set.bits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bits);
    }
}
