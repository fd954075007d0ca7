package dev.rampart.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rampart.testkit.rights.Use;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The audit log once more, as RBAC saw it: which right each request needed, and whether it was there. */
record UsedRights(Path file) {

    private static final int CREATED = 201;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param forbidden by RBAC; what an admission policy refuses was granted
     * @param agent the program, as it names itself
     */
    record Request(String user, Use use, boolean forbidden, boolean created, String agent) {

        /** A server-side apply that makes an object needs the right to create as well. */
        Stream<Use> needed() {
            var create = new Use("create", use.group(), use.resource(), use.namespace(), use.name());
            return created && use.verb().equals("patch") ? Stream.of(use, create) : Stream.of(use);
        }
    }

    /** Requests for resources, in the order of their answers; what asks for a path, such as discovery, is left out. */
    List<Request> requests() {
        var result = new ArrayList<Request>();
        try (var lines = Files.lines(file)) {
            // The last line may be half written.
            lines.filter(l -> l.endsWith("}")).forEach(l -> request(l).ifPresent(result::add));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return result;
    }

    static Optional<Request> request(String line) {
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
        return Optional.of(new Request(
                event.path("user").path("username").asText(),
                new Use(
                        event.path("verb").asText(),
                        object.path("apiGroup").asText(),
                        object.path("resource").asText() + (subresource.isEmpty() ? "" : "/" + subresource),
                        object.path("namespace").asText(),
                        object.path("name").asText()),
                event.path("annotations")
                        .path("authorization.k8s.io/decision")
                        .asText()
                        .equals("forbid"),
                event.path("responseStatus").path("code").asInt() == CREATED,
                event.path("userAgent").asText()));
    }
}
