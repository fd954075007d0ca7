package dev.rampart.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rampart.policy.eval.EngineSettings;
import dev.rampart.policy.eval.PolicyResult;
import dev.rampart.policy.host.Host;
import dev.rampart.policy.host.Limits;
import dev.rampart.policy.host.RootHost;
import dev.rampart.policy.language.Loading;
import dev.rampart.policy.language.Policy;
import dev.rampart.policy.language.PolicyReader;
import dev.rampart.policy.model.Dialect;
import dev.rampart.policy.scan.MachineScan;
import dev.rampart.policy.yaml.YamlProblem;
import dev.rampart.policy.yaml.YamlReader;
import dev.rampart.policy.yaml.YamlValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Policies to measure with, and one scan of them. */
final class Workload {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Stands where a check would have no rule left, so that the number of checks stays. */
    private static final String NOTHING = "f:/nonexistent";

    private Workload() {}

    static Host machine() {
        return new RootHost(Path.of("/"));
    }

    static Policy load(byte[] bytes) {
        return switch (new PolicyReader(Dialect.WAZUH_4_14).read(bytes)) {
            case Loading.Loaded(var policy, var ignored) -> policy;
            case Loading.Refused refused -> throw new IllegalArgumentException("policy refused: " + refused);
        };
    }

    /** As a process that runs does it again and again: the policy is loaded, everything else is looked at anew. */
    static PolicyResult scan(Policy policy, Host host) {
        return new MachineScan(host, EngineSettings.defaults(Limits.MACHINE)).run(policy, e -> {});
    }

    /** The same policy with {@code f:} and {@code d:} rules only; JSON, which is YAML. */
    static byte[] withoutCommands(byte[] policy) throws YamlProblem {
        var root = (ObjectNode) json(YamlReader.read(policy));
        for (var check : root.withArray("checks")) {
            var kept = JSON.createArrayNode();
            for (var rule : check.withArray("rules")) {
                var text = rule.asText();
                var bare = text.startsWith("not ") ? text.substring("not ".length()) : text;
                if (!bare.startsWith("c:") && !bare.startsWith("p:")) {
                    kept.add(rule);
                }
            }
            ((ObjectNode) check).set("rules", kept.isEmpty() ? kept.add(NOTHING) : kept);
        }
        root.remove("requirements");
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode json(YamlValue value) {
        return switch (value) {
            case YamlValue.Scalar s ->
                s.isString()
                        ? JSON.getNodeFactory().textNode(s.text())
                        : JSON.getNodeFactory().numberNode(number(s));
            case YamlValue.Sequence(var items, var at) -> {
                ArrayNode list = JSON.createArrayNode();
                items.forEach(i -> list.add(json(i)));
                yield list;
            }
            case YamlValue.Mapping(var entries, var at) -> {
                var object = JSON.createObjectNode();
                entries.forEach(e -> object.set(e.key(), json(e.value())));
                yield object;
            }
        };
    }

    private static BigDecimal number(YamlValue.Scalar scalar) {
        return BigDecimal.valueOf(scalar.number().orElse(0)).stripTrailingZeros();
    }

    /** As many checks and rules as CIS' for Debian has without commands, about files that every Linux has. */
    static byte[] own() {
        var root = JSON.createObjectNode();
        root.putObject("policy")
                .put("id", "bench")
                .put("file", "bench.yml")
                .put("name", "bench")
                .put("description", "made up");
        var checks = root.putArray("checks");
        var rules = List.of(
                "f:/etc/passwd -> r:^root:\\w+:0:0:",
                "not f:/etc/passwd -> !r:^\\w+:\\.+:\\d+:\\d+:",
                "f:/etc/login.defs -> n:^PASS_MAX_DAYS\\s*\\t*(\\d+) compare <= 365",
                "not f:/etc/group -> r:^shadow:\\.:\\d+:\\S+",
                "d:/etc/pam.d -> r:^common -> r:pam_unix && !r:nullok",
                "f:/etc/nonexistent.conf");
        for (int i = 0; i < 207; i++) {
            var check = checks.addObject();
            check.put("id", i + 1).put("title", "check " + i).put("condition", i % 3 == 0 ? "any" : "all");
            var list = check.putArray("rules");
            list.add(rules.get(i % rules.size()));
            if (i % 2 == 0) {
                list.add(rules.get((i / 2) % rules.size()));
            }
        }
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }
}
