package dev.rampart.policy.regex;

import org.jspecify.annotations.Nullable;

/**
 * A pattern ready to run.
 *
 * @param variables how many a run needs: see {@link #start}
 * @param startSet bytes that a match can begin with; null when it may be empty, or when PCRE2 might reach its match limit at
 *     a start that could be passed over
 * @param required bytes one of which every match holds; null when there are none, or where {@code startSet} may not be used
 * @param doubtful bytes that make the answer unknown when a text has one, see {@link PcreDoubt}
 * @param minLength bytes of the shortest match
 */
@SuppressWarnings("ArrayRecordComponent") // private to the matcher, never compared
record PcreProgram(
        int[] code,
        ByteSet[] sets,
        int groups,
        int variables,
        PcreStart start,
        @Nullable ByteSet startSet,
        @Nullable ByteSet required,
        ByteSet doubtful,
        long minLength) {

    /** Variable that holds where {@code \K} put the start of the match; -1 when nowhere. */
    static final int KEEP = 0;

    /** Variable that holds where a group's last match begins; its end is in the next. */
    static int start(int group) {
        return 3 * group - 2;
    }

    static int end(int group) {
        return 3 * group - 1;
    }

    /** Variable that holds where a group was entered that is not left yet. */
    static int entered(int group) {
        return 3 * group;
    }

    /** The first variable that is no group's. */
    static int registers(int groups) {
        return 3 * groups + 1;
    }
}
