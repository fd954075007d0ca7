package dev.rampart.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of values in docs/install.md is made from values.yaml; {@code -Drampart.update=true} rewrites it. */
class ValuesDocTest {

    private static final Path DOC = Chart.ROOT.resolve("docs/install.md");
    private static final Pattern TABLE = Pattern.compile("(?s)(?<=<!-- values: generated -->\n).*?(?=<!-- end -->)");
    private static final Pattern LINE = Pattern.compile("( *)([A-Za-z]+):(?: (.*))?");
    private static final int INDENT = 2;

    /** @param depth number of the keys above it */
    private record Key(String name, int depth) {}

    /** @param value as written; empty when more lines follow */
    private record Value(String path, String value, String comment) {}

    @Test
    void theTableIsFresh() throws IOException {
        var doc = Files.readString(DOC);
        var wanted = TABLE.matcher(doc)
                .replaceFirst(java.util.regex.Matcher.quoteReplacement(
                        table(Chart.read(Chart.FOLDER.resolve("values.yaml")))));
        if (Boolean.getBoolean("rampart.update")) {
            Files.writeString(DOC, wanted);
        }
        assertThat(Files.readString(DOC))
                .as("%s (-Drampart.update=true rewrites it)", DOC)
                .contains("<!-- values: generated -->")
                .isEqualTo(wanted);
    }

    private static String table(String yaml) {
        var table = new StringBuilder("| value | default | meaning |\n|---|---|---|\n");
        for (var value : explained(yaml)) {
            table.append("| `")
                    .append(value.path())
                    .append("` | ")
                    .append(value.value().isEmpty() ? "see `values.yaml`" : "`" + value.value() + "`")
                    .append(" | ")
                    .append(value.comment().replace("|", "\\|"))
                    .append(" |\n");
        }
        return table.toString();
    }

    /** A value with a comment above it is a row; what is below it belongs to it. */
    private static List<Value> explained(String yaml) {
        var rows = new ArrayList<Value>();
        Deque<Key> above = new ArrayDeque<>();
        var comment = "";
        for (var line : yaml.lines().toList()) {
            var text = line.strip();
            var matcher = LINE.matcher(line);
            if (text.startsWith("#")) {
                comment = (comment + " " + text.substring(1).strip()).strip();
            } else if (matcher.matches()) {
                int depth = matcher.group(1).length() / INDENT;
                while (!above.isEmpty() && above.peekLast().depth() >= depth) {
                    above.removeLast();
                }
                above.addLast(new Key(matcher.group(2), depth));
                if (!comment.isEmpty()) {
                    var value = matcher.group(3);
                    rows.add(new Value(path(above), value == null ? "" : value, comment));
                }
                comment = "";
            } else if (text.isEmpty()) {
                comment = "";
            }
        }
        return rows;
    }

    private static String path(Deque<Key> above) {
        return String.join(".", above.stream().map(Key::name).toList());
    }
}
