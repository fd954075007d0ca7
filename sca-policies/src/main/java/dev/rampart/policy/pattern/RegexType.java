package dev.rampart.policy.pattern;

import java.util.Set;

/** {@code regex_type} of a 4.x policy or check. */
public enum RegexType {
    OSREGEX,
    /** Case-sensitive, no option set (4.14.5, expression.c). */
    PCRE2;

    Engine compile(String pattern) {
        return this == PCRE2 ? Engine.pcre(pattern, Set.of()) : Engine.osRegex(pattern);
    }
}
