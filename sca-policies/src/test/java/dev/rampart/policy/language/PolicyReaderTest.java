package dev.rampart.policy.language;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.policy.model.Condition;
import dev.rampart.policy.model.Dialect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages and places; which policies load is told by the vectors. */
class PolicyReaderTest {

    private static final String POLICY = """
            policy:
              id: "own"
              file: "own.yml"
              name: "Own"
              description: "For tests"
            variables:
              $dir: /etc
            checks:
              - id: 1
                title: "First"
                condition: all
                rules:
                  - 'f:$dir/passwd'
            """;

    private static Loading read(Dialect dialect, String yaml) {
        return new PolicyReader(dialect).read(yaml.getBytes(UTF_8));
    }

    private static String refusal(Dialect dialect, String yaml) {
        return ((Loading.Refused) read(dialect, yaml)).problem().in("own.yml");
    }

    private static Loading.Loaded loaded(Dialect dialect, String yaml) {
        return (Loading.Loaded) read(dialect, yaml);
    }

    @Test
    void aPolicyOfBothDialects() {
        for (var dialect : Dialect.values()) {
            var loaded = loaded(dialect, POLICY);
            var check = (Policy.Check) loaded.policy().checks().getFirst();

            assertThat(loaded.ignored()).isEmpty();
            assertThat(loaded.policy().id()).isEqualTo("own");
            assertThat(loaded.policy().fileDigest()).hasSize(64);
            assertThat(check.id()).isEqualTo("1");
            assertThat(check.title()).isEqualTo("First");
            assertThat(check.condition()).isEqualTo(Condition.ALL);
            assertThat(((Rule.FileRule) check.rules().getFirst()).paths()).containsExactly("/etc/passwd");
            assertThat(check.rules().getFirst().source().text()).isEqualTo("f:$dir/passwd");
            assertThat(check.rules().getFirst().source().at()).hasToString("13:9");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id: \"own\"|id: 5|own.yml:2:7: id is a number; it must be a string (quote numbers)",
                "name: \"Own\"\\n|\\n|own.yml:2:3: \"name\" is missing here",
                "- id: 1|- id: one|own.yml:9:9: checks[].id is a string; it must be a number",
                "$dir: /etc|dir: /etc|own.yml:7:3: variables: the name \"dir\" does not begin with \"$\"",
                "$dir: /etc|$dir: [/etc]|own.yml:7:9: variables.$dir is a list; it must be a string",
                "'f:$dir/passwd'|'r:HKLM'|own.yml:13:9: a registry rule: on Linux, 4.x refuses the whole policy",
                "'f:$dir/passwd'|'not  f:x'|own.yml:13:9: rules[] is \" f:x\"",
                "'f:$dir/passwd'|[f:x]|own.yml:13:9: rules[] is a list; it must be a string",
            })
    void whyFourRefuses(String text, String instead, String expected) {
        var yaml = POLICY.replace(text.replace("\\n", "\n"), instead.replace("\\n", "\n"));

        assertThat(refusal(Dialect.WAZUH_4_14, yaml)).startsWith(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "policy:|policies:|own.yml:1:1: \"policy\" is missing; it must be a mapping",
                "checks:|checks: {}\\nx:|own.yml:8:9: \"checks\" is a mapping; it must be a list",
                "$dir: /etc|'': /etc|own.yml:7:3: variables: a name is empty",
            })
    void whyFiveRefuses(String text, String instead, String expected) {
        assertThat(refusal(Dialect.WAZUH_5, POLICY.replace(text, instead.replace("\\n", "\n"))))
                .startsWith(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "WAZUH_4_14|title: \"First\"|title: 5|check 1: title is a number",
                "WAZUH_4_14|condition: all|condition: some|check 1: condition is \"some\"; it must be all, any or none",
                "WAZUH_4_14|title: \"First\"|title: t, description: 5|gets no result",
                "WAZUH_5|condition: all|condition: some|the check is dropped",
                "WAZUH_5|condition: all|other: all|the 5.x scan ends here",
                "WAZUH_5|'f:$dir/passwd'|NOT f:/x|rule has the type \"NOT f\"",
                "WAZUH_5|'f:$dir/passwd'|r:HKLM|asks the registry",
                "WAZUH_5|'f:$dir/passwd'|'f:'|has nothing behind \"f:\": the check is dropped",
                "WAZUH_5|title: \"First\"|compliance: [{cis: [a]}]|compliance is a list, not a mapping: it is dropped",
            })
    void whatIsIgnoredIsSaid(Dialect dialect, String text, String instead, String expected) {
        var yaml = POLICY.replace(text, instead.replace(", description", "\n    description"));

        assertThat(loaded(dialect, yaml).ignored())
                .singleElement()
                .satisfies(p -> assertThat(p.message()).contains(expected));
    }

