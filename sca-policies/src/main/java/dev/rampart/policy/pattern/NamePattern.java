package dev.rampart.policy.pattern;

import dev.rampart.policy.regex.OsMatch;

/** Which entries of a directory a {@code d:} rule means. */
public sealed interface NamePattern {

    String text();

    /**
     * 4.x: behind {@code r:} an OSRegex whatever {@code regex_type} says; and always the whole text as an OSMatch.
     *
     * @param regex refused when there is none
     */
    record Wazuh4(String text, Engine regex, OsMatch match) implements NamePattern {

        public static Wazuh4 parse(String text) {
            Engine regex = text.regionMatches(true, 0, "r:", 0, 2)
                    ? Engine.osRegex(text.substring(2))
                    : new Engine.Refused(0, "no regular expression");
            return new Wazuh4(text, regex, OsMatch.compile(text));
        }

        public boolean matches(String name, dev.rampart.policy.regex.StepBudget budget) {
            boolean byRegex = !(regex instanceof Engine.Refused) && regex.matches(name, budget);
            return byRegex || match.matches(name);
        }
    }

    /** 5.x: the very name. */
    record Exact(String text) implements NamePattern {}

    /** 5.x, behind {@code r:} or {@code !r:}. */
    record Wazuh5(Wazuh5Pattern pattern) implements NamePattern {
        @Override
        public String text() {
            return pattern.text();
        }
    }

    static NamePattern parse5(String text) {
        return text.startsWith("r:") || text.startsWith("!r:")
                ? new Wazuh5(Wazuh5Pattern.parse(text))
                : new Exact(text);
    }
}
