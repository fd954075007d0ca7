package dev.rampart.policy.host;

import java.time.Duration;

/**
 * What a scan may spend on one question.
 *
 * @param commandTimeout as Wazuh's {@code sca.commands_timeout}, 30 s unless set
 * @param maxOutputBytes per command
 * @param maxFileBytes per file
 * @param maxDirectoryEntries per directory
 * @param patternSteps per rule
 */
public record Limits(
        Duration commandTimeout, int maxOutputBytes, int maxFileBytes, int maxDirectoryEntries, long patternSteps) {

    private static final int MIB = 1024 * 1024;

    /** For a scanner that shares a node with others and has a small heap. */
    public static final Limits NODE = new Limits(Duration.ofSeconds(30), MIB, MIB, 200_000, 20_000_000);

    /** For a scan of the machine that the command line runs on. */
    public static final Limits MACHINE = new Limits(Duration.ofSeconds(30), 16 * MIB, 16 * MIB, 1_000_000, 20_000_000);
}
