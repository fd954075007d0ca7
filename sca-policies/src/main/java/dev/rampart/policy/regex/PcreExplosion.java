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
import java.util.List;

/** Finds repetitions that can divide the same text in many ways. A heuristic for warnings; matching is bounded anyway. */
final class PcreExplosion {

    /** From so many iterations on, a bounded repetition is as bad as an endless one. */
    private static final int MANY = 10;

    private PcreExplosion() {}

    static boolean possible(PcreNode node) {
        return switch (node) {
            case Bytes b -> false;
            case Point p -> false;
            case Reference r -> false;
            case Sequence(var items) -> items.stream().anyMatch(PcreExplosion::possible);
            case Choice(var branches) -> branches.stream().anyMatch(PcreExplosion::possible);
            case Group g -> possible(g.body());
            case Atomic a -> possible(a.body());
            case Look l -> possible(l.body());
            case Repeat r -> (repeatsOften(r) && isAmbiguous(r.body())) || possible(r.body());
        };
    }

    private static boolean repeatsOften(Repeat r) {
        return r.max() >= MANY && r.greed() != Greed.POSSESSIVE;
    }

    /** Whether one iteration's text can also be that of several. */
    private static boolean isAmbiguous(PcreNode body) {
        return switch (body) {
            case Bytes b -> false;
            case Point p -> false;
            case Reference r -> false;
            case Atomic a -> false;
            case Look l -> false;
            case Group g -> isAmbiguous(g.body());
            case Repeat r -> repeatsOften(r) && !(r.body() instanceof Look);
            case Choice(var branches) -> branches.stream().anyMatch(PcreExplosion::isAmbiguous) || overlap(branches);
            case Sequence(var items) -> isAmbiguous(items);
        };
    }

    private static boolean overlap(List<PcreNode> branches) {
        var seen = ByteSet.NONE;
        for (var branch : branches) {
            var first = PcreFirst.of(branch).set();
            if (first.meets(seen)) {
                return true;
            }
            seen = seen.or(first);
        }
        return false;
    }

    /** A part that repeats, and no other that marks where an iteration ends. */
    private static boolean isAmbiguous(List<PcreNode> items) {
        var firsts = items.stream().map(PcreFirst::of).toList();
        for (int i = 0; i < items.size(); i++) {
            if (isAmbiguous(items.get(i)) && noneSeparates(firsts, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean noneSeparates(List<PcreFirst> firsts, int repeated) {
        for (int i = 0; i < firsts.size(); i++) {
            var first = firsts.get(i);
            if (i != repeated
                    && !first.nullable()
                    && !first.set().meets(firsts.get(repeated).set())) {
                return false;
            }
        }
        return true;
    }
}
