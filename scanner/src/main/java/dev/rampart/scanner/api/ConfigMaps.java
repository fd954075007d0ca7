package dev.rampart.scanner.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** ConfigMaps of the namespace {@code rampart-nodes}. */
public final class ConfigMaps {

    /** The API server allows 1 MiB; quotes are escaped on the way. */
    private static final int MAX_BYTES = 2 * 1024 * 1024;

    private static final String COLLECTION = "/api/v1/namespaces/rampart-nodes/configmaps/";

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Document(@Nullable Map<String, String> data) {}

    private final ApiServer server;

    public ConfigMaps(ApiServer server) {
        this.server = server;
    }

    /**
     * @param name an object name, so that it can stand in a path as it is
     * @return empty when the ConfigMap has no such key
     */
    public Optional<String> read(String name, String key) throws ApiFailure {
        var path = COLLECTION + name;
        var document = NodeScans.parse(server.get(path, MAX_BYTES), Document.class, path);
        return Optional.ofNullable(document.data()).map(data -> data.get(key));
    }
}
