package dev.rampart.policy.lint;

import dev.rampart.policy.language.Rule;
import dev.rampart.policy.language.Rule.DirectoryRule;
import dev.rampart.policy.language.Rule.FileRule;
import dev.rampart.policy.language.Rule.ProcessRule;
import dev.rampart.policy.model.Dialect;
import dev.rampart.policy.pattern.Minterm;
import java.util.List;
import java.util.regex.Pattern;

/** How rules are put together: blanks, arrows, paths and names. */
final class RuleLints {

    private static final String ARROW = " -> ";

    /** {@code C:\} or {@code %WINDIR%}. */
    private static final Pattern WINDOWS_PATH = Pattern.compile("^(?:[A-Za-z]:\\\\|%|\\\\\\\\).*", Pattern.DOTALL);

    /** Of a command name that 4.x sees (ps, TASK_COMM_LEN). */
    private static final int PROCESS_NAME_CHARS = 15;

    private RuleLints() {}

    static void check(LintedRule rule, LintOptions options, FindingList found) {
        aborted(rule, found);
        bang(rule, found);
        blanks(rule, options, found);
        rule.any().ifPresent(r -> {
            switch (r) {
                case FileRule f -> f.paths().forEach(p -> path(rule, p, found));
                case DirectoryRule d -> d.paths().forEach(p -> path(rule, p, found));
                case ProcessRule p -> process(rule, p, options, found);
                case Rule.CommandRule c -> {}
                case Rule.RegistryRule r2 -> {}
                case Rule.Unparsable u -> {}
            }
        });
        commaList(rule, options, found);
        directoryName(rule, options, found);
    }

    /** A rule whose first letter is none of the four already made 4.14 refuse the policy. */
    private static void aborted(LintedRule rule, FindingList found) {
        if (rule.v4().isEmpty() || !(rule.v4().get() instanceof Rule.Unparsable u)) {
            return;
        }
        if (rule.owner().isRequirements()) {
            found.add(
                    LintCode.REQUIREMENTS_NEVER_MET,
                    rule.at(),
                    "requirements: the rule " + u.why() + ": in 4.14 they are never met",
                    "begin the rule with f:, d:, c: or p:");
            return;
        }
        var text = rule.text().startsWith("not ") || rule.text().startsWith("NOT ")
                ? rule.text().substring("not ".length())
                : rule.text();
        if (!text.isEmpty() && "fdpc".indexOf(text.charAt(0)) >= 0) {
            found.add(
                    LintCode.SCAN_ABORTED,
                    rule.at(),
                    rule.in() + "the rule " + u.why() + ": 4.14 stops here, this and all later checks have no result",
                    "begin the rule with f:, d:, c: or p:");
        }
    }

    private static void bang(LintedRule rule, FindingList found) {
        var text = rule.text().startsWith("not ") ? rule.text().substring("not ".length()) : rule.text();
        if (text.startsWith("!") && rule.any().isPresent()) {
            found.add(
                    LintCode.BANG_BEFORE_TYPE,
                    rule.at(),
                    rule.in() + "the ! before the type of the rule has no effect",
                    "write \"not \" before the rule");
        }
    }

    private static void blanks(LintedRule rule, LintOptions options, FindingList found) {
        var text = rule.text();
        int colon = text.indexOf(':');
        if (colon < 0 || rule.any().isEmpty()) {
            return;
        }
        int arrow = text.indexOf(ARROW, colon);
        var location = arrow < 0 ? text.substring(colon + 1) : text.substring(colon + 1, arrow);
        boolean isCommand = rule.any().get() instanceof Rule.CommandRule;
        if (!isCommand && (location.startsWith(" ") || location.startsWith("\t"))) {
            blank(rule, "the blank behind the colon is part of the path", found);
        } else if (!isCommand && options.has(Dialect.WAZUH_4_14) && endsInBlank(location)) {
            blank(
                    rule,
                    "in 4.14 the blank " + (arrow < 0 ? "at the end" : "before the arrow") + " is part of the path",
                    found);
        }
        if (arrow >= 0 && text.startsWith(" ", arrow + ARROW.length())) {
            blank(rule, "the second blank behind the arrow is part of the pattern", found);
        }
        if (hasBareArrow(rule.any().get(), location)) {
            found.add(
                    LintCode.ARROW_WITHOUT_BLANKS,
                    rule.at(),
                    rule.in() + "\"->\" without a blank on both sides is part of the path "
                            + LintedRule.quote(location),
                    "write \" -> \"");
        }
    }

    private static boolean hasBareArrow(Rule rule, String location) {
        return (rule instanceof FileRule || rule instanceof DirectoryRule) && location.contains("->");
    }

    private static boolean endsInBlank(String text) {
        return text.endsWith(" ") || text.endsWith("\t");
    }

    private static void blank(LintedRule rule, String what, FindingList found) {
        found.add(LintCode.BLANK_AROUND_PART, rule.at(), rule.in() + what, "remove it");
    }

