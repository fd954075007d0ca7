package dev.rampart.policy.eval;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.policy.host.FileRead;
import dev.rampart.policy.host.Limits;
import dev.rampart.policy.host.MemoryHost;
import dev.rampart.policy.language.Loading;
import dev.rampart.policy.language.PolicyReader;
import dev.rampart.policy.model.Dialect;
import dev.rampart.policy.model.Reason;
import dev.rampart.policy.model.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is not proven, over whole policies; the engines' own answers are told by the vectors. */
class PolicyScanTest {

    private static final MemoryHost HOST = new MemoryHost(
            Map.of(
                    "/yes", new FileRead.Content("yes\n".getBytes(ISO_8859_1), false),
                    "/denied", new FileRead.Denied("permission denied")),
            Map.of());

    private static PolicyResult scan(Dialect dialect, String sections) {
        var yaml = "policy: {id: own, file: own.yml, name: n, description: d}\n" + sections;
        var loaded = (Loading.Loaded) new PolicyReader(dialect).read(yaml.getBytes(UTF_8));
        return new PolicyScan(HOST, EngineSettings.defaults(Limits.NODE)).run(loaded.policy(), e -> {});
    }

    private static List<Verdict> verdicts(PolicyResult result) {
        return result.entries().stream().map(e -> e.result().verdict()).toList();
    }

    private static String check(String... rules) {
        return "checks: [{id: 1, title: t, condition: all, rules: ['" + String.join("', '", rules) + "']}]\n";
    }

    private static String requirements(String rule) {
        return "requirements: {title: t, description: d, condition: all, rules: ['" + rule + "']}\n";
    }

    @Test
    void whatRestsOnRequirementsThatAreNotProvenIsUnknown() {
        for (var dialect : Dialect.values()) {
            var met = scan(dialect, requirements("f:/yes") + check("f:/yes"));
            var unproven = scan(dialect, requirements("not f:/yes -> r:(") + check("f:/yes"));

            assertThat(verdicts(met)).containsExactly(Verdict.passed());
            assertThat(unproven.requirements().orElseThrow().doubt()).isPresent();
            assertThat(verdicts(unproven)).allMatch(v -> v instanceof Verdict.Unknown);
        }
    }

    @Test
    void requirementsThatAreNotMetSilenceFourAndMakeFiveNotApplicable() {
        assertThat(scan(Dialect.WAZUH_4_14, requirements("f:/no") + check("f:/yes"))
                        .entries())
                .isEmpty();

        var five = scan(Dialect.WAZUH_5, requirements("f:/no") + check("f:/yes"));

        assertThat(five.stage()).isInstanceOf(PolicyResult.RequirementsNotMet.class);
        assertThat(verdicts(five)).containsExactly(Verdict.notApplicable(Reason.REQUIREMENTS_NOT_MET));
    }

    @Test
    void aCheckThatLostARuleIsUnknownUnlessAnotherRuleDecides() {
        var passes = scan(Dialect.WAZUH_5, check("f:/yes", "NOT f:/no"));
        var fails = scan(Dialect.WAZUH_5, check("f:/no", "NOT f:/no"));

        assertThat(passes.entries().getFirst().result().engine()).isEqualTo(EngineVerdict.PASSED);
        assertThat(verdicts(passes)).containsExactly(Verdict.unknown(Reason.RULE_NOT_SUPPORTED));
        assertThat(verdicts(fails)).containsExactly(Verdict.failed());
    }

    @Test
    void aFileThatFiveTakesForEmptyIsUnknown() {
        var result = scan(Dialect.WAZUH_5, check("not f:/denied -> r:x"));

        assertThat(result.entries().getFirst().result().engine()).isEqualTo(EngineVerdict.PASSED);
        assertThat(verdicts(result)).containsExactly(Verdict.unknown(Reason.PERMISSION_DENIED));
    }

    @Test
    void theSummaryCountsAsTheEngineDoes() {
        var summary = scan(Dialect.WAZUH_4_14, """
                        checks:
                          - {id: 3, title: t, condition: all, rules: ['f:/yes']}
                          - {id: 1, title: t, condition: all, rules: ['f:/no']}
                          - {id: 2, title: t, condition: all, rules: ['f:/no -> r:x']}
                          - {id: 4, title: t, description: 5, condition: all, rules: ['f:/yes']}
                        """).summary();

        assertThat(summary.passed()).isEqualTo(2);
        assertThat(summary.failed()).isEqualTo(1);
        assertThat(summary.invalid()).isEqualTo(1);
        assertThat(summary.total()).as("the fourth gets no result").isEqualTo(3);
        assertThat(summary.score()).isEqualTo(2f / 3f * 100f);
    }

    @Test
    void fiveEndsTheScanAtRequirementsWithoutACondition() {
        var sections = "requirements: {name: n, rules: ['f:/yes']}\n" + check("f:/yes");
        var loaded = scan(Dialect.WAZUH_5, sections);

        assertThat(loaded.stage()).isInstanceOf(PolicyResult.Aborted.class);
        assertThat(loaded.entries()).isEmpty();
        assertThat(scan(Dialect.WAZUH_5, sections.replace("['f:/yes']}", "[]}")).stage())
                .as("without rules nobody asks for the condition")
                .isInstanceOf(PolicyResult.Complete.class);
    }

    @Test
    void eachResultIsToldAsItComes() {
        var yaml = "policy: {id: own, file: own.yml, name: n, description: d}\n"
                + "checks: [{id: 2, title: t, condition: all, rules: ['f:/yes']},"
                + " {id: 1, title: t, condition: all, rules: ['f:/no']}]\n";
        var policy = ((Loading.Loaded) new PolicyReader(Dialect.WAZUH_4_14).read(yaml.getBytes(UTF_8))).policy();
        var told = new java.util.ArrayList<PolicyResult.Entry>();

        var result = new PolicyScan(HOST, EngineSettings.defaults(Limits.NODE)).run(policy, told::add);

        assertThat(told).hasSize(2).isEqualTo(result.entries());
    }
}
