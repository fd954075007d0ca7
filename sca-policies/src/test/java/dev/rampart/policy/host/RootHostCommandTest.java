package dev.rampart.policy.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RootHostCommandTest {

    private static final Duration LONG = Duration.ofSeconds(40);
    private static final Duration SHORT = Duration.ofMillis(700);

    private final RootHost host = new RootHost(Path.of("/"));

    private CommandResult.Finished finished(String script) {
        var result = host.run(List.of("sh", "-c", script), LONG, 100_000);
        assertThat(result).isInstanceOf(CommandResult.Finished.class);
        return (CommandResult.Finished) result;
    }

    private String output(String script) {
        return new String(finished(script).output(), UTF_8);
    }

    @Test
    void standardErrorStandsInTheOutputWhereItWasWritten() {
        assertThat(output("echo a; echo b >&2; echo c")).isEqualTo("a\nb\nc\n");
    }

    @Test
    void theExitCodeIsKept() {
        assertThat(finished("exit 127").exitCode()).isEqualTo(127);
        assertThat(finished("exit 3").exitCode()).isEqualTo(3);
    }

    @Test
    void standardInputIsEmpty() {
        assertThat(output("cat; echo end")).isEqualTo("end\n");
    }

    @Test
    void nothingOfThisProcesssEnvironmentIsPassedOn() {
        var names = output("env | sed 's/=.*//' | sort").lines().toList();

        assertThat(names)
                .contains("PATH", "LC_ALL")
                .isSubsetOf("LC_ALL", "PATH", "PWD", "RAMPART_COMMAND", "SHLVL", "_", "OLDPWD");
    }

    @Test
    void argumentsAreNotInterpreted() {
        var result = host.run(List.of("echo", "$HOME", "*", ";", "a b"), LONG, 1000);

        assertThat(new String(((CommandResult.Finished) result).output(), UTF_8))
                .isEqualTo("$HOME * ; a b\n");
    }

    @Test
    void aProgramThatIsNotThereIsNotInstalled() {
        assertThat(host.run(List.of("rampart-no-such-program"), LONG, 100))
                .isEqualTo(new CommandResult.NotInstalled("rampart-no-such-program"));
        assertThat(host.run(List.of("/no/such/program"), LONG, 100))
                .isEqualTo(new CommandResult.NotInstalled("/no/such/program"));
    }

    @Test
    void aFileThatIsNoProgramIsNotStarted(@TempDir Path directory) throws Exception {
        var file = Files.writeString(directory.resolve("plain"), "no program");

        assertThat(host.run(List.of(file.toString()), LONG, 100)).isInstanceOf(CommandResult.NotStarted.class);
    }

    @Test
    void endlessOutputIsCutAndItsProgramKilled() {
        var mark = UUID.randomUUID().toString();

        var result = host.run(List.of("sh", "-c", "while :; do echo " + mark + "; done"), LONG, 1000);

        assertThat(result).isInstanceOfSatisfying(CommandResult.Finished.class, f -> {
            assertThat(f.truncated()).isTrue();
            assertThat(f.output()).hasSize(1000);
        });
        assertThat(living(mark)).isZero();
    }

    @Test
    void anOutputOfExactlyTheLimitIsWhole() {
        var result = (CommandResult.Finished) host.run(List.of("echo", "123456789"), LONG, 10);

        assertThat(result.truncated()).isFalse();
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void timeIsLimitedAndTheWholeTreeIsKilled() {
        var mark = UUID.randomUUID().toString();

        var result = host.run(
                List.of("sh", "-c", "sh -c 'sleep 300; : " + mark + "' & sh -c 'sleep 300; : " + mark + "'; :"),
                SHORT,
                100);

        assertThat(result).isEqualTo(new CommandResult.TimedOut());
        assertThat(living(mark)).isZero();
    }

    @Test
    void aDaemonThatLeftItsParentsIsKilledToo() {
        var mark = UUID.randomUUID().toString();

        // The inner shell ends at once, so that the daemon is no descendant of anything that is known.
        var result =
                host.run(List.of("sh", "-c", "(setsid sh -c 'sleep 300; : " + mark + "' &); sleep 300"), SHORT, 100);

        assertThat(result).isEqualTo(new CommandResult.TimedOut());
        assertThat(living(mark)).isZero();
    }

    @Test
    void anOutputThatADaemonHoldsOpenEndsWithTheDaemon() {
        var result =
                host.run(List.of("sh", "-c", "echo before; setsid sh -c 'sleep 0.5; echo after' & exit 3"), LONG, 100);

        assertThat(result).isInstanceOfSatisfying(CommandResult.Finished.class, f -> {
            assertThat(f.exitCode()).isEqualTo(3);
            assertThat(new String(f.output(), UTF_8)).isEqualTo("before\nafter\n");
        });
    }

    @Test
    void anOutputThatADaemonHoldsOpenForEverTimesOutAndTheDaemonIsKilled() {
        var mark = UUID.randomUUID().toString();

        var result = host.run(List.of("sh", "-c", "setsid sh -c 'sleep 300; : " + mark + "' & exit 3"), SHORT, 100);

        assertThat(result).isEqualTo(new CommandResult.TimedOut());
        assertThat(living(mark)).isZero();
    }

    @RepeatedTest(20)
    void allThatAShortProgramWroteIsRead() {
        var result = host.run(List.of("sh", "-c", "head -c 60000 /dev/zero | tr '\\0' x"), LONG, 100_000);

        assertThat(result)
                .isInstanceOfSatisfying(
                        CommandResult.Finished.class,
                        f -> assertThat(f.output()).hasSize(60_000));
    }

    @Test
    void aProgramThatClosesItsOutputAndGoesOnTimesOut() {
        assertThat(host.run(List.of("sh", "-c", "exec >/dev/null 2>&1; sleep 300"), SHORT, 100))
                .isEqualTo(new CommandResult.TimedOut());
    }

    /** Processes whose command line holds the mark; killed ones may need a moment until they are gone. */
    private static long living(String mark) {
        long count = Long.MAX_VALUE;
        for (int i = 0; i < 2000 && count > 0; i++) {
            Thread.onSpinWait();
            count = ProcessHandle.allProcesses()
                    .filter(p -> p.info().commandLine().orElse("").contains(mark))
                    .count();
        }
        return count;
    }
}
