package dev.rampart.scanner.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

    private final JsonLines lines = new JsonLines("NodeScan/node-a");

    @Test
    void fieldsStandBesideTheMessage() throws Exception {
        // Given
        var line = new LogRecord(Level.WARNING, "Cannot write {0} the status");
        line.setParameters(new Object[] {
            new Field(EventLog.NODE, "node-a"),
            new Field(EventLog.COUNT, 3),
            new Field("retryIn", Duration.ofSeconds(2))
        });

        // When
        var json = new ObjectMapper().readTree(lines.format(line));

        // Then
        assertThat(json.path("level").asText()).isEqualTo("warn");
        assertThat(json.path("message").asText()).isEqualTo("Cannot write {0} the status");
        assertThat(json.path("node").asText()).isEqualTo("node-a");
        assertThat(json.path("object").asText()).isEqualTo("NodeScan/node-a");
        assertThat(json.path("count").isNumber()).isTrue();
        assertThat(json.path("retryIn").asText()).isEqualTo("PT2S");
        assertThat(json.path("time").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    }

    @Test
    void whateverIsInAMessageItStaysOneLine() {
        // Given
        var line = new LogRecord(Level.INFO, "one\ntwo \"three\" \u001b[31m");
        line.setParameters(new Object[] {new Field("problem", "a\r\nb")});
        line.setThrown(new IllegalStateException("x\ny"));

        // When
        var text = lines.format(line);

        // Then
        assertThat(text).endsWith("}\n");
        assertThat(text.strip()).doesNotContain("\n", "\r", "\u001b");
    }

    @Test
    void aLibrarysRecordIsOneLineToo() throws Exception {
        // Given
        var line = new LogRecord(Level.FINE, "parsed {0}");
        line.setLoggerName("com.cronutils");
        line.setParameters(new Object[] {"* * * * *"});

        // When
        var json = new ObjectMapper().readTree(lines.format(line));

        // Then
        assertThat(json.path("message").asText()).isEqualTo("parsed * * * * *");
        assertThat(json.path("logger").asText()).isEqualTo("com.cronutils");
        assertThat(json.path("object").asText()).isEqualTo("NodeScan/node-a");
        assertThat(json.path("level").asText()).isEqualTo("debug");
    }

    @Test
    void theLastLineIsWrittenAfterTheLoggersAreGone() {
        // Given
        var out = new ByteArrayOutputStream();
        var handler = JsonLines.install(out, Level.INFO, "NodeScan/node-a");
        LogManager.getLogManager().reset();

        // When
        new EventLog("node-a", handler::publish).info("Stopping");

        // Then
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\"message\":\"Stopping\",\"node\":\"node-a\"");
    }

    @Test
    void everyFieldIsOnThePage() throws Exception {
        // Given
        var page =
                Files.readString(Path.of(Objects.requireNonNull(System.getProperty("rampart.root")), "docs/logs.md"));

        // When
        var keys = new ArrayList<String>(List.of("time", "level", "object", "message", "logger", "error", "stack"));
        for (var field : EventLog.class.getFields()) {
            keys.add((String) Objects.requireNonNull(field.get(null)));
        }

        // Then
        assertThat(keys)
                .hasSizeGreaterThan(12)
                .allSatisfy(key -> assertThat(page).containsPattern("(?m)^\\| `" + key + "` \\| [^|]*scanner"));
    }
}
