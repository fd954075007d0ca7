package dev.rampart.policy.pattern;

import dev.rampart.policy.regex.StepBudget;
import java.util.List;

/** What a file, an output or a name is tested with. */
public sealed interface ContentPattern permits Wazuh4Pattern, Wazuh5Pattern {

    /** As in the rule, variables replaced. */
    String text();

    /** Parts that one line must satisfy together, in order. */
    List<Minterm> minterms();

    /** Whether every part can match something: nothing that is refused, no comparison without operator and number. */
    default boolean isValid() {
        return minterms().stream().allMatch(m -> switch (m.test()) {
            case Minterm.Literal l -> true;
            case Minterm.Regex r -> !(r.engine() instanceof Engine.Refused);
            case Minterm.NotNumeric n -> false;
            case Minterm.Numeric n ->
                !(n.engine() instanceof Engine.Refused) && n.comparison() instanceof Comparison.With;
        });
    }

    /**
     * @throws StepBudget.Exhausted when the pattern takes too many steps
     * @throws UnsupportedPattern when a part of it is PCRE2 that is not evaluated here
     */
    Sighting inFile(Text file, StepBudget budget);

    /** Throws as {@link #inFile}. */
    Sighting inOutput(Text output, StepBudget budget);
}
