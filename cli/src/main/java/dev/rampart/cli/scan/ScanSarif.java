package dev.rampart.cli.scan;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rampart.policy.eval.PolicyResult.Aborted;
import dev.rampart.policy.model.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** SARIF 2.1.0: one run for each policy, a rule for each check, a result for each that failed or is unknown. */
public final class ScanSarif {

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private ScanSarif() {}

    /** @param version as {@code rampart --version} says it */
    static String of(ScanReport report, String version) {
        return JsonText.object(json -> {
            json.writeStringField("$schema", SCHEMA);
            json.writeStringField("version", "2.1.0");
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
            message(json, "shortDescription", finding.title());
        }
        if (!finding.remediation().isEmpty()) {
            message(json, "help", finding.remediation());
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
        message(json, "message", text(finding, explained));
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", uri(report.file().name()));
        json.writeEndObject();
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", finding.item().at().line());
        json.writeNumberField("startColumn", finding.item().at().column());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void message(JsonGenerator json, String field, String text) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("text", text);
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

    /** Relative names stay relative, so that a viewer finds the file in its checkout. */
    public static String uri(String file) {
        return (file.startsWith("/") ? "file://" : "")
                + encoded(Path.of(file).normalize().toString());
    }

    private static String encoded(String path) {
        var uri = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "/-._~".indexOf(c) >= 0);
            uri.append(plain ? String.valueOf(c) : String.format(java.util.Locale.ROOT, "%%%02X", (int) c));
        }
        return uri.toString();
    }
}
