package dev.rampart.operator.view;

import org.jspecify.annotations.Nullable;

/**
 * One instance of texts that occur again and again: digests, label values, ids of checks, times. A JSON parser makes a
 * new string of each occurrence, and thousands of nodes say the same things.
 *
 * <p>A table of fixed size without locks: what does not fit replaces what was there, which costs memory and nothing else.
 */
final class Repeated {

    private static final int SLOTS = 1 << 14;

    private static final @Nullable String[] TABLE = new @Nullable String[SLOTS];

    private Repeated() {}

    /** The same text; races between threads only miss an instance. */
    static String text(String text) {
        if (text == null) {
            return text; // an object that breaks its schema must not end the informer; who reads it says so
        }
        var hash = text.hashCode();
        int slot = (hash ^ (hash >>> 14)) & (SLOTS - 1);
        @Nullable String known = TABLE[slot];
        if (known != null && known.equals(text)) {
            return known;
        }
        TABLE[slot] = text;
        return text;
    }

    static @Nullable String textOrNull(@Nullable String text) {
        return text == null ? null : text(text);
    }
}
