package dev.rampart.policy.regex;

import dev.rampart.policy.regex.PcreNode.Atomic;
import dev.rampart.policy.regex.PcreNode.Bytes;
import dev.rampart.policy.regex.PcreNode.Choice;
import dev.rampart.policy.regex.PcreNode.Greed;
import dev.rampart.policy.regex.PcreNode.Group;
import dev.rampart.policy.regex.PcreNode.Point;
import dev.rampart.policy.regex.PcreNode.Repeat;
import dev.rampart.policy.regex.PcreNode.Sequence;

/** Where alone a match can begin, so that other places need no try. */
enum PcreStart {
    ANYWHERE,
    /** At the start of the text and behind each line feed. */
    LINE,
    TEXT;

    static PcreStart of(PcreNode root) {
        var anchored = anchored(root);
        return anchored == ANYWHERE ? afterLeadingDots(root) : anchored;
    }

    private static PcreStart anchored(PcreNode node) {
        return switch (node) {
            case Point p when p == Point.TEXT_START -> TEXT;
            case Point p when p == Point.LINE_START -> LINE;
            case Sequence(var items) when !items.isEmpty() -> anchored(items.getFirst());
            case Choice(var branches) ->
                branches.stream().map(PcreStart::anchored).min(Enum::compareTo).orElse(ANYWHERE);
            case Group g -> anchored(g.body());
            case Atomic a -> anchored(a.body());
            case Repeat r when r.min() > 0 -> anchored(r.body());
            default -> ANYWHERE;
        };
    }

    /**
     * A leading {@code .*} reaches from the start of the line all that it reaches from a later byte; nothing else of the
     * search's state differs when it is neither captured nor possessive.
     */
    private static PcreStart afterLeadingDots(PcreNode root) {
        var first = root instanceof Sequence(var items) && !items.isEmpty() ? items.getFirst() : root;
        if (!(first instanceof Repeat(Bytes(var set), int min, int max, Greed greed))
                || min > 1
                || max != Repeat.UNLIMITED
                || greed == Greed.POSSESSIVE) {
            return ANYWHERE;
        }
        return set.equals(ByteSet.ALL) ? TEXT : set.equals(PcreSets.NOT_LINE_FEED) ? LINE : ANYWHERE;
    }
}
