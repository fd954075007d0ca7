package dev.rampart.e2e;

import static dev.rampart.e2e.RampartOnNodes.NODE_A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every policy that Wazuh ships is evaluated on a real node, in both dialects, and none of them stops the engine. */
class CorpusE2E {

    @RegisterExtension
    static final RampartOnNodes RAMPART = new RampartOnNodes();

    private static final Path CORPUS = RampartOnNodes.ROOT
            .resolve(System.getProperty("rampart.vectors", ""))
            .resolveSibling("sca-corpus")
            .normalize();

    private static final String ON_NODE = "/tmp/corpus";

    /** The run time and the engine are those of the scanner's container; a Java run time must lie where it is started. */
    private static final String RUN = """
            R=/proc/$(pgrep -f -n '[r]ampart/scanner.args')/root
            cp -a "$R/opt/java" "$R/opt/rampart/lib" %1$s/
            exec %1$s/java/bin/java -XX:+UseSerialGC -Xmx256m --enable-native-access=ALL-UNNAMED \
                -cp "%1$s/classes:%1$s/lib/*" %2$s %1$s/policies
            """.formatted(ON_NODE, CorpusOnNode.class.getName());

    private static final Duration ALL = Duration.ofMinutes(10);

    private static final Pattern LINE =
            Pattern.compile("(\\S+) (4\\.14|5\\.x) (refused|evaluated \\d+ checks) in (\\d+) ms");

    private static final long LONGEST_MILLIS = 120_000;

    @Test
    void everyShippedPolicyIsEvaluatedInBothDialects() throws Exception {
        assumeTrue(Files.isDirectory(CORPUS), "the policies that Wazuh ships: no folder " + CORPUS);
        var nodes = RAMPART.nodes();
        nodes.copy(CORPUS, NODE_A, ON_NODE + "/policies");
        nodes.copy(RampartOnNodes.ROOT.resolve("e2e/target/test-classes"), NODE_A, ON_NODE + "/classes");

        var lines = nodes.sh(NODE_A, RUN, ALL).lines().toList();
        nodes.sh(NODE_A, "rm -rf " + ON_NODE);

        long policies;
        try (Stream<Path> files = Files.walk(CORPUS)) {
            policies = files.filter(f -> f.toString().endsWith(".yml")).count();
        }
        assertThat(lines)
                .hasSize((int) policies * 2)
                .allMatch(l -> LINE.matcher(l).matches());
        lines.stream().max(Comparator.comparingLong(CorpusE2E::millis)).ifPresent(l -> {
            System.out.println("the longest: " + l);
            assertThat(millis(l)).isLessThan(LONGEST_MILLIS);
        });
    }

    private static long millis(String line) {
        var matcher = LINE.matcher(line);
        return matcher.matches() ? Long.parseLong(matcher.group(4)) : Long.MAX_VALUE;
    }
}
