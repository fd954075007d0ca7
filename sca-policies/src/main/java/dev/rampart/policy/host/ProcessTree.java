package dev.rampart.policy.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Everything that one command started. A process that left its parents (a daemon) is still known by a mark in the
 * environment that it inherited.
 */
final class ProcessTree {

    /** Name of the environment variable. */
    static final String MARK = "RAMPART_COMMAND";

    /** New processes may appear while the known ones are being killed. */
    private static final int ROUNDS = 5;

    private final Process process;
    private final String mark;

    ProcessTree(Process process, String mark) {
        this.process = process;
        this.mark = mark;
    }

    void kill() {
        for (int round = 0; round < ROUNDS; round++) {
            var living = Stream.concat(process.descendants(), marked())
                    .filter(ProcessHandle::isAlive)
                    .distinct()
                    .toList();
            process.destroyForcibly();
            living.forEach(ProcessHandle::destroyForcibly);
            if (living.isEmpty()) {
                return;
            }
        }
    }

    private Stream<ProcessHandle> marked() {
        return ProcessHandle.allProcesses().filter(p -> isMarked(p.pid()));
    }

    private boolean isMarked(long pid) {
        try {
            var environment = Files.readAllBytes(Path.of("/proc/" + pid + "/environ"));
            return new String(environment, StandardCharsets.ISO_8859_1).contains(MARK + "=" + mark);
        } catch (IOException e) {
            // Gone, or of somebody else: not started by us.
            return false;
        }
    }
}
