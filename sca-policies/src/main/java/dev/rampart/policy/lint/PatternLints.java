package dev.rampart.policy.lint;

import dev.rampart.policy.language.Rule;
import dev.rampart.policy.model.Dialect;
import dev.rampart.policy.pattern.ContentPattern;
import dev.rampart.policy.pattern.Engine;
import dev.rampart.policy.pattern.Minterm;
import dev.rampart.policy.pattern.Minterm.Literal;
import dev.rampart.policy.pattern.NamePattern;
import dev.rampart.policy.pattern.Wazuh5Pattern;
import java.util.Optional;

/** Patterns as a whole; {@link RegexLints} and {@link NumericLints} look into their parts. */
final class PatternLints {

    private PatternLints() {}

    static void check(LintedRule rule, LintOptions options, FindingList found) {
        var v4 = rule.v4().flatMap(PatternLints::content);
        var v5 = rule.v5().flatMap(PatternLints::content);
        v4.ifPresent(p -> parts(rule, p, Dialect.WAZUH_4_14, options, found));
        v5.ifPresent(p -> parts(rule, p, Dialect.WAZUH_5, options, found));
        rule.v4().flatMap(PatternLints::nameEngine).ifPresent(e -> RegexLints.name(rule, e, found));
        rule.v5().flatMap(PatternLints::namePattern).ifPresent(p -> parts(rule, p, Dialect.WAZUH_5, options, found));
        loneNegation(rule, v4, options, found);
        literals(rule, v4, v5, options, found);
        anything(rule, v4, v5, found);
    }

    static Optional<ContentPattern> content(Rule rule) {
        return switch (rule) {
            case Rule.FileRule f -> f.pattern();
            case Rule.CommandRule c -> c.pattern();
            case Rule.DirectoryRule d -> d.pattern();
            case Rule.ProcessRule p -> p.pattern().map(w -> w);
            case Rule.RegistryRule r -> Optional.empty();
            case Rule.Unparsable u -> Optional.empty();
        };
    }

    private static Optional<Engine> nameEngine(Rule rule) {
        return rule instanceof Rule.DirectoryRule d
                        && d.name().isPresent()
                        && d.name().get() instanceof NamePattern.Wazuh4 n
                ? n.regex()
                : Optional.empty();
    }

    private static Optional<ContentPattern> namePattern(Rule rule) {
        return rule instanceof Rule.DirectoryRule d
                        && d.name().isPresent()
                        && d.name().get() instanceof NamePattern.Wazuh5 n
                ? Optional.of(n.pattern())
                : Optional.empty();
    }

    private static void parts(
            LintedRule rule, ContentPattern pattern, Dialect dialect, LintOptions options, FindingList found) {
        for (var part : pattern.minterms()) {
            switch (part.test()) {
                case Literal l -> {}
                case Minterm.Regex(var source, var engine) ->
                    RegexLints.regex(rule, part.negated(), source, engine, dialect, options, found);
                case Minterm.Numeric n -> NumericLints.numeric(rule, n, dialect, options, found);
                case Minterm.NotNumeric n -> NumericLints.notNumeric(rule, n, dialect, found);
            }
        }
    }

    /** On commands the empty line that 4.14 adds is the worse mistake, and {@link #anything} names it. */
    private static void loneNegation(
            LintedRule rule, Optional<ContentPattern> v4, LintOptions options, FindingList found) {
        if (v4.isEmpty()
                || v4.get().minterms().size() != 1
                || !v4.get().minterms().getFirst().negated()) {
            return;
        }
        if (rule.v4().get() instanceof Rule.CommandRule && Probes.matchesEmptyLine(v4.get())) {
            return;
        }
        found.add(
                LintCode.LONE_NEGATION,
                rule.at(),
                rule.in() + "in 4.14 " + LintedRule.quote(v4.get().text())
                        + " is found as soon as one line does not match"
                        + (options.both() ? "; in 5.x when no line does" : ""),
                "write \"not \" before the rule and the pattern without !, to ask for no such line");
    }

    private static void literals(
            LintedRule rule,
            Optional<ContentPattern> v4,
            Optional<ContentPattern> v5,
            LintOptions options,
            FindingList found) {
        if (v5.isEmpty() || !(v5.get() instanceof Wazuh5Pattern pattern)) {
            return;
        }
        var text = pattern.text();
        if (pattern.literal() && hasUpperPrefix(text)) {
            found.add(
                    LintCode.UPPER_CASE_PREFIX,
                    rule.at(),
                    rule.in() + "5.x takes " + LintedRule.quote(text) + " for literal text",
                    "write r: or n: in lower case");
        } else if (pattern.literal() && (text.contains(" && ") || text.startsWith("!"))) {
            found.add(
                    LintCode.LITERAL_CONJUNCTION,
                    rule.at(),
                    rule.in() + "5.x takes " + LintedRule.quote(text) + " for one literal line, && and ! included",
                    "begin the pattern with r: or n:, or with one of them behind a !");
        } else if (options.both() && v4.isPresent() && hasLetterLiteral(pattern)) {
            boolean wholeOutput = pattern.literal() && rule.v5().get() instanceof Rule.CommandRule;
            found.add(
                    LintCode.LITERAL_DIFFERS,
                    rule.at(),
                    rule.in() + "4.14 ignores case in literal text, 5.x does not"
                            + (wholeOutput ? " and compares the whole output, not line by line" : ""),
                    "write r:^…$ with the text");
        }
    }

    private static boolean hasUpperPrefix(String text) {
        var plain = text.startsWith("!") ? text.substring(1) : text;
        return plain.startsWith("R:") || plain.startsWith("N:");
    }

    private static boolean hasLetterLiteral(ContentPattern pattern) {
        return pattern.minterms().stream()
                .anyMatch(m ->
                        m.test() instanceof Literal(var text) && text.chars().anyMatch(Character::isLetter));
    }

    private static void anything(
            LintedRule rule, Optional<ContentPattern> v4, Optional<ContentPattern> v5, FindingList found) {
        boolean isCommand = rule.any().orElse(null) instanceof Rule.CommandRule;
        boolean all4 = v4.map(Probes::matchesAnything).orElse(false);
        // An output that 5.x finds empty matches nothing: to ask a command for anything at all makes sense there.
        boolean all5 = !isCommand && v5.map(Probes::matchesAnything).orElse(false);
        if (all4 || all5) {
            found.add(
                    LintCode.MATCHES_ANYTHING,
                    rule.at(),
                    rule.in() + (all4 && all5 ? "both dialects match" : all4 ? "4.14 matches" : "5.x matches")
                            + " every line with "
                            + LintedRule.quote(all4 ? v4.get().text() : v5.get().text()),
                    "write what the line must hold");
        } else if (isCommand && v4.isPresent() && Probes.matchesEmptyLine(v4.get())) {
            boolean negated = rule.v4().get() instanceof Rule.CommandRule c && c.negated();
            found.add(
                    LintCode.EMPTY_LINE_MATCHES,
                    rule.at(),
                    rule.in() + "4.14 adds an empty line to the output, which matches "
                            + LintedRule.quote(v4.get().text()) + ": "
                            + (negated ? "the negated rule almost never holds" : "the rule holds almost always"),
                    negated
                            ? "write a pattern that an empty line does not match"
                            : "write a pattern that an empty line does not match, or \"not \" and the pattern without !");
        }
    }
}
