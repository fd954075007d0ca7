package dev.rampart.policy.language;

import org.jspecify.annotations.Nullable;

/** Where a rule's text is cut. */
final class RuleText {

    static final String ARROW = " -> ";

    private RuleText() {}

    /** @param right null when there is no arrow */
    record Cut(String left, @Nullable String right) {}

    static Cut atFirstArrow(String text) {
        int arrow = text.indexOf(ARROW);
        return arrow < 0
                ? new Cut(text, null)
                : new Cut(text.substring(0, arrow), text.substring(arrow + ARROW.length()));
    }
}
