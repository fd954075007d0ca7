package dev.rampart.policy.regex;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** PCRE2 syntax, read. Option letters are already worked in: sets are folded, anchors are chosen. */
sealed interface PcreNode {

    PcreNode EMPTY = new Sequence(List.of());

    /** {@code \R}: a carriage return with its line feed is never taken apart. */
    PcreNode ANY_LINE_END = new Atomic(new Choice(List.of(
            new Sequence(List.of(new Bytes(ByteSet.of('\r')), new Bytes(ByteSet.of('\n')))),
            new Bytes(PcreSets.VERTICAL))));

    /** One byte of a set. */
    record Bytes(ByteSet set) implements PcreNode {}

    record Sequence(List<PcreNode> items) implements PcreNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Tried in order. */
    record Choice(List<PcreNode> branches) implements PcreNode {
        public Choice {
            branches = List.copyOf(branches);
        }
    }

    /** @param number 0 for a group that captures nothing */
    record Group(int number, PcreNode body) implements PcreNode {}

    enum Greed {
        GREEDY,
        LAZY,
        POSSESSIVE
    }

    /** @param max {@link #UNLIMITED} or at least {@code min} */
    record Repeat(PcreNode body, int min, int max, Greed greed) implements PcreNode {
        static final int UNLIMITED = Integer.MAX_VALUE;
    }

    record Atomic(PcreNode body) implements PcreNode {}

    /** @param at where it begins in the pattern */
    record Look(boolean behind, boolean negative, PcreNode body, int at) implements PcreNode {}

    /**
     * What a group has matched.
     *
     * @param name null when the reference is a number
     * @param at where it stands in the pattern
     */
    record Reference(int number, @Nullable String name, boolean caseless, int at) implements PcreNode {}

    enum Point implements PcreNode {
        TEXT_START,
        LINE_START,
        /** At the end, or before a line feed that ends the text. */
        TEXT_END_OR_LINE_FEED,
        LINE_END,
        TEXT_END,
        WORD_EDGE,
        NO_WORD_EDGE,
        /** {@code \K}: what matched begins here. */
        KEEP
    }
}
