package dev.rampart.operator.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class JsonLinesTest {

    @Test
    void valuesKeepTheirKindAndALineWithoutObjectSpeaksOfTheProcess() throws IOException {
        // When
        var line = line(
                new KeyValuePair("count", 3),
                new KeyValuePair("bytes", 5_000_000_000L),
                new KeyValuePair("share", 0.5),
                new KeyValuePair("leads", true),
                new KeyValuePair("said", "a \"quoted\"\nline"));

        // Then
        assertThat(line.path("count").asInt()).isEqualTo(3);
        assertThat(line.path("bytes").asLong()).isEqualTo(5_000_000_000L);
        assertThat(line.path("share").asDouble()).isEqualTo(0.5);
        assertThat(line.path("leads").isBoolean()).isTrue();
        assertThat(line.path("said").asText()).isEqualTo("a \"quoted\"\nline");
        assertThat(line.path("object").asText()).isEqualTo("Pod/it");
    }

    @Test
    void theObjectThatALineNamesWins() throws IOException {
        assertThat(line(new KeyValuePair("object", "Node/a")).path("object").asText())
                .isEqualTo("Node/a");
    }

    private static JsonNode line(KeyValuePair... pairs) throws IOException {
        var context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        var event = new LoggingEvent("here", context.getLogger("it"), Level.INFO, "message", null, null);
        event.setKeyValuePairs(List.of(pairs));
        var encoder = new JsonLines();
        encoder.setSelf("Pod/it");
        return new ObjectMapper().readTree(encoder.encode(event));
    }
}
