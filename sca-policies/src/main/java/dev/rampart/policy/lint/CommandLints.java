package dev.rampart.policy.lint;

import dev.rampart.policy.language.Rule.CommandRule;
import dev.rampart.policy.lint.CommandWords.Word;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code c:} rules: arguments without a shell, and when they run at all. */
final class CommandLints {

    private static final Set<String> OPERATORS = Set.of("|", "||", "&&", "&", ";", "|&", "&>");

    private static final Pattern REDIRECTION = Pattern.compile("\\d?(?:>>?|<)(?:&\\d|/.*)?", Pattern.DOTALL);

    private static final Pattern SUBSTITUTION = Pattern.compile("\\$\\(|`");

    private static final Pattern ENVIRONMENT = Pattern.compile("\\$(?:\\{[A-Za-z_]+|[A-Z][A-Z_]+).*", Pattern.DOTALL);

    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Z_][A-Z0-9_]*=.*", Pattern.DOTALL);

    /** Words that only a shell knows. */
    private static final Set<String> BUILT_IN =
            Set.of("source", "export", "set", "alias", ".", "eval", "exec", "if", "for", "while", "[[");

    /** Their argument is a pattern, which find itself reads. */
    private static final Set<String> FIND_PATTERNS =
            Set.of("-path", "-ipath", "-wholename", "-iwholename", "-name", "-iname", "-regex", "-iregex");

    private static final Set<String> FIND_COMMANDS = Set.of("-exec", "-execdir", "-ok", "-okdir");

    private CommandLints() {}

    static void check(LintedRule rule, boolean remote, FindingList found) {
        if (!(rule.any().orElse(null) instanceof CommandRule command)) {
            return;
        }
        if (remote) {
            found.addOnce(
                    LintCode.REMOTE_COMMAND,
                    "",
                    rule.at(),
                    "commands of a policy in etc/shared are not run unless the agent has sca.remote_commands=1",
                    "set sca.remote_commands=1 in local_internal_options.conf, or install the policy on the agent");
        }
        if (rule.v4().orElse(null) instanceof CommandRule c && c.pattern().isEmpty()) {
            found.add(
                    LintCode.COMMAND_WITHOUT_PATTERN,
                    rule.at(),
                    rule.in() + "4.14 does not run the command: the rule " + (c.negated() ? "never" : "always")
                            + " holds",
                    "write what the output must hold behind \" -> \"");
        }
        var words = CommandWords.of(command.command());
        if (!words.isForWindows()) {
            arguments(rule, words, found);
        }
    }

    private static void arguments(LintedRule rule, CommandWords words, FindingList found) {
        if (!words.closed()) {
            found.add(
                    LintCode.MISPLACED_QUOTE,
                    rule.at(),
                    rule.in() + "a double quote is not closed: all behind it is one argument",
                    "close it, or write \\\" for the character");
        }
        if (words.program().indexOf(' ') >= 0) {
            found.add(
                    LintCode.MISPLACED_QUOTE,
                    rule.at(),
                    rule.in() + LintedRule.quote(words.words().getFirst().text())
                            + " is the name of the program, blanks included",
                    "write the command without quotes around it");
        }
        words.words().stream()
                .filter(w -> w.bare().indexOf('\'') >= 0)
                .findFirst()
                .ifPresent(w -> found.add(
                        LintCode.SINGLE_QUOTES,
                        rule.at(),
                        rule.in() + "the single quote in the argument " + LintedRule.quote(w.text())
                                + " is an ordinary character",
                        "quote with \"…\""));
        shellSyntax(words)
                .ifPresent(what -> found.add(
                        LintCode.SHELL_SYNTAX,
                        rule.at(),
                        rule.in() + what + ", and no shell reads it",
                        "write sh -c \"…\""));
    }

    private static Optional<String> shellSyntax(CommandWords words) {
        int script = words.script();
        var list = words.words();
        if (!list.isEmpty()) {
            var first = list.getFirst().bare();
            if (BUILT_IN.contains(first) || ASSIGNMENT.matcher(first).matches()) {
                return Optional.of(LintedRule.quote(first) + " is shell language");
            }
        }
        for (int i = 0; i < list.size(); i++) {
            var what = i == script ? Optional.<String>empty() : shellSyntax(list, i, script >= 0);
            if (what.isPresent()) {
                return what;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> shellSyntax(List<Word> words, int i, boolean hasScript) {
        var word = words.get(i);
        var bare = word.bare();
        var before = i == 0 ? "" : words.get(i - 1).text();
        boolean endsFindCommand =
                bare.equals(";") && words.stream().limit(i).anyMatch(w -> FIND_COMMANDS.contains(w.text()));
        if (endsFindCommand) {
            return Optional.empty();
        }
        if (OPERATORS.contains(bare) || REDIRECTION.matcher(bare).matches() || (i > 0 && bare.endsWith(";"))) {
            return argument(word);
        }
        if (!hasScript && SUBSTITUTION.matcher(word.text()).find()) {
            return argument(word);
        }
        if (bare.startsWith("~/") || ENVIRONMENT.matcher(bare).matches()) {
            return argument(word);
        }
        boolean isGlob = bare.startsWith("/") && bare.indexOf('*') >= 0 && !FIND_PATTERNS.contains(before);
        return isGlob ? argument(word) : Optional.empty();
    }

    private static Optional<String> argument(Word word) {
        return Optional.of("the argument " + LintedRule.quote(word.text()) + " is passed as it stands");
    }
}
