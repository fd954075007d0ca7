package dev.rampart.cli.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.policy.host.Host;
import dev.rampart.policy.host.MemoryHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Usage, bad files, exit codes, and what is said beside the results. */
class ScanCommandTest {

    private static final String HOLDS = "f:/etc/issue";
    private static final String FAILS = "f:/etc/issue -> r:nothing like that";
    private static final String DENIED = "f:/etc/shadow -> r:root";
    private static final String ABSENT = "f:/etc/absent -> r:x";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private static Host host() {
        return MemoryHost.builder()
                .file("/etc/issue", "Authorised use only\n")
                .unreadableFile("/etc/shadow")
                .build();
    }

    /** A policy of one check for each rule; ids count from {@code firstId}. */
    private String policy(String name, int firstId, String... rules) throws IOException {
        var text = new StringBuilder("policy: {id: \"" + name + "\", file: f, name: n, description: d}\nchecks:\n");
        for (int i = 0; i < rules.length; i++) {
            text.append("- {id: " + (firstId + i) + ", title: t, condition: all, rules: ['" + rules[i] + "']}\n");
        }
        return write(name + ".yml", text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private String write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes).toString();
    }

    private static Run scan(String... words) {
        return Run.scan(Run.on(host()), words);
    }

    @ParameterizedTest
    @CsvSource({
        HOLDS + "," + HOLDS + ",0",
        HOLDS + "," + ABSENT + ",0",
        HOLDS + "," + FAILS + ",1",
        HOLDS + "," + DENIED + ",3",
        FAILS + "," + DENIED + ",1",
    })
    void theExitCodeSaysTheWorst(String first, String second, int exit) throws Exception {
        assertThat(scan("--policy", policy("p", 1, first, second)).exit()).isEqualTo(exit);
    }

