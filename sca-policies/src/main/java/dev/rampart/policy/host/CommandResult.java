package dev.rampart.policy.host;

/** The answer to {@link Host#run}. */
public sealed interface CommandResult {

    /**
     * @param exitCode 0 to 255; 128 + signal when one ended it, which is also the case when it was cut off
     * @param output standard output and error as they came, raw bytes; the caller may not change them
     * @param truncated whether the output reached its limit; the program was then killed
     * @param builtIn whether no process ran: {@link BuiltInCommands} answered what the host's program would have said
     */
    @SuppressWarnings("ArrayRecordComponent") // one reader, never compared
    record Finished(int exitCode, byte[] output, boolean truncated, boolean builtIn) implements CommandResult {

        public Finished(int exitCode, byte[] output, boolean truncated) {
            this(exitCode, output, truncated, false);
        }
    }

    /** The host has no such program. */
    record NotInstalled(String program) implements CommandResult {}

    /** The program exists, or nobody knows whether, but it could not be run. */
    record NotStarted(String why) implements CommandResult {}

    /** It, or somebody who kept its output open, ran longer than allowed; its output is not kept. */
    record TimedOut() implements CommandResult {}
}
