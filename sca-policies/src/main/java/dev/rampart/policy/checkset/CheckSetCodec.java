package dev.rampart.policy.checkset;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rampart.policy.checkset.CheckSet.CompiledCheck;
import dev.rampart.policy.model.Condition;
import dev.rampart.policy.model.Facility;
import dev.rampart.policy.model.NodeRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Check sets as JSON. The same set always gives the same bytes, on every machine and in every run, because the digest
 * over them is the set's name.
 */
public final class CheckSetCodec {

    /** A ConfigMap may hold 1 MiB; a check set may not come near it (architecture, etcd budget). */
    public static final int MAX_BYTES = 256 * 1024;

    /** Version of the document's form; a scanner refuses one it does not know. */
    static final int FORMAT = 1;

    /** As format 1, with a time-out. Only sets that have one need it, so that no other set gets another name. */
    static final int FORMAT_WITH_TIMEOUT = 2;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .visibility(com.fasterxml.jackson.annotation.PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .build();

    private record Document(int format, String policy, NodeRole role, String schedule, List<Entry> checks) {}

    private record DocumentWithTimeout(
            int format, String policy, NodeRole role, String schedule, int timeoutSeconds, List<Entry> checks) {}

    private record Entry(String id, Condition condition, List<Facility> facilities, List<String> rules) {}

    private CheckSetCodec() {}

    public static byte[] encode(CheckSet set) {
        var entries = set.checks().stream()
                .map(c -> new Entry(c.id(), c.condition(), List.copyOf(new TreeSet<>(c.facilities())), c.rules()))
                .toList();
        try {
            return JSON.writeValueAsBytes(
                    set.timeout().isEmpty()
                            ? new Document(FORMAT, set.policy(), set.role(), set.schedule(), entries)
                            : new DocumentWithTimeout(
                                    FORMAT_WITH_TIMEOUT,
                                    set.policy(),
                                    set.role(),
                                    set.schedule(),
                                    (int) set.timeout().get().toSeconds(),
                                    entries));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a check set of strings and enums is always valid JSON", e);
        }
    }

    /**
     * @throws IllegalArgumentException when the bytes are no check set of this format, with the place; or too large
     */
    public static CheckSet decode(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "check set of " + bytes.length + " bytes is larger than " + MAX_BYTES + " bytes");
        }
        @Nullable JsonNode tree;
        try {
            tree = JSON.readTree(bytes);
            if (tree == null || !tree.path("format").isInt()) {
                throw new IllegalArgumentException("not a check set: no JSON object with a format");
            }
            return switch (tree.path("format").asInt()) {
                case FORMAT -> set(JSON.treeToValue(tree, Document.class), Optional.empty());
                case FORMAT_WITH_TIMEOUT -> set(JSON.treeToValue(tree, DocumentWithTimeout.class));
                default ->
                    throw new IllegalArgumentException("check set of format " + tree.path("format")
                            + "; this version reads formats " + FORMAT + " and " + FORMAT_WITH_TIMEOUT);
            };
        } catch (IOException e) {
            throw new IllegalArgumentException("not a check set: " + e.getMessage(), e);
        }
    }

    private static CheckSet set(DocumentWithTimeout d) {
        if (d.timeoutSeconds() < 1) {
            throw new IllegalArgumentException("not a check set: timeoutSeconds is " + d.timeoutSeconds());
        }
        return set(
                new Document(FORMAT, d.policy(), d.role(), d.schedule(), d.checks()),
                Optional.of(Duration.ofSeconds(d.timeoutSeconds())));
    }

    private static CheckSet set(Document document, Optional<Duration> timeout) {
        var checks = document.checks().stream()
                .map(e -> new CompiledCheck(e.id(), e.condition(), new TreeSet<>(e.facilities()), e.rules()))
                .toList();
        return new CheckSet(document.policy(), document.role(), document.schedule(), timeout, checks);
    }

    /** sha256 in hex, 64 characters. */
    public static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The digest of the set's encoding. */
    public static String digest(CheckSet set) {
        return digest(encode(set));
    }

    /** As {@link #encode}, as text for a ConfigMap. */
    public static String encodeText(CheckSet set) {
        return new String(encode(set), StandardCharsets.UTF_8);
    }
}
