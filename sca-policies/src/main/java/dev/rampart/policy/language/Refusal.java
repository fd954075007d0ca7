package dev.rampart.policy.language;

import dev.rampart.policy.yaml.Position;

/** Ends the reading of a policy. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Refusal(Position at, String message) {
        this(ProblemKind.STRUCTURE, at, message);
    }

    Refusal(ProblemKind kind, Position at, String message) {
        super(message, null, false, false);
        this.problem = new Problem(kind, at, message);
    }

    Problem problem() {
        return problem;
    }
}
