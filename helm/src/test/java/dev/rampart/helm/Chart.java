package dev.rampart.helm;

import dev.rampart.testkit.Command;
import dev.rampart.testkit.Helm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/** The chart as helm renders it without a cluster. */
record Chart(Helm helm) {

    static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("rampart.root")));
    static final Path FOLDER = ROOT.resolve("helm/rampart");

    /** A helm compiled from its module does not know which Kubernetes it is made for. */
    static final String KUBERNETES = "1.34.4";

    static final String NAMESPACE = "rampart-system";

    private static final String DOCUMENT = "---\n";
    private static final Pattern DOCUMENTS = Pattern.compile("(?m)^" + DOCUMENT);
    private static final String SOURCE = "# Source: rampart/templates/";

    Command.Ended template(String... arguments) {
        return helm.finish(words("template", "rampart", FOLDER.toString(), arguments));
    }

    /**
     * @param arguments more words for {@code helm template}, for example {@code --set}
     * @return text of each template, without its ending, that renders anything; documents in helm's order
     */
    SortedMap<String, String> render(String... arguments) {
        var result = new TreeMap<String, String>();
        var rendered = helm.run(words("template", "rampart", FOLDER.toString(), arguments));
        DOCUMENTS.splitAsStream(rendered).forEach(document -> {
            if (document.startsWith(SOURCE)) {
                var end = document.indexOf('\n');
                var template = document.substring(SOURCE.length(), end).replace(".yaml", "");
                result.merge(template, document.substring(end + 1).strip() + "\n", (a, b) -> a + DOCUMENT + b);
            }
        });
        return result;
    }

    /** Every object that is rendered, as maps and lists. */
    List<Node> objects(String... arguments) {
        var all = new ArrayList<Node>();
        for (var text : render(arguments).values()) {
            new Yaml().loadAll(text).forEach(document -> all.add(new Node(document)));
        }
        return all;
    }

    Node object(String kind, String name, String... arguments) {
        return objects(arguments).stream()
                .filter(o -> o.at("kind").text().equals(kind)
                        && o.at("metadata", "name").text().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the chart renders no " + kind + " " + name));
    }

    private static String[] words(String verb, String release, String chart, String[] more) {
        var words = new ArrayList<>(List.of(verb, release, chart, "--kube-version", KUBERNETES));
        if (!Arrays.asList(more).contains("--namespace")) {
            words.addAll(List.of("--namespace", NAMESPACE));
        }
        words.addAll(Arrays.asList(more));
        return words.toArray(String[]::new);
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
