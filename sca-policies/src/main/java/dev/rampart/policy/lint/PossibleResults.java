package dev.rampart.policy.lint;

import dev.rampart.policy.language.Rule;
import dev.rampart.policy.model.Dialect;
import dev.rampart.policy.pattern.ContentPattern;
import dev.rampart.policy.pattern.Engine;
import dev.rampart.policy.pattern.Minterm;
import dev.rampart.policy.pattern.Outcome;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What a rule can answer at all, on whatever host; after {@code not}. */
final class PossibleResults {

    private PossibleResults() {}

    static Set<Outcome> of(Rule rule, Dialect dialect) {
        return switch (rule) {
            case Rule.FileRule f -> negated(f.negated(), content(f.pattern(), dialect));
            case Rule.DirectoryRule d -> EnumSet.allOf(Outcome.class);
            case Rule.CommandRule c -> negated(c.negated(), command(c, dialect));
            case Rule.ProcessRule p -> EnumSet.of(Outcome.FOUND, Outcome.NOT_FOUND);
            case Rule.RegistryRule r -> EnumSet.of(Outcome.INVALID);
            case Rule.Unparsable u -> EnumSet.noneOf(Outcome.class);
        };
    }

    private static Set<Outcome> command(Rule.CommandRule rule, Dialect dialect) {
        if (rule.pattern().isPresent()) {
            return content(rule.pattern(), dialect);
        }
        return dialect == Dialect.WAZUH_4_14 ? EnumSet.of(Outcome.FOUND) : EnumSet.of(Outcome.FOUND, Outcome.INVALID);
    }

    private static Set<Outcome> content(Optional<ContentPattern> pattern, Dialect dialect) {
        boolean dead = pattern.map(p -> p.minterms().stream().anyMatch(m -> isDead(m, dialect)))
                .orElse(false);
        return dead ? EnumSet.of(Outcome.NOT_FOUND, Outcome.INVALID) : EnumSet.allOf(Outcome.class);
    }

    /** Whether no line satisfies the part, so that a pattern with it is never found. */
    private static boolean isDead(Minterm part, Dialect dialect) {
        return switch (part.test()) {
            case Minterm.Literal l -> false;
            // The ! of 4.14 turns "never found" into "always found"; in 5.x the pattern is invalid either way.
            case Minterm.Regex r ->
                r.engine() instanceof Engine.Refused && !(part.negated() && dialect == Dialect.WAZUH_4_14);
            case Minterm.NotNumeric n -> true;
            case Minterm.Numeric n -> n.engine() instanceof Engine.Refused;
        };
    }

    private static Set<Outcome> negated(boolean negated, Set<Outcome> outcomes) {
        return outcomes.stream().map(o -> o.negatedIf(negated)).collect(Collectors.toSet());
    }
}
