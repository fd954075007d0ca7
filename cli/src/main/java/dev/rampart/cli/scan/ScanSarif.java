package dev.rampart.cli.scan;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rampart.cli.sarif.Sarif;
import dev.rampart.policy.eval.PolicyResult.Aborted;
import dev.rampart.policy.model.Verdict;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** SARIF 2.1.0: one run for each policy, a rule for each check, a result for each that failed or is unknown. */
final class ScanSarif {

    private ScanSarif() {}

    /** @param version as {@code rampart --version} says it */
    static String of(ScanReport report, String version) {
        return JsonText.object(json -> {
            Sarif.head(json);
            json.writeArrayFieldStart("runs");
            for (var policy : report.policies()) {
                run(json, policy, version.substring(version.indexOf(' ') + 1), report.explained());
            }
            json.writeEndArray();
        });
    }

    private static void run(JsonGenerator json, PolicyReport report, String version, boolean explained)
            throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "rampart");
        json.writeStringField("version", version);
        json.writeArrayFieldStart("rules");
        for (var finding : report.findings()) {
            rule(json, finding);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
        json.writeObjectFieldStart("automationDetails");
        json.writeStringField("id", "rampart-scan/" + report.file().policy().id() + "/");
        json.writeEndObject();
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", !(report.stage() instanceof Aborted));
        json.writeEndObject();
        json.writeEndArray();
        json.writeStringField("columnKind", "unicodeCodePoints");
        json.writeArrayFieldStart("results");
        for (int i = 0; i < report.findings().size(); i++) {
            result(json, report, i, explained);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void rule(JsonGenerator json, Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", finding.id());
        if (!finding.title().isEmpty()) {
            Sarif.text(json, "shortDescription", finding.title());
        }
        if (!finding.remediation().isEmpty()) {
            Sarif.text(json, "help", finding.remediation());
        }
        json.writeEndObject();
    }

    private static void result(JsonGenerator json, PolicyReport report, int index, boolean explained)
            throws IOException {
        var finding = report.findings().get(index);
        boolean failed = finding.verdict() instanceof Verdict.Failed;
        if (!failed && !(finding.verdict() instanceof Verdict.Unknown)) {
            return;
        }
        json.writeStartObject();
        json.writeStringField("ruleId", finding.id());
        json.writeNumberField("ruleIndex", index);
        json.writeStringField("level", failed ? "error" : "warning");
        Sarif.text(json, "message", text(finding, explained));
        Sarif.location(json, report.file().name(), finding.item().at());
        json.writeEndObject();
    }

    private static String text(Finding finding, boolean explained) {
        var title = finding.title().isEmpty() ? "check " + finding.id() : finding.title();
        var text = finding.word() + ": " + title + (finding.why().isEmpty() ? "" : " (" + finding.why() + ")");
        return explained && !finding.rules().isEmpty() ? text + "\n" + rules(finding.rules()) : text;
    }

    private static String rules(List<Finding.RuleFinding> rules) {
        return rules.stream()
                .map(r -> r.rule().source().text() + ": " + r.outcome()
                        + (r.seen().isEmpty() ? "" : "; seen: " + r.seen()))
                .collect(Collectors.joining("\n"));
    }
}
