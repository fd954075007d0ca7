package dev.rampart.policy.lint;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.policy.model.Dialect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LintRunTest {

    private static final String POLICY = """
            policy: {id: %s, file: a.yml, name: A, description: A}
            checks:
              - {id: %s, title: One, condition: all, rules: ['f:/etc/hosts']}
            """;

    private static List<Finding> lint(String policy) {
        return Linter.lint("a.yml", policy.getBytes(UTF_8), LintOptions.DEFAULT);
    }

    private static List<String> codes(List<Finding> findings) {
        return findings.stream().map(f -> f.code().id()).toList();
    }

    private static String check(String rules) {
        return "policy: {id: a, file: a.yml, name: A, description: A}\nchecks:\n"
                + "  - id: 1\n    title: One\n    condition: all\n    rules:\n" + rules.indent(6);
    }

    @Test
    void aCleanPolicyHasNoFindings() {
        assertThat(lint(POLICY.formatted("a", "1"))).isEmpty();
    }

    @Test
    void anIdOfAnotherFileNamesBothPlaces() {
        var run = new LintRun(LintOptions.DEFAULT);
        // Given
        assertThat(run.lint("a.yml", POLICY.formatted("same", "7").getBytes(UTF_8))
                        .findings())
                .isEmpty();
        // When
        var findings =
                run.lint("b.yml", POLICY.formatted("same", "7").getBytes(UTF_8)).findings();
        // Then
        assertThat(codes(findings)).containsExactly("SCA104", "SCA104");
        assertThat(findings.getFirst().at()).hasToString("1:14");
        assertThat(findings.getFirst().message()).contains("policy.id \"same\"", "a.yml:1:14");
        assertThat(findings.getLast().message()).contains("check 7", "a.yml:3:10");
    }

    @Test
    void theSameFileTwiceIsNoClash() {
        var run = new LintRun(LintOptions.DEFAULT);
        run.lint("a.yml", POLICY.formatted("a", "1").getBytes(UTF_8));
        assertThat(run.lint("a.yml", POLICY.formatted("a", "1").getBytes(UTF_8)).findings())
                .isEmpty();
    }

    @Test
    void everyRefusalIsNamedNotOnlyTheFirst() {
        // Given: three mistakes for each of which 4.14 refuses the policy
        var findings = lint("""
                policy: {id: a, file: a.yml, name: A, description: A}
                checks:
                  - {id: 1, title: One, condition: all, rules: ['x:/etc/hosts']}
                  - {id: 1, title: Two, condition: all, rules: ['f:/etc/hosts']}
                  - {id: '3', title: Three, condition: all, rules: ['f:/etc/hosts']}
                """);
        // Then
        assertThat(codes(findings)).contains("SCA002", "SCA103", "SCA105");
    }

    @Test
    void whatAFileDoesThroughoutIsFoundOnce() {
        var findings = lint(check("- 'r:HKLM\\A'\n- 'r:HKLM\\B'\n- 'r:HKLM\\C'"));
        assertThat(codes(findings)).containsExactly("SCA301");
        assertThat(findings.getFirst().message()).endsWith("(and at 2 places more)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '\u00a6',
            quoteCharacter = '`',
            value = {
                "f:/etc/fst -> r:^\\w+\\s+/tmp",
                "c:find /etc -name *.conf -> r:x",
                "c:find / -path /proc/* -prune -exec ls {} ; -> r:^x",
                "c:sh -c \"ls /etc/*.d | grep 'a b' > /dev/null; echo $HOME $(id)\" -> r:x",
                "c:awk -F: \"{print $1}\" /etc/passwd -> r:x",
                "c:grep -E a|b /etc/hosts -> r:x",
                "c:chroot /host sh -c \"a | b\" -> r:x",
                "f:C:\\Windows\\a.ini -> r:x",
                "c:powershell \"a | b\" 'x' -> r:x",
                "f:/etc/hosts -> r:^\\s*#",
                "f:/boot86+/x -> r:memtest86+",
                "d:/etc -> r:conf$ -> r:x && !r:^#",
                "not c:sshd -T -> r:^x",
                "f:/etc/hosts -> r:x && !r:^\\s*#",
                "f:/etc/passwd -> n:^x:(\\d+) compare >= 1000",
            })
    void whatIsRightIsNotFound(String rule) {
        var findings = lint(check("- '" + rule.replace("'", "''") + "'"));
        assertThat(findings.stream().filter(f -> f.severity() != Severity.INFO)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '\u00a6',
            quoteCharacter = '`',
            value = {
                "SCA502 ¦ c:ls /etc/*.conf -> r:x",
                "SCA502 ¦ c:cat ~/x -> r:x",
                "SCA502 ¦ c:cat x > /dev/null -> r:x",
                "SCA502 ¦ c:echo $(id) -> r:x",
                "SCA502 ¦ c:LANG=C ls -> r:x",
                "SCA502 ¦ `c:ls /a; ls /b -> r:x`",
                "SCA505 ¦ c:ls \"/etc -> r:x",
                "SCA304 ¦ f:/etc/hosts  -> r:x",
                "SCA304 ¦ f:/etc/hosts ->  r:x",
                "SCA309 ¦ d:->/etc -> r:^a$ -> r:x",
                "SCA310 ¦ d:/etc -> ^passwd$",
                "SCA312 ¦ p:sshd -> r:x",
                "SCA401 ¦ not f:/etc/hosts -> r:\\+",
                "SCA404 ¦ f:/etc/hosts -> n:(\\d+) > 5",
                "SCA412 ¦ f:/etc/hosts -> r:[0-9]+x",
                "SCA412 ¦ f:/etc/hosts -> r:\\d{3}",
                "SCA413 ¦ f:/etc/my.cnf -> r:^[mysqld]",
                "SCA417 ¦ `f:/etc/hosts -> `",
                "SCA417 ¦ f:/etc/hosts -> r:\\s*",
                "SCA504 ¦ c:id -> r:^$",
                "SCA601 ¦ not f:/etc/hosts -> r:\\+",
            })
    void whatIsWrongIsFound(String code, String rule) {
        var policy = check("- '" + rule.replace("'", "''") + "'")
                .replace("condition: all", code.equals("SCA601") ? "condition: any" : "condition: all");
        assertThat(codes(lint(policy))).contains(code);
    }

    @Test
    void differencesAreNotForWhoReadsWithOneDialectOnly() {
        var policy = check("- 'f:/etc/hosts,/etc/fst -> Literal'\n- 'f:/etc/hosts -> r:^127.0'");
        for (var dialect : Dialect.values()) {
            assertThat(Linter.lint("a.yml", policy.getBytes(UTF_8), new LintOptions(Set.of(dialect), false, true)))
                    .isEmpty();
        }
        assertThat(codes(lint(policy))).contains("SCA306", "SCA409", "SCA414");
    }

    @Test
    void sharedFoldersAreRemote() {
        var policy = check("- 'c:id -> r:^uid'").getBytes(UTF_8);
        assertThat(codes(Linter.lint("/var/ossec/etc/shared/default/a.yml", policy, LintOptions.DEFAULT)))
                .containsExactly("SCA506");
        assertThat(Linter.lint("a.yml", policy, LintOptions.DEFAULT)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\0", "checks: [", "policy: &a {b: *a}", "\t- a", "%YAML 9.9\n---\na: b", "a: *nowhere"})
    void whatIsNoYamlIsOneErrorWithItsPlace(String text) {
        var findings = lint(text);
        assertThat(codes(findings)).containsExactly("SCA001");
        assertThat(findings.getFirst().at().line()).isPositive();
    }

    @Test
    void otherBytesAreFoundToo() {
        assertThat(codes(Linter.lint("a.yml", new byte[] {'a', ':', (byte) 0xC3}, LintOptions.DEFAULT)))
                .containsExactly("SCA001");
        assertThat(codes(Linter.lint("a.yml", "a: b".getBytes(UTF_16LE), LintOptions.DEFAULT)))
                .containsExactly("SCA001");
        assertThat(codes(Linter.lint("a.yml", new byte[5 * 1024 * 1024], LintOptions.DEFAULT)))
                .containsExactly("SCA001");
        assertThat(codes(lint("[".repeat(200)))).containsExactly("SCA001");
        // UTF-16 with its mark is a document that the engines read.
        assertThat(Linter.lint(
                        "a.yml", ("\uFEFF" + POLICY.formatted("a", "1")).getBytes(UTF_16LE), LintOptions.DEFAULT))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "[]",
                "{}",
                "policy: 1",
                "policy: {}",
                "{policy: {}, checks: 1}",
                "{policy: {}, checks: [1, [2], {}]}"
            })
    void anyDocumentHasFindings(String text) {
        assertThat(lint(text))
                .isNotEmpty()
                .allSatisfy(f -> assertThat(f.at().line()).isEqualTo(1));
    }

    @Test
    void cutAnywhereAPolicyIsFoundFaultyOrStillOne() {
        var whole = POLICY.formatted("a", "1");
        for (int i = 0; i < whole.length() - 2; i++) {
            assertThat(lint(whole.substring(0, i))).as("cut at %d", i).isNotEmpty();
        }
    }

    @Test
    void noiseInRulesEndsInFindingsAndInTime() {
        var random =
                RandomGeneratorFactory.<RandomGenerator>of("L64X128MixRandom").create(4711);
        var alphabet = "fdcpr: ->!&nr:\\.*+()[]{}|^$\"'$a1=<>compare~;/ \u00e9,".toCharArray();
        var start = Instant.now();
        for (int i = 0; i < 3_000; i++) {
            var rule = new StringBuilder(random.nextBoolean() ? "f:/a -> r:" : "c:");
            for (int n = random.nextInt(40); n > 0; n--) {
                rule.append(alphabet[random.nextInt(alphabet.length)]);
            }
            var policy = check("- '" + rule.toString().replace("'", "''") + "'");
            assertThat(lint(policy)).as("%s", rule).allSatisfy(f -> {
                assertThat(f.message()).isNotBlank();
                assertThat(f.fix()).isNotBlank();
            });
        }
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void mistakesWithoutEndAreCountedNotKept() {
        var check = "  - {id: 1, title: One, condition: all, rules: ['f:x']}\n";
        var policy = "policy: {id: a, file: a.yml, name: A, description: A}\nchecks:\n" + check.repeat(5_000);
        var found = new LintRun(LintOptions.DEFAULT).lint("a.yml", policy.getBytes(UTF_8));
        for (var severity : List.of(Severity.ERROR, Severity.WARNING)) {
            assertThat(found.findings().stream().filter(f -> f.severity() == severity))
                    .hasSize(FindingList.MAX);
        }
        assertThat(found.omitted()).isGreaterThan(5_000);
    }

    @Test
    void aLongRuleThatAliasesRepeatIsLookedAtOnce() {
        var aliases = "*a, ".repeat(200_000);
        var policy = "policy: {id: a, file: a.yml, name: A, description: A}\nchecks:\n"
                + "  - {id: 1, title: One, condition: all, rules: [&a 'f:/" + "x*".repeat(50_000) + "', " + aliases
                + "]}\n";
        var start = Instant.now();
        assertThat(codes(lint(policy))).contains("SCA308", "SCA002");
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }
}