    private static void path(LintedRule rule, String path, FindingList found) {
        var trimmed = path.strip();
        if (trimmed.isEmpty()
                || trimmed.contains("->")
                || trimmed.startsWith("$")
                || WINDOWS_PATH.matcher(trimmed).matches()) {
            return;
        }
        if (!trimmed.startsWith("/")) {
            found.add(
                    LintCode.RELATIVE_PATH,
                    rule.at(),
                    rule.in() + LintedRule.quote(trimmed) + " is looked for in the agent's working directory",
                    "begin the path with /");
        } else if (trimmed.indexOf('*') >= 0) {
            found.add(
                    LintCode.GLOB_IN_PATH,
                    rule.at(),
                    rule.in() + "the * in " + LintedRule.quote(trimmed) + " is an ordinary character",
                    "name the directory in a d: rule, with a pattern for file names");
        }
    }

    private static void commaList(LintedRule rule, LintOptions options, FindingList found) {
        if (!options.both() || rule.v4().isEmpty()) {
            return;
        }
        int paths = switch (rule.v4().get()) {
            case FileRule f -> f.paths().size();
            case DirectoryRule d -> d.paths().size();
            default -> 0;
        };
        if (paths > 1) {
            found.add(
                    LintCode.COMMA_LIST,
                    rule.at(),
                    rule.in() + "4.14 looks at " + paths + " paths; 5.x takes the whole list for the name of one",
                    "write one rule per path");
        }
    }

    private static void directoryName(LintedRule rule, LintOptions options, FindingList found) {
        if (!(rule.any().orElse(null) instanceof DirectoryRule d) || d.name().isEmpty()) {
            return;
        }
        var name = d.name().get().text();
        boolean isRegex = name.startsWith("r:") || name.startsWith("!r:");
        if (isRegex) {
            if (name.startsWith("!") && options.has(Dialect.WAZUH_4_14)) {
                directoryName(rule, "in 4.14 a name that begins with !r: is no regex but a text to be absent", found);
            }
            return;
        }
        boolean anchored = name.startsWith("^") && name.endsWith("$");
        boolean special = name.startsWith("^") || name.endsWith("$") || name.startsWith("!") || name.contains("|");
        if (options.has(Dialect.WAZUH_5) && special) {
            directoryName(
                    rule,
                    "5.x looks for a file with the very name " + LintedRule.quote(name) + ", signs included",
                    found);
        } else if (rule.v4().isPresent() && !anchored && (options.both() || !special)) {
            directoryName(
                    rule,
                    "4.14 takes every file with " + LintedRule.quote(name) + " anywhere in its name, case ignored"
                            + (options.both() ? "; 5.x that very name" : ""),
                    found);
        }
        if (rule.v5().isPresent() && d.pattern().isPresent()) {
            found.add(
                    LintCode.DIRECTORY_NAME_WITH_PATTERN,
                    rule.at(),
                    rule.in() + "5.x reads " + LintedRule.quote(name) + " in its own working directory instead",
                    "write the name as r:^…$");
        }
    }

    private static void directoryName(LintedRule rule, String what, FindingList found) {
        found.add(LintCode.DIRECTORY_NAME, rule.at(), rule.in() + what, "write the name as r:^…$");
    }

    private static void process(LintedRule rule, ProcessRule process, LintOptions options, FindingList found) {
        var name = process.name();
        if (options.has(Dialect.WAZUH_5) && isPattern(name)) {
            found.add(
                    LintCode.PROCESS_PATTERN,
                    rule.at(),
                    rule.in() + "5.x looks for a process with the very name " + LintedRule.quote(name),
                    "write the plain name, or ask with c:ps -e -o comm and a pattern");
        } else if (rule.text().contains(ARROW)) {
            found.add(
                    LintCode.PROCESS_PATTERN,
                    rule.at(),
                    rule.in() + "p: has no arrow: it is part of the name in 4.14 and ignored in 5.x",
                    "write the plain name");
        } else if (rule.v4().isPresent()
                && process.pattern().isPresent()
                && process.pattern().get().minterms().stream().anyMatch(RuleLints::isTooLong)) {
            found.add(
                    LintCode.PROCESS_NAME_LENGTH,
                    rule.at(),
                    rule.in() + "4.14 sees the first " + PROCESS_NAME_CHARS + " characters of a process name: "
                            + LintedRule.quote(name) + " is never found",
                    "write the first " + PROCESS_NAME_CHARS + " characters");
        }
    }

    private static boolean isPattern(String name) {
        return List.of("r:", "n:", "!").stream().anyMatch(p -> name.regionMatches(true, 0, p, 0, p.length()))
                || name.contains(" && ");
    }

    private static boolean isTooLong(Minterm part) {
        return !part.negated()
                && part.test() instanceof Minterm.Literal(var text)
                && text.length() > PROCESS_NAME_CHARS
                && !text.contains("<defunct>");
    }
}
