package dev.rampart.policy.language;

import java.util.List;

/** What became of a policy file in one dialect. */
public sealed interface Loading {

    /** @param ignored what the engine drops or passes over in silence, in the order of the file */
    record Loaded(Policy policy, List<Problem> ignored) implements Loading {
        public Loaded {
            ignored = List.copyOf(ignored);
        }
    }

    /**
     * The engine takes nothing of this file.
     *
     * @param problem where the engine stops reading
     * @param further what it would stop at next, as far as that can be told
     */
    record Refused(Problem problem, List<Problem> further) implements Loading {
        public Refused {
            further = List.copyOf(further);
        }

        Refused(Problem problem) {
            this(problem, List.of());
        }
    }
}
