package dev.rampart.policy.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChrootAnswerTest {

    private static CommandResult of(int exitCode, String output) {
        return ChrootAnswer.of("x", new CommandResult.Finished(exitCode, output.getBytes(UTF_8), false));
    }

    @Test
    void tellsChrootsOwnFailuresApart() {
        assertThat(of(127, "chroot: failed to run command 'x': No such file or directory\n"))
                .isEqualTo(new CommandResult.NotInstalled("x"));
        assertThat(of(126, "chroot: failed to run command 'x': Permission denied\n"))
                .isInstanceOf(CommandResult.NotStarted.class);
        assertThat(of(125, "chroot: cannot change root directory to '/host': Operation not permitted\n"))
                .isInstanceOf(CommandResult.NotStarted.class);
    }

    @Test
    void aProgramsOwnExitCodesStay() {
        assertThat(of(127, "sh: 1: ps: not found\n")).isInstanceOf(CommandResult.Finished.class);
        assertThat(of(125, "")).isInstanceOf(CommandResult.Finished.class);
        assertThat(of(1, "chroot: failed to run command 'x': No such file or directory\n"))
                .isInstanceOf(CommandResult.Finished.class);
    }
}
