package dev.rampart.scanner.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rampart.scanner.api.ApiFailure.Kind;
import dev.rampart.scanner.nodescan.NodeScan;
import dev.rampart.scanner.nodescan.NodeScanStatus;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one NodeScan of this node at the API server. */
public final class NodeScans {

    /** No object of the project is larger than 256 KiB; managed fields and escapes come on top. */
    static final int MAX_BYTES = 1024 * 1024;

    private static final String COLLECTION = "/apis/rampart.dev/v1alpha1/nodescans";
    private static final int WATCH_SECONDS = 300;

    /** Bookmarks come about once a minute; after more than two that are missing the connection counts as dead. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(150);

    /** @param scan empty when there is none */
    record Listed(Optional<NodeScan> scan, String resourceVersion) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record ListDocument(
            NodeScan.@Nullable Metadata metadata, @Nullable List<NodeScan> items) {}

    private final ApiServer server;
    private final String nodeName;
    private final Duration longestPause;

    /** @param nodeName an object name, so that it can stand in a path as it is */
    public NodeScans(ApiServer server, String nodeName) {
        this(server, nodeName, LONGEST_PAUSE);
    }

    NodeScans(ApiServer server, String nodeName, Duration longestPause) {
        this.server = server;
        this.nodeName = nodeName;
        this.longestPause = longestPause;
    }

    Listed list() throws ApiFailure {
        var path = COLLECTION + "?" + selector();
        var document = parse(server.get(path, MAX_BYTES), ListDocument.class, path);
        var version = document.metadata() == null ? null : document.metadata().resourceVersion();
        if (version == null || version.isEmpty()) {
            throw new ApiFailure(Kind.MALFORMED, "GET " + path + " answered with a list without resourceVersion");
        }
        var items = document.items() == null ? List.<NodeScan>of() : document.items();
        return new Listed(items.stream().findFirst(), version);
    }

    /** @param resourceVersion from where to go on; the API server answers {@link Kind#EXPIRED} when it is too old */
    WatchStream watch(String resourceVersion) throws ApiFailure {
        var path = COLLECTION + "?watch=1&allowWatchBookmarks=true&timeoutSeconds=" + WATCH_SECONDS
                + "&resourceVersion=" + URLEncoder.encode(resourceVersion, StandardCharsets.UTF_8) + "&" + selector();
        return new WatchStream(server.stream(path, longestPause), path);
    }

    /** Replaces the whole status. */
    public void patchStatus(NodeScanStatus status) throws ApiFailure {
        ObjectNode fields = Json.MAPPER.valueToTree(status);
        var patch = Json.MAPPER.createObjectNode().set("status", fields);
        try {
            server.mergePatch(
                    COLLECTION + "/" + nodeName + "/status?fieldManager=rampart-scanner",
                    Json.MAPPER.writeValueAsBytes(patch),
                    MAX_BYTES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a status of strings is always valid JSON", e);
        }
    }

    private String selector() {
        return "fieldSelector=metadata.name%3D" + nodeName;
    }

    static <T> T parse(byte[] bytes, Class<T> type, String path) throws ApiFailure {
        try {
            var value = Json.MAPPER.readValue(bytes, type);
            if (value != null) {
                return value;
            }
        } catch (IOException e) {
            // The bytes may hold what must not be logged, so neither they nor the parser's message go on.
            throw new ApiFailure(
                    Kind.MALFORMED, "GET " + path + " answered with something that is not the JSON expected");
        }
        throw new ApiFailure(Kind.MALFORMED, "GET " + path + " answered with null");
    }
}
