package dev.rampart.scanner.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes every log record, ours and that of libraries, as one JSON object on one line. */
public final class JsonLines extends Formatter {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int MAX_STACK_FRAMES = 20;

    private final String object;

    /** @param object what every line speaks of: kind and name */
    public JsonLines(String object) {
        this.object = object;
    }

    /**
     * Sends all logging of the process to the stream.
     *
     * @param from the lowest level that is shown
     * @param object what every line speaks of: kind and name
     * @return works even while the JVM ends, when loggers have already lost their handlers
     */
    public static Handler install(OutputStream stream, Level from, String object) {
        LogManager.getLogManager().reset();
        var root = Logger.getLogger("");
        root.setLevel(from);
        var handler = new LineHandler(stream, from, object);
        root.addHandler(handler);
        return handler;
    }

    /** A StreamHandler keeps lines back until its buffer is full; a log must show them at once. */
    private static final class LineHandler extends StreamHandler {

        @SuppressWarnings("this-escape") // StreamHandler is configured through its own setters
        LineHandler(OutputStream stream, Level from, String object) {
            super(stream, new JsonLines(object));
            setLevel(from);
            try {
                setEncoding(StandardCharsets.UTF_8.name());
            } catch (IOException e) {
                reportError("UTF-8 is not to be had", e, ErrorManager.OPEN_FAILURE);
            }
        }

        @Override
        public synchronized void publish(@Nullable LogRecord line) {
            if (line != null) {
                super.publish(line);
                flush();
            }
        }

        /** The JVM closes every handler when it begins to end; the last line comes after that. */
        @Override
        public synchronized void close() {
            flush();
        }
    }

    @Override
    public String format(LogRecord line) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("time", line.getInstant().toString());
            json.writeStringField("level", level(line.getLevel()));
            json.writeStringField("object", object);
            if (isOurs(line)) {
                json.writeStringField("message", line.getMessage());
                for (var parameter : line.getParameters()) {
                    writeField(json, parameter);
                }
            } else {
                json.writeStringField("message", String.valueOf(formatMessage(line)));
                json.writeStringField("logger", String.valueOf(line.getLoggerName()));
            }
            if (line.getThrown() != null) {
                json.writeStringField("error", line.getThrown().toString());
                json.writeStringField("stack", stack(line.getThrown()));
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("a StringWriter does not fail", e);
        }
        return text.append('\n').toString();
    }

    private static boolean isOurs(LogRecord line) {
        var parameters = line.getParameters();
        return parameters != null && parameters.length > 0 && parameters[0] instanceof Field;
    }

    private static void writeField(JsonGenerator json, Object parameter) throws IOException {
        if (parameter instanceof Field(String key, Number value)) {
            json.writeNumberField(key, value.longValue());
        } else if (parameter instanceof Field(String key, Object value)) {
            json.writeStringField(key, value.toString());
        }
    }

    private static String level(Level level) {
        return switch (level.getName()) {
            case "SEVERE" -> "error";
            case "WARNING" -> "warn";
            case "INFO" -> "info";
            default -> "debug";
        };
    }

    private static String stack(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .limit(MAX_STACK_FRAMES)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining(" < "));
    }
}
