package dev.rampart.operator.checkset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.crds.v1alpha1.DisabledCheck;
import dev.rampart.crds.v1alpha1.Evaluation;
import dev.rampart.crds.v1alpha1.FrameworkName;
import dev.rampart.crds.v1alpha1.FrameworkSelection;
import dev.rampart.crds.v1alpha1.SeverityChange;
import dev.rampart.crds.v1alpha1.Tailoring;
import dev.rampart.crds.v1alpha1.VariableValue;
import dev.rampart.policy.catalogue.Catalogue;
import dev.rampart.policy.checkset.CheckSet.CompiledCheck;
import dev.rampart.policy.model.Check;
import dev.rampart.policy.model.Framework;
import dev.rampart.policy.model.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TailoringTest {

    private static final String TRIES = "linux-ssh-max-auth-tries";

    private final Catalogue catalogue = Catalogue.load();

    @Test
    void aDisabledCheckIsInNoSet() {
        // When
        var plan = valid(new Tailoring(List.of(new DisabledCheck("linux-cron-enabled", "r")), null, null));

        // Then
        assertThat(compiled(plan)).doesNotContainKey("linux-cron-enabled").hasSize(size() - 1);
    }

    @Test
    void aSeverityIsThePolicysAndTheDigestStays() {
        // When
        var changed = new SeverityChange(TRIES, dev.rampart.crds.v1alpha1.Severity.CRITICAL, "r");
        var plan = valid(new Tailoring(null, List.of(changed), null));

        // Then
        assertThat(check(plan, TRIES).severity()).isEqualTo(Severity.CRITICAL);
        assertThat(digests(plan)).isEqualTo(digests(valid(null)));
    }

    @Test
    void aVariableIsInTheRulesAndMakesAnotherDigest() {
        // When
        var plan = valid(variable("ssh-max-auth-tries", "7"));

        // Then
        assertThat(compiled(plan).get(TRIES))
                .isNotNull()
                .satisfies(c -> assertThat(c.rules()).singleElement().asString().endsWith("compare <= 7"));
        assertThat(digests(plan)).doesNotContainAnyElementsOf(digests(valid(null)));
        assertThat(digests(valid(variable("ssh-max-auth-tries", "4")))).isEqualTo(digests(valid(null)));
    }

    @Test
    void noVariableIsLeftInAnySet() {
        assertThat(compiled(valid(null)).values())
                .isNotEmpty()
                .allSatisfy(c -> assertThat(c.rules()).noneMatch(r -> r.contains("${")));
    }

    @Test
    void whatTheCatalogueDoesNotHaveIsNamedWithWhatIsNear() {
        // When
        var problems = problems(new Tailoring(
                List.of(new DisabledCheck("linux-cron-enable", "r")),
                List.of(new SeverityChange("linux-shadow", dev.rampart.crds.v1alpha1.Severity.LOW, "r")),
                List.of(new VariableValue("ssh-max-tries", "3", "r"))));

        // Then
        assertThat(problems)
                .satisfiesExactly(
                        p -> assertThat(p)
                                .startsWith("spec.tailoring.disable[0].check: the catalogue has no check"
                                        + " \"linux-cron-enable\"; nearest are linux-cron-enabled, "),
                        p -> assertThat(p)
                                .startsWith("spec.tailoring.severity[0].check: ")
                                .contains("linux-perm-shadow"),
                        p -> assertThat(p)
                                .startsWith("spec.tailoring.variables[0].name: the catalogue has no variable"
                                        + " \"ssh-max-tries\"; nearest are ssh-max-auth-tries"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "11", "4; reboot", "$(reboot)", "04", "-1", "no", "٤"})
    void aValueOutOfRangeIsNamedWithTheRange(String value) {
        assertThat(problems(variable("ssh-max-auth-tries", value)))
                .containsExactly("spec.tailoring.variables[0].value: ssh-max-auth-tries is \"" + value
                        + "\"; it must be a whole number from 1 to 10");
    }

    @Test
    void aChoiceThatIsNotOnTheListIsNamedWithTheList() {
        assertThat(problems(variable("ssh-root-login", "yes")))
                .containsExactly("spec.tailoring.variables[0].value: ssh-root-login is \"yes\";"
                        + " it must be one of no, without-password, forced-commands-only");
    }

    @Test
    void aPolicyThatDisablesEverythingProvesNothingAndIsRefused() {
        // Given
        var all = catalogue.checksFor(Framework.CIS_LINUX).stream()
                .map(c -> new DisabledCheck(c.id(), "r"))
                .toList();

        // Then
        assertThat(problems(new Tailoring(all, null, null)))
                .singleElement()
                .asString()
                .startsWith("spec.tailoring.disable: names every check");
    }

    @Test
    void whatNoFrameworkAsksForIsNoErrorAndIsSaid() {
        // When a policy about Linux names a check of the kubelet, and sets a variable of a check that it disables
        var tailoring = new Tailoring(
                List.of(new DisabledCheck("node-kubelet-config-mode", "r"), new DisabledCheck(TRIES, "r")),
                null,
                List.of(new VariableValue("ssh-max-auth-tries", "3", "r")));
        var read = valid(tailoring).policy().tailoring();

        // Then
        assertThat(read.withoutEffect())
                .containsExactly(
                        "spec.tailoring.disable[0]: no chosen framework asks for node-kubelet-config-mode",
                        "spec.tailoring.variables[0]: linux-ssh-max-auth-tries is disabled");
        assertThat(read.effective()).contains(new Tailoring(List.of(new DisabledCheck(TRIES, "r")), null, null));
    }

    @Test
    void aTimeZoneIsTheSchedulesAndAWrongOneIsNamedWithWhatIsNear() {
        assertThat(plan(null, new Evaluation("Europe/Berlin", null, null, null))
                        .policy()
                        .frameworks())
                .extracting(f -> f.schedule().next(java.time.Instant.parse("2026-01-10T00:00:00Z")))
                .containsExactly(Optional.of(java.time.Instant.parse("2026-01-10T02:00:00Z")));
        assertThat(problems(null, new Evaluation("Europe/Berlim", null, null, null)))
                .singleElement()
                .asString()
                .startsWith("spec.evaluation.timezone: \"Europe/Berlim\" is no IANA time zone")
                .contains("nearest are Europe/Berlin");
    }

    @Test
    void zoneAndJitterAreInTheAssignmentAndTheTimeoutIsInTheSet() {
        // When
        var plan = plan(null, new Evaluation("Asia/Tokyo", "1h30m", "2m", null));

        // Then
        assertThat(plan.sets()).isNotEmpty().allSatisfy(s -> {
            assertThat(s.assignment().timezone()).isEqualTo("Asia/Tokyo");
            assertThat(s.assignment().jitter()).isEqualTo("5400s");
            assertThat(s.set().timeout()).contains(Duration.ofMinutes(2));
        });
        assertThat(digests(plan)).doesNotContainAnyElementsOf(digests(valid(null)));
        assertThat(digests(plan(null, new Evaluation("Asia/Tokyo", "1h30m", null, null))))
                .isEqualTo(digests(valid(null)));
    }

    private static Tailoring variable(String name, String value) {
        return new Tailoring(null, null, List.of(new VariableValue(name, value, "r")));
    }

    private PolicyReading read(@Nullable Tailoring tailoring, @Nullable Evaluation evaluation) {
        // Each policy is another, of the same uid and generation, by which readings and plans are kept.
        return new Plans(catalogue).read(policy(tailoring, evaluation));
    }

    private static dev.rampart.crds.v1alpha1.CompliancePolicy policy(
            @Nullable Tailoring tailoring, @Nullable Evaluation evaluation) {
        return Policies.policy(
                "p",
                new dev.rampart.crds.v1alpha1.CompliancePolicySpec(
                        List.of(new FrameworkSelection(FrameworkName.CIS_LINUX, "0 3 * * *")),
                        null,
                        tailoring,
                        evaluation,
                        null));
    }

    private List<String> problems(@Nullable Tailoring tailoring) {
        return problems(tailoring, null);
    }

    private List<String> problems(@Nullable Tailoring tailoring, @Nullable Evaluation evaluation) {
        return read(tailoring, evaluation) instanceof PolicyReading.Invalid(var name, var selection, var problems)
                ? problems
                : List.of();
    }

    private PolicyPlan valid(@Nullable Tailoring tailoring) {
        return plan(tailoring, null);
    }

    private PolicyPlan plan(@Nullable Tailoring tailoring, @Nullable Evaluation evaluation) {
        assertThat(problems(tailoring, evaluation)).isEmpty();
        return new Plans(catalogue)
                .of(List.of(policy(tailoring, evaluation)))
                .plan("p")
                .orElseThrow();
    }

    private int size() {
        return catalogue.checksFor(Framework.CIS_LINUX).size();
    }

    private static Map<String, CompiledCheck> compiled(PolicyPlan plan) {
        return plan.sets().stream()
                .flatMap(s -> s.set().checks().stream())
                .collect(Collectors.toMap(CompiledCheck::id, c -> c, (a, b) -> a));
    }

    private static Check check(PolicyPlan plan, String id) {
        return plan.sets().stream()
                .flatMap(s -> s.checks().stream())
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> digests(PolicyPlan plan) {
        return plan.sets().stream().map(PlannedSet::digest).toList();
    }
}
