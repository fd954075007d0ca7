package dev.rampart.policy.language;

import dev.rampart.policy.model.Condition;
import dev.rampart.policy.model.Dialect;
import dev.rampart.policy.yaml.Position;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A policy file as one dialect reads it; variables are already replaced.
 *
 * @param id may be empty in 5.x
 * @param name empty when the file has none
 * @param fileDigest SHA-256 of the file's bytes in hex (4.x: {@code hash_file})
 * @param checks in the order of the file
 */
public record Policy(
        Dialect dialect,
        String id,
        String name,
        String description,
        String fileDigest,
        Optional<Requirements> requirements,
        List<Item> checks) {

    public Policy {
        checks = List.copyOf(checks);
    }

    /** What stands at one place of {@code checks}. */
    public sealed interface Item {
        /** The check's id as the engine reports it. */
        String id();

        Position at();
    }

    /**
     * A check that is evaluated.
     *
     * @param number the id as a C int where it is a number (4.x: always)
     * @param title empty when the file has none
     * @param rulesDropped 5.x passes over rules that it does not understand
     * @param reported 4.x builds no event of a check whose texts are of the wrong type: it counts in the summary and has
     *     no result
     */
    public record Check(
            String id,
            OptionalInt number,
            String title,
            String rationale,
            String remediation,
            List<Compliance> compliance,
            Condition condition,
            List<Rule> rules,
            boolean rulesDropped,
            boolean reported,
            Position at)
            implements Item {
        public Check {
            compliance = List.copyOf(compliance);
            rules = List.copyOf(rules);
        }
    }

    /** A check without a result; the scan goes on behind it. */
    public record Skipped(String id, String why, Position at) implements Item {}

    /** A check that ends the scan of the policy (5.x: an exception that nobody catches). */
    public record EndOfScan(String id, String why, Position at) implements Item {}

    /** @param ids joined with a comma in 4.x events */
    public record Compliance(String key, List<String> ids) {
        public Compliance {
            ids = List.copyOf(ids);
        }
    }

    /**
     * Evaluated before anything else.
     *
     * @param condition empty when it is none of the engine's: requirements are then not met (4.x), or the scan ends (5.x)
     * @param rulesDropped as of a {@link Check}
     */
    public record Requirements(Optional<Condition> condition, List<Rule> rules, boolean rulesDropped, Position at) {
        public Requirements {
            rules = List.copyOf(rules);
        }
    }
}
