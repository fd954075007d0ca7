package dev.rampart.policy.pattern;

/** A pattern that PCRE2 may understand and this engine does not: nobody knows what Wazuh would answer. */
public final class UnsupportedPattern extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnsupportedPattern(String message) {
        super(message, null, false, false);
    }
}
