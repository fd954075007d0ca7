package dev.rampart.policy.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.policy.host.CommandResult;
import dev.rampart.policy.host.FileKind;
import dev.rampart.policy.host.FileRead;
import dev.rampart.policy.host.Host;
import dev.rampart.policy.host.Listing;
import dev.rampart.policy.host.ProcessList;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OncePerRunTest {

    private static final int MIB = 1024 * 1024;

    /** Every answer is as large as may be, and counted. */
    private static final class Counting implements Host {
        private int asked;

        @Override
        public FileKind kind(String path) {
            asked++;
            return FileKind.REGULAR;
        }

        @Override
        public FileRead read(String path, int maxBytes) {
            asked++;
            return new FileRead.Content(new byte[maxBytes], false);
        }

        @Override
        public Listing list(String path, int maxEntries) {
            asked++;
            return new Listing.Missing();
        }

        @Override
        public CommandResult run(List<String> argv, Duration timeout, int maxOutputBytes) {
            asked++;
            return new CommandResult.Finished(0, new byte[maxOutputBytes], false);
        }

        @Override
        public ProcessList processes() {
            asked++;
            return new ProcessList.Unavailable("asked " + asked + " times");
        }
    }

    private final Counting host = new Counting();
    private final OncePerRun once = new OncePerRun(host);

    @Test
    void everyQuestionIsAskedOnce() {
        for (int i = 0; i < 3; i++) {
            once.kind("/a");
            once.read("/a", 10);
            once.list("/a", 10);
            once.run(List.of("a"), Duration.ofSeconds(1), 10);
            once.processes();
        }

        assertThat(host.asked).isEqualTo(5);
    }

    @Test
    void limitsArePartOfTheQuestion() {
        once.read("/a", 10);
        once.read("/a", 11);

        assertThat(host.asked).isEqualTo(2);
    }

    @Test
    void whatDoesNotFitIntoMemoryIsReadAgain() {
        for (int round = 0; round < 2; round++) {
            for (int file = 0; file < 10; file++) {
                assertThat(once.read("/" + file, MIB)).isInstanceOf(FileRead.Content.class);
            }
        }

        assertThat(host.asked).as("eight of ten are kept").isEqualTo(12);
        once.read("/small", 1);
        once.kind("/0");
        assertThat(host.asked).isEqualTo(14);
    }

    @Test
    void outputsHaveRoomOfTheirOwn() {
        once.read("/large", OncePerRun.MAX_KEPT_BYTES);
        once.run(List.of("a"), Duration.ofSeconds(1), MIB);
        once.run(List.of("a"), Duration.ofSeconds(1), MIB);

        assertThat(host.asked).isEqualTo(2);
    }
}
