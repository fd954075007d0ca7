package dev.rampart.cli.scan;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.rampart.cli.scan.Finding.RuleFinding;
import dev.rampart.policy.eval.EngineVerdict;
import dev.rampart.policy.eval.PolicyResult.Aborted;
import dev.rampart.policy.eval.PolicyResult.Complete;
import dev.rampart.policy.eval.PolicyResult.RequirementsNotMet;
import dev.rampart.policy.eval.Summary;
import dev.rampart.policy.model.Reason;
import java.io.IOException;
import java.util.List;

/** The form that docs/scan.md describes; fields are added, never changed, within one {@link #FORM_VERSION}. */
final class ScanJson {

    static final int FORM_VERSION = 1;

    private ScanJson() {}

    static String of(ScanReport report) {
        return JsonText.object(json -> {
            json.writeNumberField("version", FORM_VERSION);
            json.writeStringField("dialect", report.dialect().id());
            json.writeStringField("root", report.root());
            json.writeArrayFieldStart("policies");
            for (var policy : report.policies()) {
                policy(json, policy, report.explained());
            }
            json.writeEndArray();
        });
    }

    private static void policy(JsonGenerator json, PolicyReport report, boolean explained) throws IOException {
        var file = report.file();
        json.writeStartObject();
        json.writeStringField("file", file.name());
        json.writeStringField("sha256", file.policy().fileDigest());
        json.writeStringField("id", file.policy().id());
        json.writeStringField("name", file.policy().name());
        json.writeNumberField("ignored", file.ignored());
        stage(json, report);
        counts(json, report.tally());
        wazuh(json, report);
        if (explained && !report.requirements().isEmpty()) {
            rules(json, "requirements", report.requirements());
        }
        json.writeArrayFieldStart("checks");
        for (var finding : report.findings()) {
            check(json, finding, explained);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void stage(JsonGenerator json, PolicyReport report) throws IOException {
        var why = switch (report.stage()) {
            case Complete c -> {
                json.writeStringField("stage", "complete");
                yield "";
            }
            case RequirementsNotMet r -> {
                json.writeStringField("stage", "requirements not met");
                yield r.why();
            }
            case Aborted a -> {
                json.writeStringField("stage", "aborted");
                yield a.why();
            }
        };
        textOrNull(json, "stageReason", why);
    }

    private static void counts(JsonGenerator json, Tally tally) throws IOException {
        json.writeObjectFieldStart("counts");
        json.writeNumberField("passed", tally.passed());
        json.writeNumberField("failed", tally.failed());
        json.writeNumberField("notApplicable", tally.notApplicable());
        json.writeNumberField("unknown", tally.unknown());
        json.writeNumberField("total", tally.total());
        json.writeEndObject();
        var score = tally.score();
        if (score.isPresent()) {
            json.writeNumberField("score", score.getAsInt());
        } else {
            json.writeNullField("score");
        }
    }

    private static void wazuh(JsonGenerator json, PolicyReport report) throws IOException {
        if (report.wazuh().isEmpty()) {
            json.writeNullField("wazuh");
            return;
        }
        Summary summary = report.wazuh().get();
        json.writeObjectFieldStart("wazuh");
        json.writeNumberField("passed", summary.passed());
        json.writeNumberField("failed", summary.failed());
        json.writeNumberField("invalid", summary.invalid());
        json.writeNumberField("total", summary.total());
        json.writeNumberField("score", summary.score());
        json.writeStringField("hash", summary.hash());
        json.writeEndObject();
    }

    private static void check(JsonGenerator json, Finding finding, boolean explained) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", finding.id());
        json.writeStringField("title", finding.title());
        json.writeNumberField("line", finding.item().at().line());
        json.writeStringField("result", finding.word());
        var reason = finding.verdict().reason();
        textOrNull(json, "reason", reason == Reason.NONE ? "" : reason.name());
        textOrNull(json, "message", finding.why());
        textOrNull(json, "wazuh", finding.wazuh().map(EngineVerdict::text).orElse(""));
        if (explained) {
            rules(json, "rules", finding.rules());
        }
        json.writeEndObject();
    }

    private static void rules(JsonGenerator json, String field, List<RuleFinding> rules) throws IOException {
        json.writeArrayFieldStart(field);
        for (var rule : rules) {
            json.writeStartObject();
            json.writeStringField("rule", rule.rule().source().text());
            json.writeNumberField("line", rule.rule().source().at().line());
            json.writeStringField("outcome", rule.outcome());
            json.writeStringField("seen", rule.seen());
            json.writeBooleanField("builtIn", rule.builtIn());
            json.writeArrayFieldStart("doubts");
            for (var doubt : rule.doubts()) {
                json.writeString(doubt);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void textOrNull(JsonGenerator json, String field, String text) throws IOException {
        if (text.isEmpty()) {
            json.writeNullField(field);
        } else {
            json.writeStringField(field, text);
        }
    }
}
