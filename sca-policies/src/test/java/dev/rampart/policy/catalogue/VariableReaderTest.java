package dev.rampart.policy.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.rampart.policy.model.Variable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariableReaderTest {

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
                variables:
                  - name: tries
                    type: integer
                    default: 4
                    min: 1
                    max: 10
                  - name: login
                    type: choice
                    default: 'no'
                    allowed: ['no', by-key]
                rules: ['f:/etc/x -> n:^a (\\d+)$ compare <= ${tries}', 'f:/etc/x -> r:^l ${login}$']
                mappings:
                  - {framework: cis-linux, control: '1.1', strength: supporting}
            """;

    private static CheckReader read(String yaml) {
        var reader = new CheckReader();
        reader.read("files.yaml", yaml);
        return reader;
    }

    @Test
    void readsNumbersAndChoices() {
        assertThat(read(CHECK).checks().getFirst().variables())
                .extracting(Variable::name, Variable::defaultValue, Variable::range)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("tries", "4", "a whole number from 1 to 10"),
                        org.assertj.core.groups.Tuple.tuple("login", "no", "one of no, by-key"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "name: tries!name: Tries!checks[0].variables[0].name is \"Tries\"",
                "name: login!name: tries!checks[0].variables[1].name \"tries\" is already the name",
                "type: integer!type: text!checks[0].variables[0].type is \"text\"; it must be one of [choice, integer]",
                "default: 4!default: 11!checks[0].variables[0] cannot be: 0 <= min <= default <= max",
                "default: 4!default: four!checks[0].variables[0].default is \"four\"",
                "max: 10!allowed: [a]!checks[0].variables[0].allowed has no meaning",
                "max: 10!x: 10!checks[0].variables[0].x is not a known field",
                "default: 'no'!default: never!checks[0].variables[1] cannot be: the default never",
                "['no', by-key]!['no', 'a b']!checks[0].variables[1] cannot be: \"a b\" has other characters",
                "allowed: ['no', by-key]!min: 1!checks[0].variables[1].min has no meaning",
                "${tries}!${trees}!checks[0].rules[0] holds a variable that nothing resolves",
                "${tries}!${tries!checks[0].rules[0] holds a variable without an end",
                "${login}!${tries}${!checks[0].rules[1] holds a variable without an end",
                "${login}!no!checks[0].rules do not use the variable login",
                "r:^l ${login}$!r:^l (${login}$!checks[0].rules[1] cannot be evaluated",
            })
    void refusesWhatCannotBeAndSaysWhereItStands(String field, String wrong, String expected) {
        assertThat(CHECK).contains(field);

        assertThatIllegalStateException()
                .isThrownBy(() -> read(CHECK.replace(field, wrong)))
                .withMessageStartingWith("files.yaml:")
                .withMessageContaining(expected);
    }
}
