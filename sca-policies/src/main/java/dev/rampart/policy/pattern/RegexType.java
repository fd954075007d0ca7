package dev.rampart.policy.pattern;

import java.util.Set;

/** {@code regex_type} of a 4.x policy or check. */
public enum RegexType {
    OSREGEX,
    /** Case-sensitive, no option set (4.14.5, expression.c). */
    PCRE2;

    /** Exactly {@code pcre2}; everything else, a typing error too, means OSRegex (4.14.5, wm_sca.c). */
    public static RegexType of(String text) {
        return text.equals("pcre2") ? PCRE2 : OSREGEX;
    }

    Engine compile(String pattern) {
        return this == PCRE2 ? Engine.pcre(pattern, Set.of()) : Engine.osRegex(pattern);
    }
}
