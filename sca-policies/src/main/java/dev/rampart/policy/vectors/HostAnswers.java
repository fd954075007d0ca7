package dev.rampart.policy.vectors;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rampart.policy.eval.EngineSettings;
import dev.rampart.policy.eval.PolicyResult;
import dev.rampart.policy.eval.PolicyScan;
import dev.rampart.policy.host.Limits;
import dev.rampart.policy.host.RootHost;
import dev.rampart.policy.language.Loading;
import dev.rampart.policy.language.Policy;
import dev.rampart.policy.language.PolicyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Cases that look at a tree or load policies; for one thread. */
final class HostAnswers {

    /** As the engines: files whole, outputs up to 64 MiB. */
    private static final int MAX_BYTES = 64 * 1024 * 1024;

    private final Workspace workspace;
    private final Optional<Path> corpus;
    private final RootHost machine;

    HostAnswers(Workspace workspace, Optional<Path> corpus) {
        this.workspace = workspace;
        this.corpus = corpus;
        this.machine = new RootHost(Path.of("/"), workspace.folder().toString());
    }

    Answer check(VectorCase vector) throws IOException {
        var below = workspace.root(vector.text("fixture"));
        var files = files(vector);
        workspace.add(below, files);
        try {
            var document = PolicyDocument.ofCheck(vector, below.toString());
            var got = switch (new PolicyReader(vector.dialect()).read(document, "")) {
                case Loading.Refused r -> "invalid";
                case Loading.Loaded l -> result(scan(l, vector));
            };
            return new Answer(vector, vector.text("expected"), got);
        } finally {
            workspace.remove(below, files);
        }
    }

    private static String result(PolicyResult result) {
        return result.entries().isEmpty()
                ? "invalid"
                : result.entries().getFirst().result().engine().text();
    }

    private PolicyResult scan(Loading.Loaded loaded, VectorCase vector) {
        return new PolicyScan(new CaseHost(machine, vector), settings(vector.field("settings")))
                .run(loaded.policy(), e -> {});
    }

    private static EngineSettings settings(JsonNode settings) {
        var limits = new Limits(
                Duration.ofSeconds(settings.path("commands_timeout").asLong(30)),
                MAX_BYTES,
                MAX_BYTES,
                Limits.MACHINE.maxDirectoryEntries(),
                Limits.MACHINE.patternSteps());
        return new EngineSettings(
                limits,
                settings.path("policy_is_remote").asBoolean(false),
                settings.path("remote_commands").asInt(0) != 0,
                true);
    }

    private static Map<String, String> files(VectorCase vector) {
        var result = new LinkedHashMap<String, String>();
        vector.field("files")
                .properties()
                .forEach(f -> result.put(f.getKey(), f.getValue().asText()));
        return result;
    }

    Answer policy(VectorCase vector) {
        var root = workspace.root(vector.text("fixture")).toString();
        var got = switch (new PolicyReader(vector.dialect()).read(document(vector, root))) {
            case Loading.Refused r -> PolicyAnswer.refused();
            case Loading.Loaded l -> PolicyAnswer.of(vector, scan(l, vector), l.ignored());
        };
        return new Answer(vector, PolicyAnswer.recorded(vector).toString(), got.toString());
    }

    private static byte[] document(VectorCase vector, String root) {
        if (!vector.fields().has("policy_yaml_base64")) {
            return vector.text("policy_yaml").replace("${ROOT}", root).getBytes(StandardCharsets.UTF_8);
        }
        var bytes = Base64.getDecoder().decode(vector.text("policy_yaml_base64"));
        var text = new String(bytes, StandardCharsets.ISO_8859_1).replace("${ROOT}", root);
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Empty when the corpus is not there. */
    Optional<Answer> corpusLoad(VectorCase vector) throws IOException {
        if (corpus.isEmpty()) {
            return Optional.empty();
        }
        var parsed = vector.field("checks_parsed");
        var expected = vector.text("expected") + (parsed.isMissingNode() ? "" : ", " + parsed + " checks");
        var bytes = Files.readAllBytes(corpus.get().resolve(vector.text("policy")));
        var got = switch (new PolicyReader(vector.dialect()).read(bytes)) {
            case Loading.Refused r -> "invalid";
            case Loading.Loaded l -> "loaded" + (parsed.isMissingNode() ? "" : ", " + checks(l) + " checks");
        };
        return Optional.of(new Answer(vector, expected, got));
    }

    private static long checks(Loading.Loaded loaded) {
        return loaded.policy().checks().stream()
                .filter(c -> !(c instanceof Policy.Skipped))
                .count();
    }
}
