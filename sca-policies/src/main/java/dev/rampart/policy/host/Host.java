package dev.rampart.policy.host;

import java.time.Duration;
import java.util.List;

/**
 * What a check may ask a machine. Paths and commands are the machine's own, wherever it is mounted. Every string is a
 * byte string: each char, 0 to 255, is one byte. Relative paths start in the host's working directory, {@code /} unless
 * said otherwise. No method throws for what it finds there; every answer is a value. Not safe for use by several threads
 * at once.
 */
public interface Host {

    /** What the path leads to, links followed inside the machine's root. */
    FileKind kind(String path);

    /**
     * The beginning of a regular file (or a pseudo file below /proc and /sys). Never blocks on a pipe or a device.
     *
     * @param maxBytes from 1; more than this is cut off and said so
     */
    FileRead read(String path, int maxBytes);

    /**
     * The entries of one directory, links on the way and at its end followed.
     *
     * @param maxEntries from 0, which only asks whether it can be opened; more than this is cut off and said so
     */
    Listing list(String path, int maxEntries);

    /**
     * Runs a program of the machine: no shell, standard input empty, standard error merged into the output, a fixed
     * environment, in the working directory. A file that may be executed and is no program is run by {@code /bin/sh}
     * (execvp). The output ends when nobody holds it open any more, as in Wazuh's {@code wm_exec}. The program and what
     * it started are killed when the time is over or the output reaches its limit.
     *
     * @param argv program and arguments, never empty; a program without a slash is looked up in a fixed PATH
     */
    CommandResult run(List<String> argv, Duration timeout, int maxOutputBytes);

    /** All processes that the machine's own {@code /proc} shows. */
    ProcessList processes();
}
