package dev.rampart.policy.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Everything that one command started. A process that left its parents (a daemon) is still known by a mark in the
 * environment that it inherited.
 */
final class ProcessTree {

    /** Name of the environment variable. */
    static final String MARK = "RAMPART_COMMAND";

    /** New processes may appear while the known ones are being killed. */
    private static final int ROUNDS = 5;

    private ProcessTree() {}

    static void kill(String mark) {
        for (int round = 0; round < ROUNDS; round++) {
            var living = ProcessHandle.allProcesses()
                    .filter(p -> isMarked(p.pid(), mark))
                    .filter(ProcessHandle::isAlive)
                    .toList();
            living.forEach(ProcessHandle::destroyForcibly);
            if (living.isEmpty()) {
                return;
            }
        }
    }

    private static boolean isMarked(long pid, String mark) {
        try {
            var environment = Files.readAllBytes(Path.of("/proc/" + pid + "/environ"));
            return new String(environment, StandardCharsets.ISO_8859_1).contains(MARK + "=" + mark);
        } catch (IOException e) {
            // Gone, or of somebody else: not started by us.
            return false;
        }
    }
}
