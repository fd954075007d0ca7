package dev.rampart.policy.eval;

import dev.rampart.policy.host.CommandResult;
import dev.rampart.policy.host.Host;
import dev.rampart.policy.host.Limits;
import dev.rampart.policy.language.CommandLine;
import dev.rampart.policy.language.Rule.CommandRule;
import dev.rampart.policy.model.Reason;
import dev.rampart.policy.pattern.Outcome;
import dev.rampart.policy.pattern.Text;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Runs the commands of {@code c:} rules and says what is not proven by how they ended. */
final class Commands {

    /** systemctl ends with 0 after some of these, so only its words tell. */
    private static final Pattern NO_SERVICE_MANAGER = Pattern.compile(
            "Running in chroot, ignoring|Failed to connect to (?:system scope )?bus|System has not been booted");

    /** "Could not run", even when a shell said so (wm_exec.c, both dialects). */
    private static final int NOT_APPLICABLE_EXIT_CODE = 127;

    private final Host host;
    private final Limits limits;
    private final Outcome timedOut;

    /** @param timedOut what the dialect makes of a command that takes too long */
    Commands(Host host, Limits limits, Outcome timedOut) {
        this.host = host;
        this.limits = limits;
        this.timedOut = timedOut;
    }

    /** @param inOutput asked when the command ended by itself or its output was cut off */
    RuleResult run(CommandRule rule, Function<CommandResult.Finished, RuleResult> inOutput) {
        var argv = CommandLine.split(rule.command());
        if (argv.isEmpty()) {
            return RuleResult.doubtful(Outcome.INVALID, Doubt.COMMAND_NOT_STARTED, "there is no command");
        }
        return switch (host.run(argv, limits.commandTimeout(), limits.maxOutputBytes())) {
            case CommandResult.NotInstalled n -> notInstalled(rule, n.program());
            case CommandResult.NotStarted n -> RuleResult.doubtful(Outcome.INVALID, Doubt.COMMAND_NOT_STARTED, n.why());
            case CommandResult.TimedOut t ->
                RuleResult.doubtful(
                        timedOut,
                        Doubt.COMMAND_TIMED_OUT,
                        "no end after " + limits.commandTimeout().toSeconds() + " s");
            case CommandResult.Finished f -> finished(argv, f, inOutput).answeredBuiltIn(f.builtIn());
        };
    }

    /** A missing program is the engine's "not applicable"; but that something is absent is not proven by it. */
    private static RuleResult notInstalled(CommandRule rule, String program) {
        var result = RuleResult.invalid(Reason.COMMAND_SAYS_NOT_APPLICABLE, program + " is not installed");
        return rule.negated() ? result.withDoubt(Doubt.COMMAND_NOT_STARTED) : result;
    }

    private static RuleResult finished(
            List<String> argv, CommandResult.Finished run, Function<CommandResult.Finished, RuleResult> inOutput) {
        var result = run.exitCode() == NOT_APPLICABLE_EXIT_CODE
                ? RuleResult.invalid(Reason.COMMAND_SAYS_NOT_APPLICABLE, "ended with 127")
                : inOutput.apply(run);
        if (run.truncated()) {
            // The program was killed: neither the rest of its output nor its exit code is known.
            result = result.withDoubt(Doubt.OUTPUT_TRUNCATED);
        }
        boolean asksServiceManager = argv.stream().anyMatch(a -> a.contains("systemctl"));
        if (asksServiceManager
                && NO_SERVICE_MANAGER.matcher(Text.bytes(run.output())).find()) {
            result = result.withDoubt(Doubt.SERVICE_MANAGER_UNREACHABLE);
        }
        return result;
    }
}
