package dev.rampart.cli.scan;

import dev.rampart.cli.scan.Finding.RuleFinding;
import dev.rampart.policy.eval.PolicyResult.RequirementsNotMet;
import dev.rampart.policy.language.Policy;
import dev.rampart.policy.model.Condition;
import dev.rampart.policy.model.Dialect;
import java.util.List;
import java.util.stream.Collectors;

/** Each check with its rules. */
final class ExplainText {

    private static final String RULE = "    ";
    private static final String MORE = "      ";

    private final Paint paint;
    private final Dialect dialect;

    private ExplainText(Paint paint, Dialect dialect) {
        this.paint = paint;
        this.dialect = dialect;
    }

    static String of(ScanReport report, Screen screen) {
        var text = new ExplainText(new Paint(screen.colours()), report.dialect());
        return report.policies().stream().map(text::policy).collect(Collectors.joining("\n"));
    }

    private String policy(PolicyReport report) {
        var text = new StringBuilder(paint.bold(PolicyLines.title(report)) + "\n\n");
        if (!report.requirements().isEmpty()) {
            text.append("Requirements")
                    .append(condition(report.file().policy()))
                    .append('\n');
            text.append(rules(report.requirements())).append('\n');
        }
        if (!(report.stage() instanceof RequirementsNotMet)) {
            report.findings().forEach(f -> text.append(check(f)).append('\n'));
        }
        return text.append(PolicyLines.stage(report))
                .append(PolicyLines.summary(report))
                .toString();
    }

    private static String condition(Policy policy) {
        return policy.requirements()
                .flatMap(Policy.Requirements::condition)
                .map(c -> ": " + words(c))
                .orElse("");
    }

    private String check(Finding finding) {
        var text = new StringBuilder();
        text.append(Printable.line(finding.id()))
                .append("  ")
                .append(paint.of(finding.verdict(), finding.word()))
                .append(finding.title().isEmpty() ? "" : "  " + Printable.line(finding.title()))
                .append('\n');
        if (!finding.why().isEmpty()) {
            text.append("  because ").append(Printable.line(finding.why())).append('\n');
        }
        if (finding.differsFromWazuh()) {
            text.append("  Wazuh ")
                    .append(dialect.id())
                    .append(" says \"")
                    .append(finding.wazuh().orElseThrow().text())
                    .append("\", which is not proven\n");
        }
        if (finding.item() instanceof Policy.Check check && !finding.rules().isEmpty()) {
            text.append("  ").append(words(check.condition())).append(":\n");
        }
        text.append(rules(finding.rules()));
        if (finding.rulesNotEvaluated() > 0) {
            text.append(RULE).append(finding.rulesNotEvaluated()).append(" more not evaluated: those above decide\n");
        }
        return text.toString();
    }

    private static String words(Condition condition) {
        return switch (condition) {
            case ALL -> "all of these must hold";
            case ANY -> "one of these must hold";
            case NONE -> "none of these may hold";
        };
    }

    private static String rules(List<RuleFinding> rules) {
        return rules.stream().map(ExplainText::rule).collect(Collectors.joining());
    }

    private static String rule(RuleFinding rule) {
        var text = new StringBuilder();
        text.append(RULE)
                .append(Printable.line(rule.rule().source().text()))
                .append('\n')
                .append(MORE)
                .append(rule.outcome());
        if (!rule.seen().isEmpty()) {
            text.append("; seen: ").append(rule.seen());
        }
        text.append('\n');
        if (rule.builtIn()) {
            text.append(MORE).append("answered by the built-in reader, no process was started\n");
        }
        rule.doubts()
                .forEach(d -> text.append(MORE).append("in doubt: ").append(d).append('\n'));
        return text.toString();
    }
}
