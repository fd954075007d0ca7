package dev.rampart.policy.lint;

import static dev.rampart.policy.lint.Severity.ERROR;
import static dev.rampart.policy.lint.Severity.INFO;
import static dev.rampart.policy.lint.Severity.WARNING;

import java.util.Locale;

/** What can be found. Ids never change their meaning; a code that goes leaves a gap. Each has a page in docs/lint. */
public enum LintCode {
    NOT_YAML("SCA001", ERROR, "The file cannot be read as YAML."),
    REFUSED_BY_4("SCA002", ERROR, "Wazuh 4.14 refuses the whole policy."),
    REFUSED_BY_5("SCA003", ERROR, "Wazuh 5.x refuses the whole policy."),
    DUPLICATE_KEY("SCA004", WARNING, "A key stands twice: 4.14 takes the first value, 5.x the last."),
    KEY_CASE("SCA005", WARNING, "A key is not in lower case: 5.x does not see it."),
    UNKNOWN_KEY("SCA006", INFO, "A key that no engine reads resembles one that they do."),

    CHECK_WITHOUT_RESULT("SCA101", ERROR, "A check has no result in a dialect."),
    SCAN_ENDS("SCA102", ERROR, "The 5.x scan ends at a check; nothing behind it is evaluated."),
    DUPLICATE_CHECK_ID("SCA103", ERROR, "Two checks of a file have the same id."),
    ID_CLASH("SCA104", WARNING, "An id is also used in another of the given files."),
    CHECK_ID_TYPE("SCA105", ERROR, "A check's id is not a number: 4.14 refuses the policy."),
    CHECK_ID_VALUE("SCA106", WARNING, "A check's id is 0, a fraction or beyond 32 bits."),
    COMPLIANCE_NUMBER("SCA107", WARNING, "A compliance value without quotes is a number, which 4.14 drops."),
    COMPLIANCE_FORM("SCA108", WARNING, "The form of compliance is the other dialect's."),
    COMPLIANCE_KEY("SCA109", WARNING, "5.x drops this compliance key."),
    MITRE_FORM("SCA110", WARNING, "5.x deletes a mitre field of this form."),
    REGEX_TYPE_VALUE("SCA111", WARNING, "regex_type is none that exists, so OSRegex is used."),
    REGEX_TYPE_IGNORED("SCA112", WARNING, "5.x ignores regex_type: the same pattern ignores case there."),
    REQUIREMENTS_NEVER_MET("SCA113", ERROR, "The requirements can never be met: there are no results."),

    VARIABLE_VALUE("SCA201", ERROR, "A variable's value is no string: the 4.14 agent crashes."),
    VARIABLE_NAME("SCA202", ERROR, "A variable's name does not begin with $."),
    UNDEFINED_VARIABLE("SCA203", WARNING, "A $name in a path is no variable of the file and stays as it is."),
    VARIABLE_IN_PATTERN("SCA204", WARNING, "4.14 does not replace variables in patterns."),

    REGISTRY_RULE("SCA301", ERROR, "A registry rule: on Linux 4.14 refuses the policy, 5.x drops the rule."),
    RULE_DROPPED("SCA302", WARNING, "5.x drops a rule and goes on without it."),
    SCAN_ABORTED("SCA303", ERROR, "4.14 ends the scan of the policy at this rule."),
    BLANK_AROUND_PART("SCA304", WARNING, "A blank too many belongs to the path, command or pattern."),
    BANG_BEFORE_TYPE("SCA305", WARNING, "A ! before the type of a rule has no effect."),
    COMMA_LIST("SCA306", WARNING, "A comma separates paths in 4.14 and is part of the path in 5.x."),
    RELATIVE_PATH("SCA307", WARNING, "A path does not begin with a slash."),
    GLOB_IN_PATH("SCA308", WARNING, "There are no wildcards in paths."),
    ARROW_WITHOUT_BLANKS("SCA309", WARNING, "An arrow without a blank on both sides is none."),
    DIRECTORY_NAME("SCA310", WARNING, "The file name of a d: rule is part of a name in 4.14, the whole name in 5.x."),
    DIRECTORY_NAME_WITH_PATTERN("SCA311", WARNING, "5.x reads the wrong file for a literal name with a pattern."),
    PROCESS_PATTERN("SCA312", WARNING, "5.x knows no patterns for processes, 4.14 no arrows."),
    PROCESS_NAME_LENGTH("SCA313", WARNING, "4.14 sees only 15 characters of a process name."),

