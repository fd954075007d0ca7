package dev.rampart.policy.language;

import dev.rampart.policy.yaml.Position;

/**
 * What is wrong with a policy file.
 *
 * @param message what was found and what was expected, without file and place
 */
public record Problem(ProblemKind kind, Position at, String message) {

    /** As compilers print it. */
    public String in(String file) {
        return file + ":" + at + ": " + message;
    }
}
