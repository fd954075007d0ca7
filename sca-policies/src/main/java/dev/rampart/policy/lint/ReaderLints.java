package dev.rampart.policy.lint;

import dev.rampart.policy.language.Loading;
import dev.rampart.policy.language.PolicyReader;
import dev.rampart.policy.language.Problem;
import dev.rampart.policy.language.ProblemKind;
import dev.rampart.policy.model.Dialect;
import dev.rampart.policy.yaml.YamlValue;
import java.util.List;
import java.util.stream.Stream;

/** What the readers of the dialects refuse, drop or pass over. */
final class ReaderLints {

    private ReaderLints() {}

    static void check(YamlValue root, LintOptions options, FindingList found) {
        for (var dialect : Dialect.values()) {
            if (options.has(dialect)) {
                problems(new PolicyReader(dialect).read(root, "")).forEach(p -> add(p, dialect, options, found));
            }
        }
    }

    private static List<Problem> problems(Loading loading) {
        return switch (loading) {
            case Loading.Loaded l -> l.ignored();
            case Loading.Refused r ->
                Stream.concat(Stream.of(r.problem()), r.further().stream()).toList();
        };
    }

    static String name(Dialect dialect) {
        return dialect == Dialect.WAZUH_4_14 ? "4.14" : "5.x";
    }

    private static void add(Problem problem, Dialect dialect, LintOptions options, FindingList found) {
        var message = name(dialect) + ": " + problem.message();
        var code = code(problem.kind(), dialect);
        var fix = fix(problem.kind(), options);
        switch (problem.kind()) {
            case REGISTRY_RULE ->
                found.addOnce(
                        code,
                        "",
                        problem.at(),
                        "the rule asks the Windows registry: on Linux 4.14 refuses the policy, 5.x drops the rule",
                        fix);
            case COMPLIANCE_FORM -> found.addOnce(code, "", problem.at(), message, fix);
            case COMPLIANCE_KEY -> found.addOnce(code, lastWordOfKey(problem), problem.at(), message, fix);
            default -> found.add(code, problem.at(), message, fix);
        }
    }

    /** The key, which stands between "compliance." and the next blank. */
    private static String lastWordOfKey(Problem problem) {
        var message = problem.message();
        int start = message.indexOf("compliance.");
        int end = message.indexOf(" is no key", Math.max(start, 0));
        return start < 0 || end < 0 ? "" : message.substring(start, end);
    }

    private static LintCode code(ProblemKind kind, Dialect dialect) {
        return switch (kind) {
            case UNREADABLE -> LintCode.NOT_YAML;
            case STRUCTURE, RULE_START, POLICY_ID_TAKEN ->
                dialect == Dialect.WAZUH_4_14 ? LintCode.REFUSED_BY_4 : LintCode.REFUSED_BY_5;
            case CHECK_ID_TYPE -> LintCode.CHECK_ID_TYPE;
            case CHECK_ID_TWICE, CHECK_ID_TAKEN -> LintCode.DUPLICATE_CHECK_ID;
            case VARIABLE_NAME -> LintCode.VARIABLE_NAME;
            case VARIABLE_VALUE -> LintCode.VARIABLE_VALUE;
            case REGISTRY_RULE -> LintCode.REGISTRY_RULE;
            case RULE_DROPPED -> LintCode.RULE_DROPPED;
            case CHECK_WITHOUT_RESULT -> LintCode.CHECK_WITHOUT_RESULT;
            case SCAN_ENDS -> LintCode.SCAN_ENDS;
            case COMPLIANCE_VALUE -> LintCode.COMPLIANCE_NUMBER;
            case COMPLIANCE_FORM -> LintCode.COMPLIANCE_FORM;
            case COMPLIANCE_KEY -> LintCode.COMPLIANCE_KEY;
        };
    }

    private static String fix(ProblemKind kind, LintOptions options) {
        return switch (kind) {
            case UNREADABLE -> "write one YAML document";
            case STRUCTURE -> "write what is expected here";
            case POLICY_ID_TAKEN, CHECK_ID_TWICE, CHECK_ID_TAKEN -> "give it an id of its own";
            case CHECK_ID_TYPE -> "write a whole number without quotes";
            case VARIABLE_NAME -> "let the name begin with $";
            case VARIABLE_VALUE -> "write one quoted string; separate paths by commas";
            case REGISTRY_RULE -> "keep registry rules in policies for Windows";
            case RULE_START -> "begin the rule with f:, d:, c: or p:, or with one of them behind \"not \"";
            case RULE_DROPPED -> "begin the rule with f:, d:, c: or p:, or with one of them behind a small \"not \"";
            case CHECK_WITHOUT_RESULT -> "give the check title, condition and rules of the expected form";
            case SCAN_ENDS -> "give every check an id and a condition";
            case COMPLIANCE_VALUE -> "quote it";
            case COMPLIANCE_FORM ->
                options.both()
                        ? "keep one file per dialect, or live without compliance in one of them"
                        : "write a mapping: key to list of strings";
            case COMPLIANCE_KEY -> "use a key that 5.x knows, mitre for MITRE ATT&CK";
        };
    }
}
