package dev.rampart.policy.pattern;

import dev.rampart.policy.pattern.Minterm.Literal;
import dev.rampart.policy.pattern.Minterm.NotNumeric;
import dev.rampart.policy.pattern.Minterm.Numeric;
import dev.rampart.policy.pattern.Minterm.Regex;
import dev.rampart.policy.regex.Pcre;
import dev.rampart.policy.regex.StepBudget;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Patterns of 5.0.0-beta4 (sca_utils.cpp: PatternMatches, IsRegexOrNumericPattern).
 *
 * @param literal the text is one literal, {@code &&} and {@code !} included, because it does not begin with {@code r:},
 *     {@code n:} or either behind a {@code !}
 */
public record Wazuh5Pattern(String text, boolean literal, List<Minterm> minterms) implements ContentPattern {

    private static final String COMPARE = "compare";

    private static final Set<Pcre.Flag> FLAGS = Set.of(Pcre.Flag.CASELESS, Pcre.Flag.MULTILINE);

    public Wazuh5Pattern {
        minterms = List.copyOf(minterms);
    }

    /** The engine throws; what an earlier line or part has decided stays decided. */
    private static final class Invalid extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Invalid(String why) {
            super(why, null, false, false);
        }
    }

    public static Wazuh5Pattern parse(String text) {
        if (Stream.of("r:", "n:", "!r:", "!n:").noneMatch(text::startsWith)) {
            return new Wazuh5Pattern(text, true, List.of(new Minterm(false, new Literal(text))));
        }
        var minterms =
                Split.at(text, " && ").stream().map(Wazuh5Pattern::minterm).toList();
        return new Wazuh5Pattern(text, false, minterms);
    }

    private static Minterm minterm(String text) {
        boolean negated = text.startsWith("!");
        return new Minterm(negated, test(negated ? text.substring(1) : text));
    }

    private static Minterm.Test test(String text) {
        if (text.startsWith("r:")) {
            var source = text.substring(2);
            return new Regex(source, Engine.pcre(source, FLAGS));
        }
        return text.startsWith("n:") ? numeric(text.substring(2)) : new Literal(text);
    }

    /** The engine takes one character away on both sides of the word, whatever it is; in front of it may be none. */
    private static Minterm.Test numeric(String text) {
        int at = text.indexOf(COMPARE);
        int right = at + COMPARE.length() + 1;
        if (at < 0 || right > text.length()) {
            return new NotNumeric(text);
        }
        var regex = at == 0 ? text : text.substring(0, at - 1);
        return new Numeric(text, Engine.pcre(regex, FLAGS), Comparison5.parse(text.substring(right)));
    }

    @Override
    public Sighting inFile(Text file, StepBudget budget) {
        if (file.whole().isEmpty()) {
            return new Sighting(Outcome.NOT_FOUND, file.nothingFound());
        }
        if (literal) {
            boolean found = file.lines().contains(text);
            return new Sighting(found ? Outcome.FOUND : Outcome.NOT_FOUND, found ? text : file.nothingFound());
        }
        return inLines(file, budget);
    }

    /**
     * A literal is compared with the whole output, without line feeds at both ends. A pattern that is invalid is not
     * found: the engine then asks the error output, which is empty, and that answer hides the exception.
     */
    @Override
    public Sighting inOutput(Text output, StepBudget budget) {
        if (literal) {
            return new Sighting(output.whole().equals(text) ? Outcome.FOUND : Outcome.NOT_FOUND, output.nothingFound());
        }
        if (output.whole().isEmpty()) {
            return new Sighting(Outcome.NOT_FOUND, output.nothingFound());
        }
        var sighting = inLines(output, budget);
        return sighting.outcome() == Outcome.INVALID ? new Sighting(Outcome.NOT_FOUND, sighting.seen()) : sighting;
    }

    private Sighting inLines(Text text, StepBudget budget) {
        boolean loneNegation = minterms.size() == 1 && minterms.getFirst().negated();
        var current = "";
        try {
            for (var line : text.lines()) {
                current = line;
                if (loneNegation) {
                    if (holds(minterms.getFirst().test(), line, budget)) {
                        return new Sighting(Outcome.NOT_FOUND, line);
                    }
                } else if (allHold(line, budget)) {
                    return new Sighting(Outcome.FOUND, line);
                }
            }
        } catch (Invalid e) {
            return new Sighting(Outcome.INVALID, current);
        }
        return new Sighting(loneNegation ? Outcome.FOUND : Outcome.NOT_FOUND, text.nothingFound());
    }

    /** Stops at the first part that does not hold, so that a later one cannot be invalid. */
    private boolean allHold(String line, StepBudget budget) {
        for (var part : minterms) {
            if (holds(part.test(), line, budget) == part.negated()) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(Minterm.Test test, String line, StepBudget budget) {
        return switch (test) {
            case Literal l -> l.source().equals(line);
            case Regex(var source, Engine.Refused r) -> throw new Invalid(r.why());
            case Regex r -> {
                var hit = r.engine().find(line, budget);
                if (hit != null && hit.laterGroupSet() && hit.group1() == null) {
                    throw new Invalid("the first group took no part");
                }
                yield hit != null;
            }
            case NotNumeric n -> throw new Invalid("no \"compare\"");
            case Numeric n -> numeric(n, line, budget);
        };
    }

    private static boolean numeric(Numeric test, String line, StepBudget budget) {
        if (test.comparison() instanceof Comparison.NoNumber n) {
            throw new Invalid(n.why());
        }
        if (test.engine() instanceof Engine.Refused r) {
            throw new Invalid(r.why());
        }
        var hit = test.engine().find(line, budget);
        if (hit == null) {
            return false;
        }
        if (!(test.comparison() instanceof Comparison.With comparison)) {
            throw new Invalid("no operator");
        }
        var group = hit.group1();
        if (group == null && hit.laterGroupSet()) {
            throw new Invalid("the first group took no part");
        }
        var number = CInteger.leading(group == null ? hit.whole() : group, Integer.MIN_VALUE, Integer.MAX_VALUE);
        if (number.isEmpty()) {
            throw new Invalid("not a number");
        }
        return comparison.holds(number.getAsLong());
    }
}
