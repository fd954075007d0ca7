package dev.rampart.policy.pattern;

import dev.rampart.policy.pattern.Minterm.Literal;
import dev.rampart.policy.pattern.Minterm.NotNumeric;
import dev.rampart.policy.pattern.Minterm.Numeric;
import dev.rampart.policy.pattern.Minterm.Regex;
import dev.rampart.policy.regex.StepBudget;
import java.util.List;

/** Patterns of 4.14.5 (wm_sca.c: wm_sca_pattern_matches, wm_sca_test_positive_minterm). */
public record Wazuh4Pattern(String text, List<Minterm> minterms) implements ContentPattern {

    private static final String COMPARE = " compare ";

    public Wazuh4Pattern {
        minterms = List.copyOf(minterms);
    }

    /** The engine multiplies values of parts: 0 not found, 1 found, 2 invalid, and 3 for a negated invalid. */
    private enum Value {
        NO,
        YES,
        INVALID,
        /** Any product above 2: it ends the reading of a file, yet counts as not found. */
        NEITHER
    }

    public static Wazuh4Pattern parse(String text, RegexType type) {
        var minterms = Split.at(text, " && ").stream()
                .filter(p -> !p.isEmpty())
                .map(p -> minterm(p, type))
                .toList();
        return new Wazuh4Pattern(text, minterms);
    }

    private static Minterm minterm(String text, RegexType type) {
        boolean negated = text.startsWith("!");
        var rest = negated ? text.substring(1) : text;
        return new Minterm(negated, test(rest, type));
    }

    private static Minterm.Test test(String text, RegexType type) {
        if (text.regionMatches(true, 0, "r:", 0, 2)) {
            var source = text.substring(2);
            return new Regex(source, type.compile(source));
        }
        if (text.regionMatches(true, 0, "n:", 0, 2)) {
            return numeric(text.substring(2), type);
        }
        return new Literal(text);
    }

    private static Minterm.Test numeric(String text, RegexType type) {
        int at = text.indexOf(COMPARE);
        if (at < 0) {
            return new NotNumeric(text);
        }
        return new Numeric(
                text, type.compile(text.substring(0, at)), Comparison4.parse(text.substring(at + COMPARE.length())));
    }

    /** The first line that is anything but a plain no ends the reading. */
    @Override
    public Sighting inFile(Text file, StepBudget budget) {
        for (var line : file.lines()) {
            var value = on(line, budget);
            if (value != Value.NO) {
                return new Sighting(outcome(value), line);
            }
        }
        return new Sighting(Outcome.NOT_FOUND, file.nothingFound());
    }

    /** Only a plain yes ends the reading; otherwise the last line's value counts. */
    @Override
    public Sighting inOutput(Text output, StepBudget budget) {
        var last = Value.NO;
        for (var line : output.lines()) {
            last = on(line, budget);
            if (last == Value.YES) {
                return new Sighting(Outcome.FOUND, line);
            }
        }
        return new Sighting(outcome(last), output.nothingFound());
    }

    /** Anything but a plain no of any name is a find. */
    public Sighting inNames(List<String> names, StepBudget budget) {
        for (var name : names) {
            if (on(name, budget) != Value.NO) {
                return new Sighting(Outcome.FOUND, name);
            }
        }
        return new Sighting(Outcome.NOT_FOUND, "no process of that name");
    }

    private static Outcome outcome(Value value) {
        return switch (value) {
            case YES -> Outcome.FOUND;
            case INVALID -> Outcome.INVALID;
            case NO, NEITHER -> Outcome.NOT_FOUND;
        };
    }

    /** All parts are looked at, as the engine does. */
    private Value on(String line, StepBudget budget) {
        int invalid = 0;
        boolean neither = false;
        boolean no = false;
        for (var part : minterms) {
            switch (value(part, line, budget)) {
                case NO -> no = true;
                case YES -> {}
                case INVALID -> invalid++;
                case NEITHER -> neither = true;
            }
        }
        if (no) {
            return Value.NO;
        }
        if (neither || invalid > 1) {
            return Value.NEITHER;
        }
        return invalid == 1 ? Value.INVALID : Value.YES;
    }

    private static Value value(Minterm part, String line, StepBudget budget) {
        var value = value(part.test(), line, budget);
        if (!part.negated()) {
            return value;
        }
        return switch (value) {
            case NO -> Value.YES;
            case YES -> Value.NO;
            case INVALID, NEITHER -> Value.NEITHER;
        };
    }

    private static Value value(Minterm.Test test, String line, StepBudget budget) {
        return switch (test) {
            case Literal l -> yesIf(Ascii.equalsIgnoringCase(l.source(), line));
            case Regex(var source, Engine.Refused r) -> Value.NO;
            case Regex r -> yesIf(r.engine().matches(line, budget));
            case NotNumeric n -> Value.INVALID;
            case Numeric(var source, Engine.Refused r, var comparison) -> Value.INVALID;
            case Numeric n -> numeric(n, line, budget);
        };
    }

    private static Value numeric(Numeric test, String line, StepBudget budget) {
        var hit = test.engine().find(line, budget);
        if (hit == null) {
            return Value.NO;
        }
        var group = hit.group1();
        if (group == null || !(test.comparison() instanceof Comparison.With comparison)) {
            return Value.INVALID;
        }
        var number = CInteger.leading(group, Long.MIN_VALUE, Long.MAX_VALUE);
        return number.isEmpty() ? Value.INVALID : yesIf(comparison.holds(number.getAsLong()));
    }

    private static Value yesIf(boolean yes) {
        return yes ? Value.YES : Value.NO;
    }
}
