package dev.rampart.policy.eval;

import dev.rampart.policy.eval.LinePattern.Value;
import dev.rampart.policy.eval.Rule.CommandRule;
import dev.rampart.policy.eval.Rule.FileRule;
import dev.rampart.policy.eval.Rule.Unsupported;
import dev.rampart.policy.host.CommandResult;
import dev.rampart.policy.host.FileRead;
import dev.rampart.policy.host.Host;
import dev.rampart.policy.host.Limits;
import dev.rampart.policy.model.Reason;
import java.util.List;
import java.util.regex.Pattern;

/** Answers one rule on one host. */
final class RuleEvaluator {

    /** systemctl ends with 0 after some of these, so only its words tell. */
    private static final Pattern NO_SERVICE_MANAGER = Pattern.compile(
            "Running in chroot, ignoring|Failed to connect to (?:system scope )?bus|System has not been booted");

    private static final int NOT_APPLICABLE_EXIT_CODE = 127;

    private final Host host;
    private final long steps;

    RuleEvaluator(Host host, long stepsPerRule) {
        this.host = host;
        this.steps = stepsPerRule;
    }

    RuleResult evaluate(Rule rule) {
        try {
            return switch (rule) {
                case FileRule f -> file(f).negatedIf(f.negated());
                case CommandRule c -> command(c).negatedIf(c.negated());
                case Unsupported u -> RuleResult.doubtful(Outcome.INVALID, Doubt.RULE_NOT_SUPPORTED, u.why());
            };
        } catch (StepBudget.Exhausted | StackOverflowError e) {
            return RuleResult.doubtful(Outcome.INVALID, Doubt.PATTERN_TOO_EXPENSIVE, "the pattern took too many steps");
        }
    }

    /** The first path that is found decides; else one that is invalid; a doubt about any path before that stays. */
    private RuleResult file(FileRule rule) {
        var budget = new StepBudget(steps);
        var result = RuleResult.of(Outcome.NOT_FOUND, "");
        for (var path : rule.paths()) {
            var next = rule.pattern().map(p -> contents(path, p, budget)).orElseGet(() -> existence(path));
            if (next.outcome() == Outcome.FOUND && next.isProven()) {
                return next;
            }
            if (result.seen().isEmpty() || next.outcome() == Outcome.INVALID || !next.isProven()) {
                var doubts = result.doubts();
                result = next;
                for (var doubt : doubts) {
                    result = result.withDoubt(doubt);
                }
            }
        }
        return result;
    }

    private RuleResult existence(String path) {
        return switch (host.kind(path)) {
            case REGULAR -> RuleResult.of(Outcome.FOUND, "exists");
            case MISSING -> RuleResult.of(Outcome.NOT_FOUND, "no such file");
            case NOT_A_DIRECTORY -> RuleResult.invalid(Reason.FILE_MISSING, "no such file");
            case DIRECTORY, OTHER ->
                RuleResult.doubtful(Outcome.INVALID, Doubt.FILE_NOT_READABLE, "not a regular file");
            case DENIED, UNREACHABLE ->
                RuleResult.doubtful(Outcome.INVALID, Doubt.FILE_NOT_READABLE, "cannot be reached");
        };
    }

    private RuleResult contents(String path, LinePattern pattern, StepBudget budget) {
        return switch (host.read(path, Limits.NODE.maxFileBytes())) {
            case FileRead.Missing m -> RuleResult.invalid(Reason.FILE_MISSING, "no such file");
            case FileRead.NotRegular n ->
                RuleResult.doubtful(Outcome.INVALID, Doubt.FILE_NOT_READABLE, "not a regular file");
            case FileRead.Denied d -> RuleResult.doubtful(Outcome.INVALID, Doubt.FILE_NOT_READABLE, d.reason());
            case FileRead.Content c -> {
                var lines = Lines.ofFile(c.bytes(), c.truncated());
                var result = inFile(lines, pattern, budget);
                yield c.truncated() && result.outcome() != Outcome.FOUND
                        ? result.withDoubt(Doubt.OUTPUT_TRUNCATED)
                        : result;
            }
        };
    }

