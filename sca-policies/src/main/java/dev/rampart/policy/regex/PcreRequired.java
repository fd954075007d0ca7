package dev.rampart.policy.regex;

import dev.rampart.policy.regex.PcreNode.Atomic;
import dev.rampart.policy.regex.PcreNode.Bytes;
import dev.rampart.policy.regex.PcreNode.Group;
import dev.rampart.policy.regex.PcreNode.Repeat;
import dev.rampart.policy.regex.PcreNode.Sequence;
import org.jspecify.annotations.Nullable;

/** A byte, in one or both cases, without which a text matches nowhere: it saves long texts a search from every start. */
final class PcreRequired {

    private static final int CASES = 2;

    private PcreRequired() {}

    /** @return null when there is none */
    static @Nullable ByteSet of(PcreNode node) {
        return switch (node) {
            case Bytes(var set) -> set.size() <= CASES ? set : null;
            case Sequence(var items) ->
                last(items.stream().map(PcreRequired::of).toArray(ByteSet[]::new));
            case Group g -> of(g.body());
            case Atomic a -> of(a.body());
            case Repeat r -> r.min() > 0 ? of(r.body()) : null;
            case PcreNode.Choice c -> null;
            case PcreNode.Look l -> null;
            case PcreNode.Reference r -> null;
            case PcreNode.Point p -> null;
        };
    }

    /** The start set sees to what comes first. */
    private static @Nullable ByteSet last(@Nullable ByteSet[] sets) {
        for (int i = sets.length - 1; i >= 0; i--) {
            if (sets[i] != null) {
                return sets[i];
            }
        }
        return null;
    }
}
