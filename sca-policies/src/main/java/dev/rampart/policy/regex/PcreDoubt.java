package dev.rampart.policy.regex;

import dev.rampart.policy.regex.PcreNode.Atomic;
import dev.rampart.policy.regex.PcreNode.Bytes;
import dev.rampart.policy.regex.PcreNode.Choice;
import dev.rampart.policy.regex.PcreNode.Greed;
import dev.rampart.policy.regex.PcreNode.Group;
import dev.rampart.policy.regex.PcreNode.Look;
import dev.rampart.policy.regex.PcreNode.Point;
import dev.rampart.policy.regex.PcreNode.Reference;
import dev.rampart.policy.regex.PcreNode.Repeat;
import dev.rampart.policy.regex.PcreNode.Sequence;
import java.util.HashSet;
import java.util.Set;

/**
 * Where 10.42 does not answer what its manual says. It makes a repetition possessive when a table says that what follows
 * can take none of its bytes, and the table is wrong in a few places: {@code \S+\h} does not match "a" and a no-break
 * space, {@code \R+\s} not two line feeds, {@code .+\R} not "a" and a carriage
 * return. Which repetitions are touched depends on its optimiser; texts with the bytes
 * in question are not answered.
 */
final class PcreDoubt {

    private static final ByteSet HIGH_BLANKS = ByteSet.of("\u0085\u00a0");

    private final Set<ByteSet> sets = new HashSet<>();
    private final Set<ByteSet> repeated = new HashSet<>();
    private boolean bytesRepeated;
    private boolean emptyAtomic;
    private boolean groupLeftOut;
    private boolean lineEnds;
    private boolean lineEndsRepeated;

    private PcreDoubt() {}

    /**
     * Bytes of which a text must have none for its answer to be known.
     *
     * @throws PcreRefusal when no text's answer is known
     */
    static ByteSet bytes(PcreNode root) throws PcreRefusal {
        var doubt = new PcreDoubt();
        doubt.collect(root);
        if (doubt.emptyAtomic && doubt.bytesRepeated) {
            // The optimiser looks through it at what follows, and forgets that it came from outside.
            throw PcreRefusal.unsupported(0, "an atomic group that may be empty beside a repetition is not evaluated");
        }
        if (doubt.groupLeftOut) {
            // An anchor in its last branch is taken for one of the whole pattern.
            throw PcreRefusal.unsupported(0, "a group that is repeated {0} times is not evaluated");
        }
        var result = doubt.lineEnds() ? PcreSets.VERTICAL : ByteSet.NONE;
        return doubt.highBlanks() ? result.or(HIGH_BLANKS) : result;
    }

    private boolean lineEnds() {
        return lineEndsRepeated || (lineEnds && repeated.contains(PcreSets.NOT_LINE_FEED));
    }

    private boolean highBlanks() {
        boolean blanks = sets.contains(PcreSets.HORIZONTAL) || sets.contains(PcreSets.VERTICAL);
        boolean repeatedBlanks = repeated.contains(PcreSets.HORIZONTAL) || repeated.contains(PcreSets.VERTICAL);
        return (repeated.contains(PcreSets.NOT_SPACE) && blanks)
                || (repeatedBlanks && sets.contains(PcreSets.NOT_SPACE));
    }

    private void collect(PcreNode node) {
        switch (node) {
            case Bytes(var set) -> sets.add(set);
            case Sequence(var items) -> items.forEach(this::collect);
            case Choice(var branches) -> branches.forEach(this::collect);
            case Group g -> collect(g.body());
            case Atomic a -> {
                lineEnds |= a.equals(PcreNode.ANY_LINE_END);
                emptyAtomic |= PcreShape.minLength(a) == 0;
                collect(a.body());
            }
            case Look l -> collect(l.body());
            case Repeat r -> {
                if (r.body() instanceof Bytes(var set)) {
                    repeated.add(set);
                    bytesRepeated |= r.min() != r.max() && r.greed() != Greed.POSSESSIVE;
                } else {
                    groupLeftOut |= r.max() == 0;
                    emptyAtomic |= r.greed() == Greed.POSSESSIVE && PcreShape.minLength(r) == 0;
                }
                lineEndsRepeated |= r.body().equals(PcreNode.ANY_LINE_END);
                collect(r.body());
            }
            case Reference r -> {}
            case Point p -> {}
        }
    }
}
