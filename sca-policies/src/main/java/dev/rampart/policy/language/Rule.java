package dev.rampart.policy.language;

import dev.rampart.policy.pattern.ContentPattern;
import dev.rampart.policy.pattern.NamePattern;
import dev.rampart.policy.pattern.Wazuh4Pattern;
import dev.rampart.policy.yaml.Position;
import java.util.List;
import java.util.Optional;

/**
 * One rule, as one dialect takes it apart. All strings but {@link Source#text} are byte strings: each character, 0 to
 * 255, is one byte.
 */
public sealed interface Rule {

    Source source();

    /** False when a pattern of the rule never matches, because the engine cannot compile or compare it. */
    default boolean hasValidPatterns() {
        return switch (this) {
            case FileRule f -> f.pattern().map(ContentPattern::isValid).orElse(true);
            case CommandRule c -> c.pattern().map(ContentPattern::isValid).orElse(true);
            case ProcessRule p -> p.pattern().map(ContentPattern::isValid).orElse(true);
            case DirectoryRule d ->
                d.name().map(NamePattern::isValid).orElse(true)
                        && d.pattern().map(ContentPattern::isValid).orElse(true);
            case RegistryRule r -> true;
            case Unparsable u -> true;
        };
    }

    /** @param text as written in the file, variables not replaced */
    record Source(String text, Position at) {}

    /**
     * @param paths one, or in 4.x all of a comma-separated list
     * @param pattern behind the arrow; empty: existence is asked
     */
    record FileRule(Source source, boolean negated, List<String> paths, Optional<ContentPattern> pattern)
            implements Rule {
        public FileRule {
            paths = List.copyOf(paths);
        }
    }

    /** @param name behind the first arrow; empty: existence is asked */
    record DirectoryRule(
            Source source,
            boolean negated,
            List<String> paths,
            Optional<NamePattern> name,
            Optional<ContentPattern> pattern)
            implements Rule {
        public DirectoryRule {
            paths = List.copyOf(paths);
        }
    }

    /** @param command before the arrow, not yet split */
    record CommandRule(Source source, boolean negated, String command, Optional<ContentPattern> pattern)
            implements Rule {}

    /**
     * @param name the text behind {@code p:}
     * @param pattern 4.x: what short names are tested with; empty in 5.x, which asks for the very name
     */
    record ProcessRule(Source source, boolean negated, String name, Optional<Wazuh4Pattern> pattern) implements Rule {

        static ProcessRule ofPattern(Source source, boolean negated, Wazuh4Pattern pattern) {
            return new ProcessRule(source, negated, pattern.text(), Optional.of(pattern));
        }

        static ProcessRule ofName(Source source, boolean negated, String name) {
            return new ProcessRule(source, negated, name, Optional.empty());
        }
    }

    /** Only Windows has a registry; a Linux engine loads it in requirements at most. */
    record RegistryRule(Source source, boolean negated) implements Rule {}

    /** 4.x ends the scan where it comes to such a rule. 5.x drops it at load. */
    record Unparsable(Source source, String why) implements Rule {}
}
