package dev.rampart.scanner.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rampart.scanner.api.ApiFailure.Kind;
import dev.rampart.scanner.nodescan.NodeScan;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events of one watch request, one JSON document per line. One reader. */
final class WatchStream implements AutoCloseable {

    sealed interface Event {}

    record Changed(NodeScan scan) implements Event {}

    record Deleted(String resourceVersion) implements Event {}

    /** Nothing happened up to this version. */
    record Bookmark(String resourceVersion) implements Event {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Document(@Nullable String type, @Nullable JsonNode object) {}

    private final InputStream in;
    private final String path;

    WatchStream(InputStream in, String path) {
        this.in = new BufferedInputStream(in);
        this.path = path;
    }

    /** Waits for the next event; empty when the API server ended the watch as agreed. */
    Optional<Event> next() throws ApiFailure {
        byte[] line;
        try {
            line = line();
        } catch (IOException e) {
            throw new ApiFailure(Kind.UNREACHABLE, "the watch of " + path + " broke: " + e.getMessage(), e);
        }
        return line.length == 0 ? Optional.empty() : Optional.of(event(line));
    }

    private byte[] line() throws IOException, ApiFailure {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                if (line.size() > 0) {
                    return line.toByteArray();
                }
            } else if (line.size() == NodeScans.MAX_BYTES) {
                throw new ApiFailure(
                        Kind.TOO_LARGE, "an event of " + path + " has more than " + NodeScans.MAX_BYTES + " bytes");
            } else {
                line.write(b);
            }
        }
        if (line.size() > 0) {
            throw new IOException("it ended in the middle of an event");
        }
        return new byte[0];
    }

    private Event event(byte[] line) throws ApiFailure {
        var document = NodeScans.parse(line, Document.class, path);
        var object = document.object();
        if (object == null || document.type() == null) {
            throw new ApiFailure(Kind.MALFORMED, "GET " + path + " sent an event without type or object");
        }
        return switch (document.type()) {
            case "ADDED", "MODIFIED" -> new Changed(as(object, NodeScan.class));
            case "DELETED" -> new Deleted(version(object));
            case "BOOKMARK" -> new Bookmark(version(object));
            case "ERROR" -> throw Refusal.ofEvent(as(object, Refusal.class), path);
            default -> throw new ApiFailure(Kind.MALFORMED, "GET " + path + " sent an event of an unknown type");
        };
    }

    private String version(JsonNode object) throws ApiFailure {
        var version = object.path("metadata").path("resourceVersion").asText();
        if (version.isEmpty()) {
            throw new ApiFailure(Kind.MALFORMED, "GET " + path + " sent an event without resourceVersion");
        }
        return version;
    }

    private <T> T as(JsonNode object, Class<T> type) throws ApiFailure {
        try {
            return Json.MAPPER.treeToValue(object, type);
        } catch (JsonProcessingException e) {
            throw new ApiFailure(Kind.MALFORMED, "GET " + path + " sent an event that is not the JSON expected");
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            // Closing only gives the connection back: nothing is lost and there is nothing to do about it.
        }
    }
}
