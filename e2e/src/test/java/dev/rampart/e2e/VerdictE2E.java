package dev.rampart.e2e;

import static dev.rampart.e2e.RampartOnNodes.NODE_A;
import static dev.rampart.e2e.RampartOnNodes.NODE_B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.policy.catalogue.Catalogue;
import dev.rampart.policy.model.Check;
import dev.rampart.policy.model.Verdict;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verdicts are what plain commands on the nodes say. */
class VerdictE2E {

    @RegisterExtension
    static final RampartOnNodes RAMPART = new RampartOnNodes();

    private static final String POLICY = "verdicts";

    @BeforeAll
    static void aReportThatIsComplete() {
        new Scenario(RAMPART.client()).evaluate(POLICY);
    }

    @AfterAll
    static void clean() {
        new Scenario(RAMPART.client()).deletePolicy(POLICY);
    }

    @Test
    void thereIsAPlainCommandForEveryCheckOfTheCatalogue() {
        assertThat(PlainCommands.byCheck().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Catalogue.load().checks().stream().map(Check::id).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {NODE_A, NODE_B})
    void everyVerdictEqualsWhatAPlainCommandSays(String node) {
        new Scenario(RAMPART.client()).recheck(node);

        var reported = new TreeMap<String, String>();
        new NodeVerdicts(RAMPART.client())
                .of(node, POLICY)
                .forEach((check, verdict) -> reported.put(check, inWords(verdict)));

        var computed = new TreeMap<String, String>();
        PlainCommands.byCheck()
                .forEach((check, line) -> computed.put(check, RAMPART.nodes().sh(node, line)));
        assertThat(reported).isEqualTo(computed);
        assertThat(reported.values())
                .as("a stock node is neither perfect nor hopeless")
                .satisfies(v -> {
                    assertThat(v).filteredOn("fail"::equals).hasSizeGreaterThanOrEqualTo(4);
                    assertThat(v).filteredOn("n/a"::equals).hasSizeGreaterThanOrEqualTo(2);
                    assertThat(v).filteredOn("pass"::equals).isNotEmpty();
                });
    }

    private static String inWords(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Passed p -> "pass";
            case Verdict.Failed f -> "fail";
            case Verdict.NotApplicable n -> "n/a";
            case Verdict.Unknown u -> "unknown: " + u.reason();
        };
    }
}
