package dev.rampart.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rampart.testkit.rights.Use;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What operator and scanners asked of the API server, as the server itself recorded it. */
record AuditLog(Path file) {

    private static final Set<String> CHANGES = Set.of("create", "update", "patch", "delete", "deletecollection");

    /** Leases are renewed for ever, and asking for one's rights changes nothing. */
    private static final Set<String> HOUSEKEEPING =
            Set.of("leases", "selfsubjectaccessreviews", "selfsubjectrulesreviews");

    private static final int CREATED = 201;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One answered request for a resource.
     *
     * @param pod whose token was used
     * @param agent the program, as it names itself
     * @param use the right that it needed
     * @param forbidden by RBAC; what an admission policy refuses was granted
     */
    record Event(Instant at, String user, String pod, String agent, Use use, String uri, int code, boolean forbidden) {

        boolean changes() {
            return CHANGES.contains(use.verb());
        }

        boolean isWrite() {
            return changes() && !HOUSEKEEPING.contains(use.resource());
        }

        boolean isOperator() {
            return user.equals(Names.OPERATOR_USER);
        }

        /** A server-side apply that makes an object needs the right to create as well. */
        Stream<Use> needed() {
            var create = new Use("create", use.group(), use.resource(), use.namespace(), use.name());
            return code == CREATED && use.verb().equals("patch") ? Stream.of(use, create) : Stream.of(use);
        }

        @Override
        public String toString() {
            return at + " " + user + " " + pod + " " + use.verb() + " " + uri + " " + code;
        }
    }

    /** Events of operator and scanner, in the order in which they were answered. */
    List<Event> all() {
        try (var lines = Files.lines(file)) {
            // The last line may be half written; parsing is for those that can matter.
            return lines.filter(line -> line.endsWith("}"))
                    .filter(line -> line.contains(Names.OPERATOR_USER) || line.contains(Names.SCANNER_USER))
                    .flatMap(line -> event(line).stream())
                    .filter(e -> Set.of(Names.OPERATOR_USER, Names.SCANNER_USER).contains(e.user()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #all}, of those whose request came in that time. */
    List<Event> between(Instant from, Instant to) {
        return all().stream()
                .filter(e -> e.at().isAfter(from) && e.at().isBefore(to))
                .toList();
    }

    /** Empty for what asks for a path, such as discovery. */
    static Optional<Event> event(String line) {
        JsonNode event;
        try {
            event = JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException("not an event of the audit log: " + line, e);
        }
        var object = event.path("objectRef");
        if (object.isMissingNode()) {
            return Optional.empty();
        }
        var subresource = object.path("subresource").asText();
        var user = event.path("user");
        return Optional.of(new Event(
                Instant.parse(event.path("requestReceivedTimestamp").asText()),
                user.path("username").asText(),
                user.path("extra")
                        .path("authentication.kubernetes.io/pod-name")
                        .path(0)
                        .asText(),
                event.path("userAgent").asText(),
                new Use(
                        event.path("verb").asText(),
                        object.path("apiGroup").asText(),
                        object.path("resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource),
                        object.path("namespace").asText(),
                        object.path("name").asText()),
                event.path("requestURI").asText(),
                event.path("responseStatus").path("code").asInt(),
                event.path("annotations")
                        .path("authorization.k8s.io/decision")
                        .asText()
                        .equals("forbid")));
    }
}
