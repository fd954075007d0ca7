package dev.rampart.operator.checkset;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.operator.Yaml;
import dev.rampart.policy.catalogue.Catalogue;
import dev.rampart.policy.model.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/policy.md and the samples say of the catalogue; {@code -Drampart.update=true} rewrites the table. */
class PolicyDocTest {

    private static final Path DOCS = Path.of(Objects.requireNonNull(System.getProperty("rampart.root")), "docs");
    private static final String BEGIN = "<!-- checks -->\n";
    private static final String END = "<!-- /checks -->";

    @Test
    void theTableIsThatOfTheCatalogue() throws IOException {
        var file = DOCS.resolve("policy.md");
        var text = Files.readString(file);
        var before = text.substring(0, text.indexOf(BEGIN) + BEGIN.length());
        var wanted = before + table() + text.substring(text.indexOf(END));
        if (Boolean.getBoolean("rampart.update")) {
            Files.writeString(file, wanted);
            text = wanted;
        }
        assertThat(text).as("docs/policy.md; -Drampart.update=true rewrites it").isEqualTo(wanted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quickstart.yaml", "tailored.yaml"})
    void everySampleCanBeCarriedOutAsItIs(String sample) throws IOException {
        var policies = Yaml.all(Files.readString(DOCS.resolve("samples").resolve(sample)), CompliancePolicy.class);

        assertThat(policies)
                .singleElement()
                .satisfies(p -> assertThat(new PolicyValidator(Catalogue.load()).validate(p))
                        .isInstanceOfSatisfying(
                                PolicyReading.Valid.class,
                                v -> assertThat(v.policy().tailoring().withoutEffect())
                                        .isEmpty()));
    }

    private static String table() {
        return Catalogue.load().checks().stream()
                .sorted(comparing(Check::id))
                .map(PolicyDocTest::row)
                .collect(Collectors.joining(
                        "", "\n| check | severity | what it asks for | variable |\n|---|---|---|---|\n", "\n"));
    }

    private static String row(Check check) {
        var variables = check.variables().stream()
                .map(v -> "`" + v.name() + "`: " + v.range() + "; default " + v.defaultValue())
                .collect(Collectors.joining("<br>"));
        return "| `" + check.id() + "` | " + check.severity().name().toLowerCase(Locale.ROOT) + " | " + check.title()
                + " | " + variables + " |\n";
    }
}
