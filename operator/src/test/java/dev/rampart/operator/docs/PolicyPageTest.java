package dev.rampart.operator.docs;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.operator.Yaml;
import dev.rampart.operator.checkset.PolicyReading;
import dev.rampart.operator.checkset.PolicyValidator;
import dev.rampart.policy.catalogue.Catalogue;
import dev.rampart.policy.model.Check;
import dev.rampart.testkit.GeneratedSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/policy.md and the samples say of the catalogue. */
class PolicyPageTest {

    private final Catalogue catalogue = Catalogue.load();

    @Test
    void everyCheckIsListedWithWhatCanBeSet() {
        var table = new MarkdownTable("check", "severity", "what it asks for", "variable");
        catalogue.checks().stream()
                .sorted(comparing(Check::id))
                .forEach(check -> table.row(
                        "`" + check.id() + "`",
                        check.severity().name().toLowerCase(Locale.ROOT),
                        check.title(),
                        variables(check)));
        new GeneratedSection("docs/policy.md", "checks").is(table.markdown());
    }

    private static String variables(Check check) {
        return check.variables().isEmpty()
                ? "none"
                : check.variables().stream()
                        .map(v -> "`" + v.name() + "`: " + v.range() + "; default " + v.defaultValue())
                        .collect(Collectors.joining("<br>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"quickstart.yaml", "tailored.yaml"})
    void everySampleCanBeCarriedOutAsItIs(String sample) throws IOException {
        var file = Path.of(Objects.requireNonNull(System.getProperty("rampart.root")), "docs/samples", sample);
        var policies = Yaml.all(Files.readString(file), CompliancePolicy.class);

        assertThat(policies)
                .singleElement()
                .satisfies(p -> assertThat(new PolicyValidator(catalogue).validate(p))
                        .isInstanceOfSatisfying(
                                PolicyReading.Valid.class,
                                v -> assertThat(v.policy().tailoring().withoutEffect())
                                        .isEmpty()));
    }
}