    @Test
    void aFailureInOnePolicyOutweighsWhatIsUnknownInAnother() throws Exception {
        var run = scan("--policy", policy("a", 1, DENIED), policy("b", 2, FAILS));
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out())
                .contains("passed 0, failed 0, not applicable 0, unknown 1; no score")
                .contains("passed 0, failed 1, not applicable 0, unknown 0; score 0 %");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "                                   | Missing required option: '--policy=FILE'",
                "--policy                           | Missing required parameter for option '--policy'",
                "--policy P --dialect 6             | '6' is no dialect: write 4.14 or 5.x",
                "--policy P -o yaml                 | expected one of [table, json, sarif]",
                "--policy P --timeout 0             | --timeout: 0 is not between 1 and 300",
                "--policy P --timeout 301           | --timeout: 301 is not between 1 and 300",
                "--policy P --timeout soon          | 'soon' is not an int",
                "--policy P --root /no/such/place   | --root: /no/such/place does not exist",
                "--policy P --root /etc/hostname    | --root: /etc/hostname is not a directory",
                "--policy P --only 1,77,78          | --only: no policy has a check 77, 78",
            })
    void wrongUsageIsNamedAndNothingIsEvaluated(String words, String message) throws Exception {
        // Given
        var policy = policy("p", 1, HOLDS);
        var all = words == null
                ? List.<String>of()
                : List.of(words.replace("P", policy).split(" +", -1));
        // When
        var run = Run.scan(Run.on(host()), all);
        // Then
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains(message);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void everyBadFileIsNamedWithItsPlaceAndNoneIsEvaluated() throws Exception {
        // Given
        Files.createDirectory(folder.resolve("dir"));
        var fifo = folder.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        var files = List.of(
                policy("good", 1, HOLDS),
                write("garbage.yml", new byte[] {0, 1, 2, (byte) 0xff, (byte) 0xfe, 7}),
                write("utf16.yml", "policy: {id: x}\n".getBytes(StandardCharsets.UTF_16)),
                write("empty.yml", new byte[0]),
                write("tab.yml", "policy:\n\tid: x\n".getBytes(StandardCharsets.UTF_8)),
                write("deep.yml", "[".repeat(100_000).getBytes(StandardCharsets.UTF_8)),
                write("huge.yml", new byte[5_000_000]),
                policy("bad-rule", 5, "x:y"),
                folder.resolve("dir").toString(),
                fifo.toString(),
                "/dev/zero",
                folder.resolve("missing.yml").toString(),
                "a\0b");
        var words = new ArrayList<>(List.of("--policy"));
        words.addAll(files);
        // When
        var run = Run.scan(Run.on(host()), words);
        // Then
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines().toList())
                .hasSize(files.size() - 1)
                .anySatisfy(l -> assertThat(l).matches(".*/garbage\\.yml:1:\\d: .*not UTF-8.*"))
                .anySatisfy(l -> assertThat(l).matches(".*/utf16\\.yml:1:9: \"name\" is missing.*"))
                .anySatisfy(l -> assertThat(l).matches(".*/empty\\.yml:1:1: .*no content.*"))
                .anySatisfy(l -> assertThat(l).matches(".*/tab\\.yml:2:1: not YAML: .+"))
                .anySatisfy(l -> assertThat(l).matches(".*/deep\\.yml:1:101: .*levels deep.*"))
                .anySatisfy(l -> assertThat(l).endsWith("/huge.yml: has more than 4194304 bytes; no policy has"))
                .anySatisfy(l -> assertThat(l).matches(".*/bad-rule\\.yml:3:\\d+: .+"))
                .anySatisfy(l -> assertThat(l).endsWith("/dir: is a directory; name the policy files in it"))
                .anySatisfy(l -> assertThat(l).endsWith("/fifo: is not a regular file"))
                .anySatisfy(l -> assertThat(l).isEqualTo("/dev/zero: is not a regular file"))
                .anySatisfy(l -> assertThat(l).endsWith("/missing.yml: does not exist"))
                .anySatisfy(l -> assertThat(l).isEqualTo("a b: is no name of a file"));
    }

    @Test
    void idsMustBeUniqueOverAllFilesAsIn414() throws Exception {
        var files = new String[] {"--policy", policy("a", 1, HOLDS), policy("b", 1, HOLDS)};
        var run = scan(files);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("b.yml:3:");
        assertThat(scan(files[0], files[1], files[2], "--dialect", "5.x").exit())
                .isZero();
    }

    @Test
    void withoutRootItIsSaidOnceWhatThatMeans() throws Exception {
        var user = new Surroundings(root -> host(), Screen.NONE, true, false);
        var run = Run.scan(user, "--policy", policy("a", 1, HOLDS), policy("b", 2, HOLDS));
        assertThat(run.err()).isEqualTo("not root: what only root may read is unknown\n");
        assertThat(Run.scan(user, "--policy", policy("a", 1, HOLDS), "--root", "/etc")
                        .err())
                .contains("no command can be run below /etc");
    }

    @Test
    void otherSystemsThanLinuxAreRefused() throws Exception {
        var elsewhere = new Surroundings(root -> host(), Screen.NONE, false, true);
        var run = Run.scan(elsewhere, "--policy", policy("a", 1, HOLDS));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("only be scanned on Linux");
    }

    @Test
    void aMachineOfAnUnknownKindIsRefusedInOneSentence() throws Exception {
        var riscv = new Surroundings(
                root -> {
                    throw new UnsupportedOperationException("this machine is riscv64");
                },
                Screen.NONE,
                true,
                true);
        var run = Run.scan(riscv, "--policy", policy("a", 1, HOLDS));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err())
                .contains("cannot be scanned: this machine is riscv64")
                .doesNotContain("\tat ");
    }

    @Test
    void whatADialectPassesOverIsCounted() throws Exception {
        var run = scan("--policy", policy("a", 1, "NOT f:/etc/issue"), "--dialect", "5.x");
        assertThat(run.err())
                .matches(
                        "(?s).*a\\.yml: Wazuh 5\\.x passes over 1 rule or check of it; to see which: rampart lint .*\n");
    }

    @Test
    void onATerminalProgressIsShownAndErasedAndTheTableIsCutAndColoured() throws Exception {
        // Given
        var terminal = new Surroundings(root -> host(), new Screen(OptionalInt.of(40), true, true), true, true);
        // When
        var run = Run.scan(terminal, "--policy", policy("a", 1, HOLDS, DENIED));
        // Then
        assertThat(run.err())
                .contains("\r\033[Kscanning 1/2 1 ...", "\r\033[Kscanning 2/2 2 ...")
                .endsWith("...\r\033[K");
        assertThat(run.out()).contains("\033[32mpassed", "\033[33munknown");
        assertThat(run.out().lines().map(l -> l.replaceAll("\033\\[\\d+m", "")).filter(l -> l.matches("\\d .*")))
                .hasSize(2)
                .allSatisfy(l -> assertThat(l.length()).isLessThanOrEqualTo(40));
    }

    @Test
    void withoutATerminalThereIsNoEscapeSequence() throws Exception {
        var run = scan("--policy", policy("a", 1, HOLDS, DENIED));
        assertThat(run.out() + run.err()).doesNotContain("\033");
    }

    @Test
    void anErrorOfOursIsNoFailedCheck() throws Exception {
        var broken = new Surroundings(
                root -> {
                    throw new IllegalStateException("broken");
                },
                Screen.NONE,
                true,
                true);
        assertThat(Run.scan(broken, "--policy", policy("a", 1, HOLDS)).exit()).isEqualTo(2);
    }
}
