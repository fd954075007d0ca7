package dev.rampart.policy.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What mutation starts from: the own vectors. All byte strings, {@code ${ROOT}} replaced.
 *
 * @param policies whole documents
 * @param patterns of OSRegex, and what follows the arrow of a rule
 * @param texts contents of files, also used as output of commands
 */
record Seeds(List<String> policies, List<String> rules, List<String> patterns, List<String> texts) {

    /** Where the made up tree stands. */
    static final String ROOT = "/r";

    private static final String ARROW = " -> ";

    static Seeds ofOwnVectors() {
        Set<String> policies = new LinkedHashSet<>();
        Set<String> rules = new LinkedHashSet<>();
        Set<String> patterns = new LinkedHashSet<>();
        Set<String> texts = new LinkedHashSet<>(List.of(""));
        lines("policies", c -> {
            if (c.has("policy_yaml")) {
                policies.add(bytes(c.path("policy_yaml")));
            }
        });
        lines("checks", c -> {
            c.path("rules").forEach(r -> rules.add(bytes(r)));
            c.path("files").forEach(f -> texts.add(bytes(f)));
        });
        lines("osregex", c -> {
            patterns.add("r:" + bytes(c.path("pattern")));
            texts.add(bytes(c.path("text")));
        });
        rules.stream()
                .filter(r -> r.contains(ARROW))
                .forEach(r -> patterns.add(r.substring(r.indexOf(ARROW) + ARROW.length())));
        return new Seeds(
                new ArrayList<>(policies), new ArrayList<>(rules), new ArrayList<>(patterns), new ArrayList<>(texts));
    }

    private static String bytes(JsonNode text) {
        var utf8 = text.asText().replace("${ROOT}", ROOT).getBytes(StandardCharsets.UTF_8);
        return new String(utf8, StandardCharsets.ISO_8859_1);
    }

    private static void lines(String file, Consumer<JsonNode> each) {
        var json = JsonMapper.builder().build();
        try (InputStream in =
                Objects.requireNonNull(Seeds.class.getResourceAsStream("/vectors/" + file + ".jsonl"), file)) {
            for (var line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (!line.isBlank()) {
                    each.accept(json.readTree(line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
