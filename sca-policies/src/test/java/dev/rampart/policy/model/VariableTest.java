package dev.rampart.policy.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rampart.policy.catalogue.Catalogue;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class VariableTest {

    /** What would do something in a shell, in a pattern, in a rule or in YAML if it ever got there. */
    static final List<String> HOSTILE = List.of(
            "4; reboot",
            "$(reboot)",
            "`reboot`",
            "4 && reboot",
            "4|reboot",
            "4\nreboot",
            "4\u0000",
            "\"; reboot; \"",
            "' ; reboot ; '",
            "4 -> r:.",
            "4 compare >= 0",
            ".*",
            "no|yes",
            "no)|(.*",
            "${HOME}",
            "${ssh-max-auth-tries}",
            "\\d",
            "../../etc/shadow",
            " 4",
            "4 ",
            "",
            "+4",
            "-1",
            "04",
            "4.0",
            "0x4",
            "1e1",
            "٤",
            "４",
            "99999999999999999999",
            "NO",
            "no\u200b");

    static final List<Variable> ALL = Catalogue.load().checks().stream()
            .flatMap(c -> c.variables().stream())
            .toList();

    private static final Variable TRIES = new Variable.WholeNumber("tries", 4, 1, 10);
    private static final Variable LOGIN = new Variable.Choice("login", "no", List.of("no", "without-password"));

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void nothingButAValueOfTheRangeIsAccepted(String value) {
        assertThat(TRIES.objectionTo(value)).contains("must be a whole number from 1 to 10");
        assertThat(LOGIN.objectionTo(value)).contains("must be one of no, without-password");
        assertThat(ALL)
                .isNotEmpty()
                .allSatisfy(v -> assertThat(v.objectionTo(value)).as(v.name()).isPresent());
    }

    @ParameterizedTest
    @CsvSource({"1,true", "10,true", "0,false", "11,false", "no,false"})
    void aNumberIsAcceptedFromOneEndOfItsRangeToTheOther(String value, boolean accepted) {
        assertThat(TRIES.objectionTo(value).isEmpty()).isEqualTo(accepted);
    }

    /** Whatever the catalogue declares: what can stand in a rule has no meaning there but its own. */
    @Test
    void everyValueThatTheCatalogueAllowsIsPlain() {
        var plain = Pattern.compile("[A-Za-z0-9_-]+");
        assertThat(ALL)
                .isNotEmpty()
                .allSatisfy(v -> assertThat(v.extremes())
                        .contains(
                                v.defaultValue().equals(v.extremes().getFirst())
                                        ? v.defaultValue()
                                        : v.extremes().getLast())
                        .allMatch(plain.asMatchPredicate()));
    }

    @Test
    void theRulesOfEveryCheckAreWholeAfterResolving() {
        assertThat(Catalogue.load().checks())
                .allSatisfy(
                        c -> assertThat(c.resolved(Map.of()).rules()).as(c.id()).noneMatch(r -> r.contains("${")));
    }

    @Test
    void aValueReplacesTheVariableAndWhatIsNotGivenHasItsDefault() {
        // Given
        var check = Catalogue.load().find("linux-ssh-max-auth-tries").orElseThrow();

        // Then
        assertThat(check.resolved(Map.of("ssh-max-auth-tries", "2")).rules())
                .singleElement()
                .asString()
                .endsWith("compare <= 2");
        assertThat(check.resolved(Map.of("another", "2")).rules())
                .singleElement()
                .asString()
                .endsWith("compare <= 4");
    }

    @ParameterizedTest
    @FieldSource("HOSTILE")
    void aCheckIsNeverResolvedWithAnotherValue(String value) {
        var check = Catalogue.load().find("linux-ssh-max-auth-tries").orElseThrow();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> check.resolved(Map.of("ssh-max-auth-tries", value)))
                .withMessageContaining("must be a whole number from 1 to 10");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a|b", "$x", "a.b", "a\"", "ä", ""})
    void aListOfTheCatalogueCannotHoldWhatAShellOrAPatternReads(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Variable.Choice("name", "no", List.of("no", value)));
    }

    @ParameterizedTest
    @CsvSource({"-1,1,5", "0,1,5", "6,1,5", "3,5,1"})
    void aRangeWithoutItsDefaultCannotBe(int value, int min, int max) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Variable.WholeNumber("name", value, min, max));
    }
}
