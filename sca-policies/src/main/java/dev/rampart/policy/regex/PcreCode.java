package dev.rampart.policy.regex;

import java.util.List;

/** Instructions of {@link PcreProgram}: each with its operands behind it. Registers are indexes of {@link PcreRun}'s variables. */
final class PcreCode {

    static final int MATCH = 0;
    /** set */
    static final int BYTE = 1;
    /** target: go on here first, then there. */
    static final int FORK = 2;
    /** target: go on there first, then here. */
    static final int FORK_LAZY = 3;
    /** target */
    static final int JUMP = 4;
    /** group */
    static final int OPEN = 5;
    /** group */
    static final int CLOSE = 6;
    /** register: remembers where an iteration began. */
    static final int MARK = 7;
    /** register, target: again from there; not after an empty iteration. */
    static final int LOOP = 8;
    /** register, target */
    static final int LOOP_LAZY = 9;
    /** set, min, max */
    static final int MANY = 10;
    /** set, min, max */
    static final int MANY_LAZY = 11;
    /** set, min, max */
    static final int MANY_POSSESSIVE = 12;
    /** register: remembers the height of the stack. */
    static final int ATOMIC = 13;
    /** register: forgets the choices since then. */
    static final int CUT = 14;
    /** register of the height, then one of the position. */
    static final int LOOK = 15;
    /** register: a look-ahead or look-behind has succeeded. */
    static final int LOOK_END = 16;
    /** register, target: where to go on when the body fails. */
    static final int LOOK_NOT = 17;
    /** register: the body of a negative look has matched. */
    static final int LOOK_NOT_END = 18;
    /** bytes */
    static final int BACK = 19;
    /** group */
    static final int SAME = 20;
    /** group */
    static final int SAME_CASELESS = 21;
    /** index in {@link #POINTS} */
    static final int POINT = 22;

    static final List<PcreNode.Point> POINTS = List.of(PcreNode.Point.values());

    private PcreCode() {}
}
