package dev.rampart.policy.scan;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Answers up to a total size; one that does not fit any more is passed on and forgotten. */
final class Kept<Q, A> {

    private final Map<Q, A> answers = new HashMap<>();
    private int room;

    Kept(int room) {
        this.room = room;
    }

    @Nullable
    A get(Q question) {
        return answers.get(question);
    }

    A keep(Q question, A answer, ToIntFunction<A> size) {
        int needed = size.applyAsInt(answer);
        if (needed <= room) {
            room -= needed;
            answers.put(question, answer);
        }
        return answer;
    }
}
