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

/**
 * What a part of a pattern can begin with.
 *
 * @param nullable it may take nothing, and what follows begins instead
 */
record PcreFirst(ByteSet set, boolean nullable) {

    private static final PcreFirst NOTHING = new PcreFirst(ByteSet.NONE, true);

    static PcreFirst of(PcreNode node) {
        return switch (node) {
            case Bytes(var set) -> new PcreFirst(set, false);
            case Sequence(var items) -> {
                var result = NOTHING;
                for (int i = 0; i < items.size() && result.nullable; i++) {
                    var next = of(items.get(i));
                    result = new PcreFirst(result.set.or(next.set), next.nullable);
                }
                yield result;
            }
            case Choice(var branches) -> {
                var result = new PcreFirst(ByteSet.NONE, false);
                for (var branch : branches) {
                    var next = of(branch);
                    result = new PcreFirst(result.set.or(next.set), result.nullable || next.nullable);
                }
                yield result;
            }
            case Group g -> of(g.body());
            case Atomic a -> of(a.body());
            case Repeat r when r.max() == 0 -> NOTHING;
            case Repeat r -> {
                var body = of(r.body());
                yield new PcreFirst(body.set, body.nullable || r.min() == 0);
            }
            case Look l -> NOTHING;
            case Point p -> NOTHING;
            case Reference r -> new PcreFirst(ByteSet.ALL, true);
        };
    }
}