    @Test
    void idsAreUniqueOverAllFilesOfAFourScan() {
        var reader = new PolicyReader(Dialect.WAZUH_4_14);

        assertThat(reader.read(POLICY.getBytes(UTF_8))).isInstanceOf(Loading.Loaded.class);
        assertThat(reader.read(POLICY.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        Loading.Refused.class,
                        r -> assertThat(r.problem().message()).contains("id of another policy"));
        assertThat(reader.read(POLICY.replace("own", "other").getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        Loading.Refused.class,
                        r -> assertThat(r.problem().message()).contains("1 is the id of a check in another file"));
    }

    @Test
    void variablesThatWouldFillTheMemoryAreRefused() {
        var variables = new StringBuilder("  $z0: " + "x".repeat(1000) + "\n");
        for (int i = 1; i < 40; i++) {
            variables.append("  ").append("$z").append("z".repeat(i)).append(": ");
            variables
                    .append(("$z" + (i == 1 ? "0" : "z".repeat(i - 1))).repeat(10))
                    .append('\n');
        }
        var yaml = POLICY.replace("  $dir: /etc\n", variables).replace("$dir/passwd", "$z" + "z".repeat(39));

        for (var dialect : Dialect.values()) {
            assertThat(refusal(dialect, yaml)).contains("grows beyond");
        }
    }

    @Test
    void ofComplianceEachDialectKeepsWhatItReads() {
        var four = POLICY.replace(
                "    rules:",
                "    compliance:\n      - cis: [\"1.1\", 2.2, '3']\n        other: [x]\n      - pci_dss: [\"4\"]\n      - text\n    rules:");
        var five =
                POLICY.replace("    rules:", "    compliance: {pci_dss: [\"1.1\", 2.2], cis: [x], tsc: a}\n    rules:");

        assertThat(compliance(Dialect.WAZUH_4_14, four))
                .containsExactly(
                        new Policy.Compliance("cis", List.of("1.1", "3")),
                        new Policy.Compliance("pci_dss", List.of("4")));
        assertThat(compliance(Dialect.WAZUH_5, five))
                .containsExactly(
                        new Policy.Compliance("pci_dss", List.of("1.1", "2.2")),
                        new Policy.Compliance("tsc", List.of()));
        assertThat(compliance(Dialect.WAZUH_4_14, five)).isEmpty();
    }

    private static List<Policy.Compliance> compliance(Dialect dialect, String yaml) {
        return ((Policy.Check) loaded(dialect, yaml).policy().checks().getFirst()).compliance();
    }

    @ParameterizedTest
    @CsvSource({
        "1.9, 1, 1",
        "-1.9, -1, -1",
        "4294967297, 2147483647, 1",
        "-4294967297, -2147483648, -1",
        "1e20, 2147483647, -2147483648",
        "0x10, 16, 16",
    })
    void numbersOfChecksAreIntegersOfC(String id, String four, String five) {
        var yaml = POLICY.replace("id: 1", "id: " + id);

        assertThat(loaded(Dialect.WAZUH_4_14, yaml).policy().checks().getFirst().id())
                .isEqualTo(four);
        assertThat(loaded(Dialect.WAZUH_5, yaml).policy().checks().getFirst().id())
                .isEqualTo(five);
    }
}