    PATTERN_REFUSED("SCA401", ERROR, "A pattern does not compile in a dialect."),
    PATTERN_UNSUPPORTED("SCA402", INFO, "Rampart does not evaluate this pattern; the result is Unknown."),
    EXPLOSIVE_PATTERN("SCA403", WARNING, "Some texts make the search for this pattern very long."),
    NUMERIC_INVALID("SCA404", ERROR, "A comparison is none in a dialect."),
    NUMERIC_OPERATOR("SCA405", WARNING, "4.14 takes => and =< for equality."),
    NUMERIC_WITHOUT_GROUP("SCA406", ERROR, "A comparison has no group for its number: 4.14 cannot compare."),
    NUMERIC_NEGATIVE("SCA407", WARNING, "4.14 loses the sign of the number on the right."),
    LONE_NEGATION("SCA408", WARNING, "A lone negation asks for some other line in 4.14, for no such line in 5.x."),
    LITERAL_DIFFERS("SCA409", INFO, "The dialects compare literal text differently."),
    LITERAL_CONJUNCTION("SCA410", WARNING, "5.x takes the whole text for one literal."),
    UPPER_CASE_PREFIX("SCA411", WARNING, "5.x knows only r: and n: in lower case."),
    REGEX_IN_OSREGEX("SCA412", WARNING, "OSRegex takes this piece of a usual regex literally."),
    OSREGEX_IN_PCRE2("SCA413", WARNING, "PCRE2 reads this piece of an OSRegex differently."),
    DOT("SCA414", INFO, "A dot means one thing in OSRegex and the other in PCRE2."),
    NON_ASCII_PATTERN("SCA415", WARNING, "OSRegex never matches characters beyond ASCII."),
    FIRST_GROUP_UNSET("SCA416", WARNING, "5.x fails when a later group matches without the first."),
    MATCHES_ANYTHING("SCA417", WARNING, "A pattern matches every line."),

    SINGLE_QUOTES("SCA501", WARNING, "Single quotes do not quote."),
    SHELL_SYNTAX("SCA502", WARNING, "There is no shell that would understand this."),
    COMMAND_WITHOUT_PATTERN("SCA503", WARNING, "4.14 does not run a command without a pattern: it is always found."),
    EMPTY_LINE_MATCHES("SCA504", WARNING, "4.14 adds an empty line to every output, and the pattern matches it."),
    MISPLACED_QUOTE("SCA505", WARNING, "Double quotes make one argument of more than was meant."),
    REMOTE_COMMAND("SCA506", INFO, "Commands of shared policies run only with sca.remote_commands=1."),
    NOT_IN_CONTAINER("SCA507", INFO, "Containers do not have this path or program."),

    CANNOT_FAIL("SCA601", WARNING, "A check can never fail."),
    CANNOT_PASS("SCA602", WARNING, "A check can never pass."),
    PASSES_WHEN_MISSING("SCA603", INFO, "A check passes where what it looks at does not exist.");

    private final String id;
    private final Severity severity;
    private final String description;

    LintCode(String id, Severity severity, String description) {
        this.id = id;
        this.severity = severity;
        this.description = description;
    }

    /** Stable, for scripts. */
    public String id() {
        return id;
    }

    public Severity severity() {
        return severity;
    }

    /** One sentence. */
    public String description() {
        return description;
    }

    /** The name in kebab case: {@code not-yaml}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** From the root of the repository. */
    public String page() {
        return "docs/lint/" + id + ".md";
    }
}
