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

/** What can be said of a pattern without a text. */
final class PcreShape {

    /** A cap for sums and products; no length or size comes near it. */
    private static final long MANY = 1L << 40;

    private PcreShape() {}

    /** Bytes that a match has at least. */
    static long minLength(PcreNode node) {
        return switch (node) {
            case Bytes b -> 1;
            case Sequence(var items) ->
                Math.min(MANY, items.stream().mapToLong(PcreShape::minLength).sum());
            case Choice(var branches) ->
                branches.stream().mapToLong(PcreShape::minLength).min().orElse(0);
            case Group g -> minLength(g.body());
            case Atomic a -> minLength(a.body());
            case Repeat r -> Math.min(MANY, minLength(r.body()) * r.min());
            case Look l -> 0;
            case Reference r -> 0;
            case Point p -> 0;
        };
    }

    /**
     * An upper bound of the bytes that PCRE2's own compiled form takes. It refuses patterns beyond 64 KiB, a border that
     * is not drawn exactly here.
     */
    static long compiledSize(PcreNode node) {
        return switch (node) {
            case Bytes(var set) -> set.size() > 2 ? 40 : 8;
            case Sequence(var items) ->
                Math.min(MANY, items.stream().mapToLong(PcreShape::compiledSize).sum());
            case Choice(var branches) ->
                Math.min(
                        MANY,
                        branches.stream().mapToLong(b -> compiledSize(b) + 3).sum());
            case Group g -> compiledSize(g.body()) + 8;
            case Atomic a -> compiledSize(a.body()) + 6;
            case Look l -> compiledSize(l.body()) + 9 + 3L * branches(l.body());
            case Repeat r -> Math.min(MANY, 16 + copies(r) * (compiledSize(r.body()) + 8));
            case Reference r -> 8;
            case Point p -> 1;
        };
    }

    /** Whether something that may be empty is repeated: it can take many steps without a byte. */
    static boolean repeatsNothing(PcreNode node) {
        return switch (node) {
            case Bytes b -> false;
            case Sequence(var items) -> items.stream().anyMatch(PcreShape::repeatsNothing);
            case Choice(var branches) -> branches.stream().anyMatch(PcreShape::repeatsNothing);
            case Group g -> repeatsNothing(g.body());
            case Atomic a -> repeatsNothing(a.body());
            case Repeat r -> (r.max() > 1 && minLength(r.body()) == 0) || repeatsNothing(r.body());
            case Look l -> repeatsNothing(l.body());
            case Reference r -> false;
            case Point p -> false;
        };
    }

    private static int branches(PcreNode node) {
        return node instanceof Choice(var branches) ? branches.size() : 1;
    }

    private static long copies(Repeat r) {
        if (r.body() instanceof Bytes) {
            return 1;
        }
        return Math.max(1, r.max() == Repeat.UNLIMITED ? r.min() : r.max());
    }
}
