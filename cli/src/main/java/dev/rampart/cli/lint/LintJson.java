package dev.rampart.cli.lint;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rampart.cli.scan.JsonText;
import dev.rampart.policy.lint.Finding;
import dev.rampart.policy.lint.Severity;
import java.io.IOException;

/** The form is described in docs/lint/README.md; fields are added and never change their meaning. */
final class LintJson {

    private LintJson() {}

    static String of(LintReport report) {
        return JsonText.object(json -> {
            json.writeArrayFieldStart("files");
            for (var file : report.files()) {
                json.writeStartObject();
                json.writeStringField("file", file.file());
                json.writeNumberField("omitted", file.omitted());
                json.writeArrayFieldStart("findings");
                for (var finding : report.shown(file)) {
                    finding(json, finding);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeObjectFieldStart("counts");
            json.writeNumberField("error", report.count(Severity.ERROR));
            json.writeNumberField("warning", report.count(Severity.WARNING));
            json.writeNumberField("info", report.count(Severity.INFO));
            json.writeEndObject();
        });
    }

    private static void finding(JsonGenerator json, Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("code", finding.code().id());
        json.writeStringField("name", finding.code().label());
        json.writeStringField("severity", LintText.word(finding.severity()));
        json.writeNumberField("line", finding.at().line());
        json.writeNumberField("column", finding.at().column());
        json.writeStringField("message", finding.message());
        json.writeStringField("fix", finding.fix());
        json.writeEndObject();
    }
}
