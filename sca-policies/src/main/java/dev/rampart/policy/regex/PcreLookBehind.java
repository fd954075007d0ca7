package dev.rampart.policy.regex;

import dev.rampart.policy.regex.PcreNode.Atomic;
import dev.rampart.policy.regex.PcreNode.Bytes;
import dev.rampart.policy.regex.PcreNode.Choice;
import dev.rampart.policy.regex.PcreNode.Group;
import dev.rampart.policy.regex.PcreNode.Look;
import dev.rampart.policy.regex.PcreNode.Point;
import dev.rampart.policy.regex.PcreNode.Reference;
import dev.rampart.policy.regex.PcreNode.Repeat;
import dev.rampart.policy.regex.PcreNode.Sequence;
import java.util.List;

/** Lengths of look-behinds: 10.42 wants each top-level branch to have a fixed one. */
final class PcreLookBehind {

    private static final int MAX_LENGTH = 65_535;

    private PcreLookBehind() {}

    /** Branches of a look-behind, each of a fixed length. */
    static List<PcreNode> branches(PcreNode body) {
        return body instanceof Choice(var branches) ? branches : List.of(body);
    }

    /** @param at where the look-behind begins, for the message */
    static int length(PcreNode node, int at) throws PcreRefusal {
        long length = switch (node) {
            case Bytes b -> 1;
            case Sequence(var items) -> {
                long sum = 0;
                for (var item : items) {
                    sum += length(item, at);
                }
                yield sum;
            }
            case Choice(var branches) -> sameLength(branches, at);
            case Group g -> length(g.body(), at);
            case Atomic a -> length(a.body(), at);
            // PCRE2 overlooks what is said of a look-ahead's number here.
            case Repeat r when r.body() instanceof Look(boolean behind, var n, var b, var i) && !behind -> 0;
            case Repeat r when r.min() == r.max() -> (long) r.min() * length(r.body(), at);
            case Repeat r -> throw notFixed(at);
            case Look l -> 0;
            case Point p -> 0;
            case Reference r -> throw PcreRefusal.unsupported(r.at(), "references in look-behinds are not evaluated");
        };
        if (length > MAX_LENGTH) {
            throw PcreRefusal.refused(at, "lookbehind assertion is too long");
        }
        return (int) length;
    }

    private static long sameLength(List<PcreNode> branches, int at) throws PcreRefusal {
        int first = length(branches.getFirst(), at);
        for (var branch : branches) {
            if (length(branch, at) != first) {
                throw notFixed(at);
            }
        }
        return first;
    }

    private static PcreRefusal notFixed(int at) {
        return PcreRefusal.refused(at, "lookbehind assertion is not fixed length");
    }
}
