package dev.rampart.policy.eval;

import java.util.List;
import java.util.Optional;

/** One rule of a check, parsed. */
public sealed interface Rule {

    /** @param paths alternatives: the rule is found when one of them is */
    record FileRule(boolean negated, List<String> paths, Optional<LinePattern> pattern) implements Rule {}

    record CommandRule(boolean negated, List<String> argv, Optional<LinePattern> pattern) implements Rule {}

    /** A part of the language that this evaluator leaves alone, or no rule at all. */
    record Unsupported(String why) implements Rule {}
}
