package dev.rampart.policy.host;

import java.time.Duration;
import java.util.List;

/**
 * What a check may ask a machine. Absolute paths and commands are the machine's own, wherever it is mounted. No method
 * throws for what it finds there; every answer is a value. Not safe for use by several threads at once.
 */
public interface Host {

    /** As Wazuh's agent and far beyond what a check of the catalogue takes. */
    Duration COMMAND_TIMEOUT = Duration.ofSeconds(30);

    int MAX_OUTPUT_BYTES = 1024 * 1024;

    int MAX_FILE_BYTES = 1024 * 1024;

    /** What the path leads to, links followed inside the machine's root. */
    FileKind kind(String path);

    /**
     * The beginning of a regular file (or a pseudo file below /proc and /sys). Never blocks on a pipe or a device.
     *
     * @param maxBytes from 1; more than this is cut off and said so
     */
    FileRead read(String path, int maxBytes);

    /**
     * Runs a program of the machine: no shell, standard input empty, standard error merged into the output, a fixed
     * environment. The output ends when the program ends, whoever it left behind. It and what it started are killed
     * when the time is over or the output reaches its limit.
     *
     * @param argv program and arguments, never empty
     */
    CommandResult run(List<String> argv, Duration timeout, int maxOutputBytes);
}
