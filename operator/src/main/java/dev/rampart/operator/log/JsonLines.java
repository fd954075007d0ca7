package dev.rampart.operator.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Writes every log line, ours and those of libraries, as one JSON object with the object that it speaks of: named by the
 * line, else what the framework works on, else this process itself. {@code docs/logs.md} lists the fields.
 */
public final class JsonLines extends EncoderBase<ILoggingEvent> {

    public static final String OBJECT = "object";

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MAX_STACK_FRAMES = 20;

    /** The framework writes these words where a cluster-scoped object has no namespace. */
    private static final String NO_NAMESPACE = "no namespace";

    private String self = "process";

    /** Called by logback with the element {@code self} of its configuration. */
    public void setSelf(String self) {
        this.self = self;
    }

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent line) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("time", line.getInstant().toString());
            json.writeStringField("level", level(line.getLevel()));
            json.writeStringField("message", line.getFormattedMessage());
            json.writeStringField(OBJECT, object(line));
            json.writeStringField("logger", line.getLoggerName());
            if (line.getKeyValuePairs() != null) {
                for (var pair : line.getKeyValuePairs()) {
                    write(json, pair);
                }
            }
            @Nullable IThrowableProxy thrown = line.getThrowableProxy();
            if (thrown != null) {
                json.writeStringField("error", said(thrown));
                json.writeStringField("stack", stack(thrown));
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("a StringWriter does not fail", e);
        }
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator json, KeyValuePair pair) throws IOException {
        switch (pair.value) {
            case Integer number -> json.writeNumberField(pair.key, number);
            case Long number -> json.writeNumberField(pair.key, number);
            case Number number -> json.writeNumberField(pair.key, number.doubleValue());
            case Boolean flag -> json.writeBooleanField(pair.key, flag);
            case null -> json.writeNullField(pair.key);
            default -> {
                if (!pair.key.equals(OBJECT)) {
                    json.writeStringField(pair.key, pair.value.toString());
                }
            }
        }
    }

    private String object(ILoggingEvent line) {
        if (line.getKeyValuePairs() != null) {
            for (var pair : line.getKeyValuePairs()) {
                if (pair.key.equals(OBJECT)) {
                    return String.valueOf(pair.value);
                }
            }
        }
        var context = line.getMDCPropertyMap();
        var kind = context.get("resource.kind");
        var name = context.get("resource.name");
        if (kind == null || name == null) {
            return self;
        }
        var namespace = context.getOrDefault("resource.namespace", NO_NAMESPACE);
        return kind + "/" + (namespace.equals(NO_NAMESPACE) ? "" : namespace + "/") + name;
    }

    private static String level(Level level) {
        return level.toString().toLowerCase(Locale.ROOT);
    }

    /** With every cause: the API server's own words are mostly in the innermost. */
    private static String said(IThrowableProxy thrown) {
        var said = new StringBuilder(thrown.getClassName() + ": " + thrown.getMessage());
        for (var cause = thrown.getCause(); cause != null && !cause.isCyclic(); cause = cause.getCause()) {
            said.append("; caused by ")
                    .append(cause.getClassName())
                    .append(": ")
                    .append(cause.getMessage());
        }
        return said.toString();
    }

    private static String stack(IThrowableProxy thrown) {
        return Arrays.stream(thrown.getStackTraceElementProxyArray())
                .limit(MAX_STACK_FRAMES)
                .map(e -> e.getStackTraceElement().toString())
                .collect(Collectors.joining(" < "));
    }
}
