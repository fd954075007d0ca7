package dev.rampart.cli.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.cli.recheck.Targets.Choice;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetsTest {

    private final Targets targets = new Targets(
            Map.of("node-1", Set.of("quickstart"), "node-2", Set.of("quickstart", "linux"), "both", Set.of("linux")),
            Set.of("quickstart", "linux", "empty", "both"));

    @ParameterizedTest
    @CsvSource({
        "'',            'both,node-1,node-2'",
        "node-1,        node-1",
        "node/node-1,   node-1",
        "linux,         'both,node-2'",
        "policy/linux,  'both,node-2'",
        "node/both,     both",
        "'node-1,linux','both,node-1,node-2'"
    })
    void wordsMeanNodes(String words, String nodes) {
        // When
        var choice = targets.choose(words.isEmpty() ? List.of() : List.of(words.split(",", -1)));
        // Then
        assertThat(choice).isEqualTo(new Choice.Nodes(new TreeSet<>(List.of(nodes.split(",", -1)))));
    }

    @Test
    void anUnknownWordListsWhatThereIs() {
        // When
        var choice = targets.choose(List.of("node-1", "nod-2"));
        // Then
        assertThat(choice)
                .isEqualTo(new Choice.Wrong("there is no node or policy 'nod-2'. Nodes: both, node-1, node-2."
                        + " Policies: both, empty, linux, quickstart."));
    }

    @Test
    void aPolicyIsNoNode() {
        assertThat(targets.choose(List.of("node/linux"))).isInstanceOf(Choice.Wrong.class);
    }

    @Test
    void aWordThatMeansTwoThingsMustBeSplit() {
        assertThat(targets.choose(List.of("both")))
                .isEqualTo(new Choice.Wrong("'both' is a node and a policy: write node/both or policy/both"));
    }

    @Test
    void aPolicyWithoutNodesAsksNobody() {
        assertThat(targets.choose(List.of("empty"))).isEqualTo(new Choice.Nobody("no node has a check set of empty"));
    }

    @Test
    void anEmptyClusterAsksNobody() {
        assertThat(new Targets(Map.of(), Set.of()).choose(List.of())).isInstanceOf(Choice.Nobody.class);
    }
}
