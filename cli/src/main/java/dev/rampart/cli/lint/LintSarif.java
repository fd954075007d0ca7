package dev.rampart.cli.lint;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rampart.cli.sarif.Sarif;
import dev.rampart.cli.scan.JsonText;
import dev.rampart.policy.lint.Finding;
import dev.rampart.policy.lint.LintCode;
import dev.rampart.policy.lint.Severity;
import java.io.IOException;
import java.util.List;

/** SARIF 2.1.0: one run, a rule for each code, a result for each finding. */
final class LintSarif {

    private static final List<LintCode> CODES = List.of(LintCode.values());

    private LintSarif() {}

    /** @param version as {@code rampart --version} says it */
    static String of(LintReport report, String version) {
        return JsonText.object(json -> {
            Sarif.head(json);
            json.writeArrayFieldStart("runs");
            json.writeStartObject();
            json.writeObjectFieldStart("tool");
            json.writeObjectFieldStart("driver");
            json.writeStringField("name", "rampart");
            json.writeStringField("version", version.substring(version.indexOf(' ') + 1));
            json.writeArrayFieldStart("rules");
            for (var code : CODES) {
                rule(json, code);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
            json.writeStringField("columnKind", "unicodeCodePoints");
            json.writeArrayFieldStart("results");
            for (var file : report.files()) {
                for (var finding : report.shown(file)) {
                    result(json, file.file(), finding);
                }
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
        });
    }

    /** SARIF wants an absolute helpUri, and the pages have no address yet: the text names them. */
    private static void rule(JsonGenerator json, LintCode code) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", code.id());
        json.writeStringField("name", code.label());
        Sarif.text(json, "shortDescription", code.description());
        Sarif.text(json, "help", "See " + code.page() + " of Rampart.");
        json.writeObjectFieldStart("defaultConfiguration");
        json.writeStringField("level", level(code.severity()));
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void result(JsonGenerator json, String file, Finding finding) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", finding.code().id());
        json.writeNumberField("ruleIndex", CODES.indexOf(finding.code()));
        json.writeStringField("level", level(finding.severity()));
        Sarif.text(json, "message", finding.message() + " (" + finding.fix() + ")");
        Sarif.location(json, file, finding.at());
        json.writeEndObject();
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }
}
