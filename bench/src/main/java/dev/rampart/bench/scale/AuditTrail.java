package dev.rampart.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the API server noted of the operator's requests. */
final class AuditTrail {

    private static final String OPERATOR = "system:serviceaccount:rampart-system:rampart-operator";
    private static final Set<String> READS = Set.of("get", "list", "watch");
    private static final Pattern LIMIT = Pattern.compile("[?&]limit=(\\d+)");

    /** @param limit of a list, or "" */
    record Request(String verb, String resource, String limit, int code) {

        /** Leases are renewed for ever, and asking for one's rights changes nothing. */
        boolean isWrite() {
            return !READS.contains(verb) && !resource.equals("leases") && !resource.endsWith("reviews");
        }
    }

    private final Path log;
    private final ObjectMapper json = new ObjectMapper();

    AuditTrail(Path log) {
        this.log = log;
    }

    /** A place in the log, to count from. */
    long here() throws IOException {
        return Files.size(log);
    }

    List<Request> since(long place) throws IOException {
        var requests = new ArrayList<Request>();
        for (var line : lines(place)) {
            // Cheaper than parsing the benchmark's own requests, of which there are as many.
            if (line.contains(OPERATOR) && line.endsWith("}")) {
                var event = json.readTree(line);
                var request = request(event);
                // A watch is noted when it begins and again when it ends.
                var begins = event.path("stage").asText().equals("ResponseStarted");
                if (event.path("user").path("username").asText().equals(OPERATOR)
                        && begins == request.verb().equals("watch")) {
                    requests.add(request);
                }
            }
        }
        return requests;
    }

    private List<String> lines(long place) throws IOException {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var bytes = new byte[Math.toIntExact(file.length() - place)];
            file.seek(place);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static Request request(JsonNode event) {
        var object = event.path("objectRef");
        var sub = object.path("subresource").asText();
        var limit = LIMIT.matcher(event.path("requestURI").asText());
        return new Request(
                event.path("verb").asText(),
                object.path("resource").asText() + (sub.isEmpty() ? "" : "/" + sub),
                limit.find() ? limit.group(1) : "",
                event.path("responseStatus").path("code").asInt());
    }

    /** {@code verb resource} to number. */
    static SortedMap<String, Long> count(List<Request> requests) {
        return requests.stream()
                .collect(
                        Collectors.groupingBy(r -> r.verb() + " " + r.resource(), TreeMap::new, Collectors.counting()));
    }
}