    /** The first line that is anything but a plain no ends the reading. */
    private static RuleResult inFile(List<String> lines, LinePattern pattern, StepBudget budget) {
        for (var line : lines) {
            var value = pattern.on(line, budget);
            if (value != Value.NO) {
                return lineResult(value, line);
            }
        }
        return RuleResult.of(Outcome.NOT_FOUND, nothingIn(lines));
    }

    private RuleResult command(CommandRule rule) {
        if (rule.pattern().isEmpty()) {
            return RuleResult.doubtful(
                    Outcome.FOUND, Doubt.RULE_NOT_SUPPORTED, "a command without a pattern proves nothing");
        }
        return switch (host.run(rule.argv(), Limits.NODE.commandTimeout(), Limits.NODE.maxOutputBytes())) {
            case CommandResult.NotInstalled n -> notInstalled(rule, n.program());
            case CommandResult.NotStarted n -> RuleResult.doubtful(Outcome.INVALID, Doubt.COMMAND_NOT_STARTED, n.why());
            case CommandResult.TimedOut t ->
                RuleResult.doubtful(
                        Outcome.INVALID,
                        Doubt.COMMAND_TIMED_OUT,
                        "no end after " + Limits.NODE.commandTimeout().toSeconds() + " s");
            case CommandResult.Finished f -> finished(rule, rule.pattern().get(), f);
        };
    }

    /** A missing program is the engine's "not applicable"; but that something is absent is not proven by it. */
    private static RuleResult notInstalled(CommandRule rule, String program) {
        var result = RuleResult.invalid(Reason.COMMAND_SAYS_NOT_APPLICABLE, program + " is not installed");
        return rule.negated() ? result.withDoubt(Doubt.COMMAND_NOT_STARTED) : result;
    }

    private RuleResult finished(CommandRule rule, LinePattern pattern, CommandResult.Finished run) {
        var lines = Lines.ofOutput(run.output(), run.truncated());
        RuleResult result;
        if (run.exitCode() == NOT_APPLICABLE_EXIT_CODE) {
            result = RuleResult.invalid(Reason.COMMAND_SAYS_NOT_APPLICABLE, "ended with 127");
        } else {
            result = inOutput(lines, pattern, new StepBudget(steps));
        }
        if (run.truncated()) {
            // The program was killed: neither the rest of its output nor its exit code is known.
            result = result.withDoubt(Doubt.OUTPUT_TRUNCATED);
        }
        boolean asksServiceManager = rule.argv().stream().anyMatch(a -> a.contains("systemctl"));
        if (asksServiceManager
                && NO_SERVICE_MANAGER.matcher(Lines.text(run.output())).find()) {
            result = result.withDoubt(Doubt.SERVICE_MANAGER_UNREACHABLE);
        }
        return result;
    }

    /** Only a plain yes ends the reading; otherwise the last line's value counts. */
    private static RuleResult inOutput(List<String> lines, LinePattern pattern, StepBudget budget) {
        var last = Value.NO;
        for (var line : lines) {
            last = pattern.on(line, budget);
            if (last == Value.YES) {
                return lineResult(last, line);
            }
        }
        return last == Value.INVALID
                ? lineResult(last, nothingIn(lines))
                : RuleResult.of(Outcome.NOT_FOUND, nothingIn(lines));
    }

    private static RuleResult lineResult(Value value, String line) {
        return switch (value) {
            case YES -> RuleResult.of(Outcome.FOUND, line);
            case INVALID -> RuleResult.invalid(Reason.VALUE_NOT_A_NUMBER, line);
            case NO, NEITHER -> RuleResult.of(Outcome.NOT_FOUND, line);
        };
    }

    /**
     * One line is worth showing; of several none is the culprit, and their number changes from run to run, which would
     * make every result look new.
     */
    private static String nothingIn(List<String> lines) {
        var written = lines.stream().filter(l -> !l.isBlank()).limit(2).toList();
        return switch (written.size()) {
            case 0 -> "nothing written";
            case 1 -> written.getFirst();
            default -> "no line matches";
        };
    }
}
