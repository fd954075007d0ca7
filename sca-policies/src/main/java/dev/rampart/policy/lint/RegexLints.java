package dev.rampart.policy.lint;

import dev.rampart.policy.model.Dialect;
import dev.rampart.policy.pattern.Engine;

/** Single regular expressions. */
final class RegexLints {

    private RegexLints() {}

    static void regex(
            LintedRule rule,
            boolean negated,
            String source,
            Engine engine,
            Dialect dialect,
            LintOptions options,
            FindingList found) {
        boolean is4 = dialect == Dialect.WAZUH_4_14;
        switch (engine) {
            case Engine.Refused r -> {
                var follows = is4
                        ? (negated ? "so the ! makes it true on every line" : "so no line ever matches")
                        : "so the rule is invalid on files and never found on commands";
                refused(rule, source, r, dialect, follows, found);
            }
            case Engine.Unsupported u -> unsupported(rule, source, u, found);
            case Engine.Pcre2 p -> pcre2(rule, source, p, dialect, options, found);
            case Engine.Os o -> osRegex(rule, source, options, found);
        }
    }

    /** The part of a {@code n:} pattern before {@code compare}; its syntax is looked at as that of any other. */
    static void numeric(
            LintedRule rule, String source, Engine engine, Dialect dialect, LintOptions options, FindingList found) {
        if (engine instanceof Engine.Refused r) {
            refused(rule, source, r, dialect, "so the comparison is invalid", found);
        } else {
            regex(rule, false, source, engine, dialect, options, found);
        }
    }

    /** 4.14: behind {@code d:… -> r:}. */
    static void name(LintedRule rule, Engine engine, FindingList found) {
        if (engine instanceof Engine.Refused r) {
            found.add(
                    LintCode.PATTERN_REFUSED,
                    rule.at(),
                    rule.in() + "4.14 does not compile the file name pattern: " + r.why(),
                    "write it in OSRegex");
        }
    }

    private static void refused(
            LintedRule rule,
            String source,
            Engine.Refused refused,
            Dialect dialect,
            String follows,
            FindingList found) {
        found.add(
                LintCode.PATTERN_REFUSED,
                rule.at(),
                rule.in() + ReaderLints.name(dialect) + " does not compile " + LintedRule.quote(source)
                        + " (at character " + (refused.at() + 1) + ": " + refused.why() + "), " + follows,
                dialect == Dialect.WAZUH_4_14 ? "write it in OSRegex, or set regex_type: pcre2" : "write it in PCRE2");
    }

    private static void unsupported(LintedRule rule, String source, Engine.Unsupported unsupported, FindingList found) {
        found.add(
                LintCode.PATTERN_UNSUPPORTED,
                rule.at(),
                rule.in() + "Rampart does not evaluate " + LintedRule.quote(source) + ": " + unsupported.why(),
                "write it without that construct");
    }

    private static void pcre2(
            LintedRule rule,
            String source,
            Engine.Pcre2 engine,
            Dialect dialect,
            LintOptions options,
            FindingList found) {
        if (engine.regex().explosive()) {
            found.add(
                    LintCode.EXPLOSIVE_PATTERN,
                    rule.at(),
                    rule.in() + "repetitions in " + LintedRule.quote(source) + " can share a text in very many ways",
                    "write repetitions that cannot match the same text, or make them possessive: *+ and ++");
        }
        if (dialect == Dialect.WAZUH_4_14) {
            return;
        }
        var different = RegexSyntax.differentInPcre2(source);
        if (different.isPresent()) {
            var meaning = different.get().startsWith("\\.")
                    ? "it repeats any byte in OSRegex (4.14), and only dots in PCRE2 (5.x)"
                    : "it is punctuation in OSRegex (4.14), and begins a Unicode property in PCRE2 (5.x)";
            otherMeaning(rule, different.get(), meaning, found);
        } else if (options.both()
                && RegexSyntax.bracket(source).isPresent()
                && RegexSyntax.literalInOsRegex(source).isEmpty()) {
            otherMeaning(
                    rule,
                    RegexSyntax.bracket(source).get(),
                    "it is literal text in OSRegex (4.14) and a class in PCRE2 (5.x)",
                    found);
        }
        if (engine.regex().groups() > 1 && RegexSyntax.hasGroupWithoutFirst(source)) {
            found.add(
                    LintCode.FIRST_GROUP_UNSET,
                    rule.at(),
                    rule.in() + "when the alternative with the later group of " + LintedRule.quote(source)
                            + " matches, 5.x fails on the unset first one: invalid on files, not found on commands",
                    "write (?:…) for groups that capture nothing you need");
        }
    }

    private static void otherMeaning(LintedRule rule, String piece, String what, FindingList found) {
        found.add(
                LintCode.OSREGEX_IN_PCRE2,
                rule.at(),
                rule.in() + LintedRule.quote(piece) + ": " + what,
                "write what both read alike, or keep one file per dialect");
    }

    private static void osRegex(LintedRule rule, String source, LintOptions options, FindingList found) {
        var literal = RegexSyntax.literalInOsRegex(source);
        if (literal.isPresent()) {
            found.add(
                    LintCode.REGEX_IN_OSREGEX,
                    rule.at(),
                    rule.in() + "OSRegex (4.14) takes " + LintedRule.quote(literal.get()) + " in "
                            + LintedRule.quote(source) + " literally",
                    "write \\.* for any text and \\d, \\w, \\s for classes, or set regex_type: pcre2");
        } else if (options.both()
                && RegexSyntax.hasDot(source)
                && RegexSyntax.differentInPcre2(source).isEmpty()) {
            found.add(
                    LintCode.DOT,
                    rule.at(),
                    rule.in()
                            + "in OSRegex (4.14) . is a dot and \\. any byte; in PCRE2 (5.x) it is the other way round",
                    "accept either reading, or keep one file per dialect");
        }
        if (source.chars().anyMatch(c -> c >= 0x80)) {
            found.add(
                    LintCode.NON_ASCII_PATTERN,
                    rule.at(),
                    rule.in() + "OSRegex never matches the characters beyond ASCII in its pattern",
                    "write \\S or \\. for each of their bytes");
        }
    }
}
