package dev.rampart.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What operator and scanners asked of the API server, as the server itself recorded it. */
record AuditLog(Path file) {

    private static final Set<String> CHANGES = Set.of("create", "update", "patch", "delete", "deletecollection");

    /** Leases are renewed for ever, and asking for one's rights changes nothing. */
    private static final Set<String> HOUSEKEEPING =
            Set.of("leases", "selfsubjectaccessreviews", "selfsubjectrulesreviews");

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One answered request.
     *
     * @param pod whose token was used
     * @param name empty for lists, watches and creations
     */
    record Event(Instant at, String user, String pod, String verb, String resource, String name, String uri, int code) {

        private static Event of(JsonNode event) {
            var object = event.path("objectRef");
            return new Event(
                    Instant.parse(event.path("requestReceivedTimestamp").asText()),
                    event.path("user").path("username").asText(),
                    event.path("user")
                            .path("extra")
                            .path("authentication.kubernetes.io/pod-name")
                            .path(0)
                            .asText(),
                    event.path("verb").asText(),
                    object.path("resource").asText(),
                    object.path("name").asText(),
                    event.path("requestURI").asText(),
                    event.path("responseStatus").path("code").asInt());
        }

        boolean changes() {
            return CHANGES.contains(verb);
        }

        boolean isWrite() {
            return changes() && !HOUSEKEEPING.contains(resource);
        }

        boolean isOperator() {
            return user.equals(Names.OPERATOR_USER);
        }

        @Override
        public String toString() {
            return at + " " + user + " " + pod + " " + verb + " " + uri + " " + code;
        }
    }

    /** Events of operator and scanner whose request came in that time, in the order in which they were answered. */
    List<Event> between(Instant from, Instant to) {
        var result = new ArrayList<Event>();
        try (var lines = Files.lines(file)) {
            // The last line may be half written; parsing is for those that can matter.
            lines.filter(line -> line.endsWith("}"))
                    .filter(line -> line.contains(Names.OPERATOR_USER) || line.contains(Names.SCANNER_USER))
                    .map(AuditLog::event)
                    .filter(e -> Set.of(Names.OPERATOR_USER, Names.SCANNER_USER).contains(e.user()))
                    .filter(e -> e.at().isAfter(from) && e.at().isBefore(to))
                    .forEach(result::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(result);
    }

    private static Event event(String line) {
        try {
            return Event.of(JSON.readTree(line));
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + line, e);
        }
    }
}
