package dev.rampart.policy.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckReaderTest {

    private static final String CHECK = """
            checks:
              - id: linux-example
                number: 1
                title: A title
                rationale: A reason
                severity: high
                remediation: A command
                facilities: [files]
                roles: [worker]
                condition: all
                rules: ['f:/etc/x -> r:^y$']
                mappings:
                  - framework: cis-linux
                    control: '1.1'
                    strength: direct
                    note: Because.
            """;

    private static void read(String yaml) {
        new CheckReader().read("files.yaml", yaml);
    }

    @Test
    void readsAValidCheck() {
        var reader = new CheckReader();

        reader.read("files.yaml", CHECK);

        assertThat(reader.checks()).singleElement().satisfies(c -> {
            assertThat(c.id()).isEqualTo("linux-example");
            assertThat(c.rules()).containsExactly("f:/etc/x -> r:^y$");
            assertThat(c.mappings())
                    .singleElement()
                    .satisfies(m -> assertThat(m.note()).isEqualTo("Because."));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id: linux-example|id: Linux|files.yaml:2: checks[0].id is \"Linux\"",
                "id: linux-example|id: ab|checks[0].id is \"ab\"",
                "id: linux-example|id: a--b|checks[0].id is \"a--b\"",
                "id: linux-example|id: ''|checks[0].id must be a text that is not empty",
                "number: 1|number: 0|files.yaml:3: checks[0].number is \"0\"",
                "number: 1|number: one|checks[0].number is \"one\"",
                "title: A title|titel: A title|files.yaml:4: checks[0].titel is not a known field",
                "title: A title|severity: low|checks[0].severity stands twice",
                "title: A title|title: [a]|checks[0].title must be a text",
                "severity: high|severity: urgent|checks[0].severity is \"urgent\"; it must be one of [critical, high, low, medium]",
                "facilities: [files]|facilities: []|checks[0].facilities must be a list with at least one entry",
                "facilities: [files]|facilities: [files, network]|but the rules look at [files]",
                "facilities: [files]|facilities: [disks]|checks[0].facilities[0] is \"disks\"",
                "facilities: [files]|facilities: [files, files]|checks[0].facilities[1] stands twice",
                "roles: [worker]|roles: []|checks[0].roles must be a list",
                "roles: [worker]|roles: [king]|checks[0].roles[0] is \"king\"",
                "condition: all|condition: some|checks[0].condition is \"some\"",
                "note: Because.|note: ''|note must be a text that is not empty",
                "note: Because.|x: y|checks[0].mappings[0].x is not a known field",
                "strength: direct|strength: weak|checks[0].mappings[0].strength is \"weak\"",
                "framework: cis-linux|framework: iso|checks[0].mappings[0].framework is \"iso\"",
            })
    void refusesAWrongFieldAndSaysWhereItStands(String field, String wrong, String expected) {
        assertThat(CHECK).contains(field);

        assertThatIllegalStateException()
                .isThrownBy(() -> read(CHECK.replace(field, wrong)))
                .withMessageContaining(expected)
                .withMessageStartingWith("files.yaml:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id",
                "number",
                "title",
                "rationale",
                "severity",
                "remediation",
                "facilities",
                "roles",
                "condition",
                "rules",
            })
    void refusesACheckWithoutAField(String field) {
        assertThatIllegalStateException()
                .isThrownBy(() -> read(CHECK.replaceAll("(?m)^  ( |-) " + field + ":.*$", "  $1")
                        .replace("  -\n    number", "  - number")))
                .withMessageContaining("has no field " + field);
    }

    @Test
    void refusesACheckWithoutMappings() {
        var without = CHECK.substring(0, CHECK.indexOf("    mappings:"));

        assertThatIllegalStateException()
                .isThrownBy(() -> read(without))
                .withMessageContaining("has no field mappings");
        assertThatIllegalStateException()
                .isThrownBy(() -> read(without + "    mappings: []\n"))
                .withMessageContaining("mappings must be a list with at least one entry");
    }

    @Test
    void refusesADirectMappingWithoutANote() {
        assertThatIllegalStateException()
                .isThrownBy(() -> read(CHECK.replace("        note: Because.\n", "")))
                .withMessageContaining("files.yaml:13: checks[0].mappings[0] is direct and has no note");
    }

    @Test
    void aSupportingMappingNeedsNoNote() {
        var reader = new CheckReader();

        reader.read("files.yaml", CHECK.replace("        note: Because.\n", "").replace("direct", "supporting"));

        assertThat(reader.checks()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "r:HKLM",
                "c:true",
                "f:${host}/etc/x",
                "f:/etc/x -> r:(",
                "x",
                "not c:systemctl is-active x -> r:^inactive$",
                "c:stat $path -> r:x",
            })
    void refusesARuleThatProvesNothing(String rule) {
        assertThatIllegalStateException()
                .isThrownBy(() -> read(CHECK.replace("f:/etc/x -> r:^y$", rule)))
                .withMessageContaining("files.yaml:11: checks[0].rules[0]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "c:ps -e -o comm= -> r:x|[files, processes]", "c:sh -c \"true; ps -e\" -> r:x|[files, processes]",
                "c:systemctl is-enabled x -> r:x|[files, processes]", "c:cat /proc/1/cgroup -> r:x|[files, processes]",
                "c:sysctl -n net.ipv4.ip_forward -> r:x|[files, network]",
                        "f:/proc/sys/net/ipv4/x -> r:x|[files, network]",
                "c:ss -lnt -> r:x|[files, network]",
            })
    void refusesFacilitiesThatTheRulesDoNotNameAndSaysWhichTheyAre(String rule, String needed) {
        assertThatIllegalStateException()
                .isThrownBy(() -> read(CHECK.replace("f:/etc/x -> r:^y$", rule)))
                .withMessageContaining("checks[0].facilities are [files], but the rules look at " + needed);
    }

    @Test
    void refusesAnIdOrNumberThatAnotherFileHas() {
        var reader = new CheckReader();
        reader.read("files.yaml", CHECK);

        assertThatIllegalStateException()
                .isThrownBy(() -> reader.read("ssh.yaml", CHECK.replace("number: 1", "number: 2")))
                .withMessageContaining("ssh.yaml:2: checks[0].id \"linux-example\" is already");
        assertThatIllegalStateException()
                .isThrownBy(() -> reader.read("ssh.yaml", CHECK.replace("linux-example", "linux-other")))
                .withMessageContaining("ssh.yaml:3: checks[0].number 1 is already");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "checks: [", "checks:\n\t- x", "a: b", "[]", "x", "checks: x", "--- a\n--- b", "? [a]\n: b"})
    void refusesWhatIsNoFileOfChecks(String yaml) {
        assertThatIllegalStateException().isThrownBy(() -> read(yaml)).withMessageStartingWith("files.yaml:");
    }

    @Test
    void refusesAFileThatIsTooLargeOrTooDeep() {
        assertThatIllegalStateException()
                .isThrownBy(() -> read(CHECK + "#" + "x".repeat(300_000)))
                .withMessageContaining("at most 262144");
        assertThatIllegalStateException().isThrownBy(() -> read("[".repeat(50) + "]".repeat(50)));
    }
}
