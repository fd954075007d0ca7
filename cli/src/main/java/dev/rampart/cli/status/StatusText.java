package dev.rampart.cli.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rampart.cli.status.Overview.NodeLine;
import dev.rampart.cli.status.Overview.PolicyLine;
import dev.rampart.cli.terminal.Ages;
import dev.rampart.cli.terminal.Output;
import dev.rampart.cli.terminal.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An overview as text. */
final class StatusText {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private StatusText() {}

    static String of(Overview overview, Output output, Instant now) {
        return switch (output) {
            case table -> tables(overview, now);
            case json -> json(overview);
        };
    }

    private static String json(Overview overview) {
        try {
            return JSON.writeValueAsString(overview) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String tables(Overview overview, Instant now) {
        var text = new StringBuilder();
        if (!overview.policies().isEmpty()) {
            text.append(policies(overview, now)).append('\n');
        }
        if (!overview.nodes().isEmpty()) {
            text.append(nodes(overview, now)).append('\n');
        }
        if (overview.fine()) {
            return text.append("Everything that is checked holds.\n").toString();
        }
        text.append("Not as it should be:\n");
        overview.troubles()
                .forEach(t -> text.append("  ")
                        .append(t.about())
                        .append(": ")
                        .append(t.message())
                        .append('\n'));
        return text.toString();
    }

    private static String policies(Overview overview, Instant now) {
        var table =
                new Table("POLICY", "RESULT", "SCORE", "COVERAGE", "PASS", "FAIL", "N/A", "UNKNOWN", "NODES", "OLDEST");
        for (PolicyLine line : overview.policies()) {
            var counts = line.counts();
            table.row(
                    line.policy(),
                    line.result(),
                    orDash(line.score()),
                    orDash(line.coverage()),
                    counts == null ? "-" : counts.pass(),
                    counts == null ? "-" : counts.fail(),
                    counts == null ? "-" : counts.notApplicable(),
                    counts == null ? "-" : counts.unknown(),
                    orDash(line.nodes()),
                    Ages.since(line.oldestEvaluation(), now));
        }
        return table.text();
    }

    private static String nodes(Overview overview, Instant now) {
        var table = new Table("NODE", "SCORE", "FAIL", "UNKNOWN", "TRIPWIRES", "EVALUATED");
        for (NodeLine line : overview.nodes()) {
            var counts = line.counts();
            table.row(
                    line.node(),
                    orDash(line.score()),
                    counts == null ? "-" : counts.fail(),
                    counts == null ? "-" : counts.unknown(),
                    orDash(line.tripwires()),
                    Ages.since(line.evaluatedAt(), now));
        }
        return table.text();
    }

    private static Object orDash(@Nullable Object value) {
        return value == null ? "-" : value;
    }
}
