package dev.rampart.policy.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rampart.policy.model.Dialect;

/**
 * One recorded answer.
 *
 * @param file name of the file it stands in
 * @param fields as the vectors' README describes them
 */
public record VectorCase(String file, JsonNode fields) {

    public String id() {
        return text("id");
    }

    public String category() {
        return text("category");
    }

    /** The version that answered. */
    public String engine() {
        return text("engine");
    }

    String kind() {
        return text("kind");
    }

    Dialect dialect() {
        return engine().startsWith("4") ? Dialect.WAZUH_4_14 : Dialect.WAZUH_5;
    }

    /** The engine ran as the user who owns the tree, not as root. */
    boolean asOwner() {
        return fields.has("run_as");
    }

    /** Empty when there is no such field. */
    String text(String field) {
        return fields.path(field).asText("");
    }

    JsonNode field(String field) {
        return fields.path(field);
    }
}
