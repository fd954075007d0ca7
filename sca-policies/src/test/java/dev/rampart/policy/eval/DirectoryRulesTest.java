package dev.rampart.policy.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.policy.host.Limits;
import dev.rampart.policy.host.MemoryHost;
import dev.rampart.policy.language.Loading;
import dev.rampart.policy.language.PolicyReader;
import dev.rampart.policy.model.Dialect;
import dev.rampart.policy.model.Reason;
import dev.rampart.policy.model.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What limits and closed directories leave unproven; the engines' own answers are told by the vectors. */
class DirectoryRulesTest {

    /** Six entries in all: the limit of a directory in these tests is four. */
    private static final MemoryHost HOST = MemoryHost.builder()
            .file("/wide/a", "x")
            .file("/wide/b", "x")
            .file("/wide/c", "x")
            .file("/wide/d", "x")
            .file("/wide/wanted", "y")
            .file("/deep/a", "x")
            .file("/deep/sub/b", "x")
            .directory("/deep/sub/empty")
            .closedDirectory("/shut/closed")
            .file("/shut/open", "x")
            .networkMount("/net")
            .file("/net/a", "x")
            .build();

    private static final Limits FOUR_ENTRIES = new Limits(Duration.ofSeconds(1), 1000, 1000, 4, 100_000);

    private static Verdict verdict(Dialect dialect, String rule) {
        var yaml = "policy: {id: o, file: o.yml, name: n, description: d}\n"
                + "checks: [{id: 1, title: t, condition: all, rules: ['" + rule + "']}]\n";
        var policy = ((Loading.Loaded) new PolicyReader(dialect).read(yaml.getBytes(StandardCharsets.UTF_8))).policy();
        return new PolicyScan(HOST, EngineSettings.defaults(FOUR_ENTRIES))
                .run(policy, e -> {})
                .entries()
                .getFirst()
                .result()
                .verdict();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WAZUH_4_14|not d:/wide -> ^wanted$|OUTPUT_TRUNCATED",
                "WAZUH_4_14|d:/wide -> ^absent$|OUTPUT_TRUNCATED",
                "WAZUH_5|not d:/wide -> r:^wanted$|OUTPUT_TRUNCATED",
                "WAZUH_5|not d:/wide -> wanted|OUTPUT_TRUNCATED",
                "WAZUH_4_14|not d:/shut -> ^absent$|PERMISSION_DENIED",
                "WAZUH_5|not d:/shut -> absent|PERMISSION_DENIED",
            })
    void whatLiesBehindALimitOrAClosedDoorIsUnknown(Dialect dialect, String rule, Reason reason) {
        assertThat(verdict(dialect, rule)).isEqualTo(Verdict.unknown(reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WAZUH_4_14|d:/wide -> ^a$", "WAZUH_5|d:/wide -> a", "WAZUH_4_14|d:/deep -> ^b$",
                "WAZUH_5|d:/deep -> b", "WAZUH_5|d:/deep -> r:^b$ -> r:^x$", "WAZUH_4_14|not d:/deep -> ^c$",
                "WAZUH_4_14|d:/shut -> ^open$", "WAZUH_5|d:/net -> a",
            })
    void whatWasSeenIsProven(Dialect dialect, String rule) {
        assertThat(verdict(dialect, rule)).isEqualTo(Verdict.passed());
    }

    @ParameterizedTest
    @CsvSource({"d:/net", "d:/net -> ^a$", "not d:/net -> ^a$"})
    void fourPassesOverNetworkMounts(String rule) {
        assertThat(verdict(Dialect.WAZUH_4_14, rule)).isEqualTo(Verdict.notApplicable(Reason.NETWORK_MOUNT));
    }
}
