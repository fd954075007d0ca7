package dev.rampart.policy.lint;

import dev.rampart.policy.model.Dialect;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A page of docs/lint. Its examples stand in blocks {@code ```yaml bad …} and {@code ```yaml good …}; behind the word may
 * stand {@code dialect=}, {@code remote}, and {@code also=} with the codes that the bad one cannot avoid. A block is a
 * file, or the fields of a check.
 */
record LintPage(String text) {

    static final Path FOLDER = Path.of(System.getProperty("rampart.root", "."), "docs", "lint");

    private static final Pattern BLOCK = Pattern.compile("```yaml (bad|good)([^\\n]*)\\n(.*?)\\n```", Pattern.DOTALL);

    private static final String CHECK = """
            policy: {id: demo, file: demo.yml, name: Demo, description: A demonstration}
            checks:
              - id: 1
                title: One
            """;

    record Example(Set<String> dialects, boolean remote, Set<String> also, String policy) {

        Set<String> codes() {
            var all = dialects.isEmpty()
                    ? EnumSet.allOf(Dialect.class)
                    : Arrays.stream(Dialect.values())
                            .filter(d -> dialects.contains(d.id()))
                            .collect(Collectors.toSet());
            return Linter.lint("demo.yml", policy.getBytes(StandardCharsets.UTF_8), new LintOptions(all, remote, true))
                    .stream()
                    .map(f -> f.code().id())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    static LintPage of(LintCode code) {
        try {
            return new LintPage(Files.readString(FOLDER.resolve(code.id() + ".md")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Example> examples(String kind) {
        return BLOCK.matcher(text)
                .results()
                .filter(m -> m.group(1).equals(kind))
                .map(m -> example(m.group(2), m.group(3)))
                .toList();
    }

    private static Example example(String options, String block) {
        var policy = block.startsWith("policy:") ? block : CHECK + block.indent(4);
        return new Example(words(options, "dialect"), options.contains("remote"), words(options, "also"), policy);
    }

    private static Set<String> words(String options, String name) {
        Matcher match = Pattern.compile(name + "=(\\S+)").matcher(options);
        @Nullable String value = match.find() ? match.group(1) : null;
        return value == null ? Set.of() : Set.of(value.split(",", -1));
    }
}
