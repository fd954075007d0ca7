package dev.rampart.policy.pattern;

/**
 * One part between {@code &&}.
 *
 * @param negated by a {@code !} as its very first character
 */
public record Minterm(boolean negated, Test test) {

    public sealed interface Test {
        /** As in the rule, without {@code !} and prefix. */
        String source();
    }

    /** The whole line equals the text; 4.x ignores ASCII case. */
    public record Literal(String source) implements Test {}

    /** {@code r:} */
    public record Regex(String source, Engine engine) implements Test {}

    /**
     * {@code n:REGEX compare OP NUMBER}.
     *
     * @param comparison what stands behind the word, or why it is none
     */
    public record Numeric(String source, Engine engine, Comparison comparison) implements Test {}

    /** {@code n:} without {@code compare}: invalid on every line. */
    public record NotNumeric(String source) implements Test {}
}
