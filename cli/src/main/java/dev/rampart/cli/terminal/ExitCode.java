package dev.rampart.cli.terminal;

/** What scripts may rely on. */
public final class ExitCode {

    public static final int FINE = 0;

    /** The cluster answered, and something fails, is unknown or did not happen in time. */
    public static final int NOT_FINE = 1;

    /** Wrong usage, no connection, missing rights: nothing is known. */
    public static final int CANNOT_ANSWER = 2;

    /** The cluster answered, and a policy's {@code spec.thresholds} are not met or not known to be. Wins over 1. */
    public static final int THRESHOLDS_NOT_MET = 3;

    private ExitCode() {}
}
