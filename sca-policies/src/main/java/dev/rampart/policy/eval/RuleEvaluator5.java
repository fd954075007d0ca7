package dev.rampart.policy.eval;

import dev.rampart.policy.host.FileRead;
import dev.rampart.policy.host.Host;
import dev.rampart.policy.host.ProcessList;
import dev.rampart.policy.language.Rule;
import dev.rampart.policy.language.Rule.CommandRule;
import dev.rampart.policy.language.Rule.DirectoryRule;
import dev.rampart.policy.language.Rule.FileRule;
import dev.rampart.policy.language.Rule.ProcessRule;
import dev.rampart.policy.model.Reason;
import dev.rampart.policy.pattern.ContentPattern;
import dev.rampart.policy.pattern.Lines;
import dev.rampart.policy.pattern.Outcome;
import dev.rampart.policy.pattern.Text;
import dev.rampart.policy.pattern.Wazuh5Pattern;
import dev.rampart.policy.regex.StepBudget;

/** Rules of 5.0.0-beta4 (sca_policy_check.cpp: the *RuleEvaluator classes). */
final class RuleEvaluator5 implements RuleEvaluator {

    private final Host host;
    private final EngineSettings settings;
    private final Contents contents;
    private final Commands commands;

    RuleEvaluator5(Host host, EngineSettings settings) {
        this.host = host;
        this.settings = settings;
        this.contents = new Contents(host, settings.limits(), Lines::ofFile5);
        this.commands = new Commands(host, settings.limits(), Outcome.NOT_RUN);
    }

    @Override
    public RuleResult evaluate(Rule rule) {
        return switch (rule) {
            case FileRule f -> file(f).negatedIf(f.negated());
            case DirectoryRule d -> directory(d).negatedIf(d.negated());
            case CommandRule c -> command(c).negatedIf(c.negated());
            case ProcessRule p -> process(p).negatedIf(p.negated());
            case Rule.RegistryRule r -> RuleResult.invalid(Reason.NO_REGISTRY, "only Windows has a registry");
            case Rule.Unparsable u -> throw new IllegalArgumentException("a rule that " + u.why());
        };
    }

    private StepBudget budget() {
        return new StepBudget(settings.limits().patternSteps());
    }

    private RuleResult file(FileRule rule) {
        var path = rule.paths().getFirst();
        return rule.pattern().map(p -> content(path, p, budget())).orElseGet(() -> existence(path));
    }

    private RuleResult existence(String path) {
        return switch (host.kind(path)) {
            case REGULAR -> RuleResult.of(Outcome.FOUND, "exists");
            case MISSING, NOT_A_DIRECTORY -> RuleResult.of(Outcome.NOT_FOUND, "no such file");
            case DIRECTORY, OTHER -> RuleResult.of(Outcome.NOT_FOUND, "not a regular file");
            case DENIED, UNREACHABLE ->
                RuleResult.doubtful(Outcome.INVALID, Doubt.FILE_NOT_READABLE, "cannot be reached");
        };
    }

    private RuleResult content(String path, ContentPattern pattern, StepBudget budget) {
        return switch (contents.of(path)) {
            case Contents.Read.Lines(var text, var truncated) -> {
                var result = RuleResult.of(pattern.inFile(text, budget));
                yield truncated ? result.withDoubt(Doubt.OUTPUT_TRUNCATED) : result;
            }
            case Contents.Read.NoContent(FileRead.Missing m) -> RuleResult.invalid(Reason.FILE_MISSING, "no such file");
            case Contents.Read.NoContent(FileRead.NotRegular n) ->
                RuleResult.invalid(Reason.NOT_A_FILE, "not a regular file");
            case Contents.Read.NoContent(FileRead.Denied d) -> unreadable(pattern, d.reason());
            case Contents.Read.NoContent(FileRead.Content c) -> throw new IllegalStateException("a file with content");
        };
    }

    /** The engine takes a file that it cannot read for an empty one, unless a literal is looked for. */
    private static RuleResult unreadable(ContentPattern pattern, String why) {
        boolean literal = pattern instanceof Wazuh5Pattern p && p.literal();
        return RuleResult.doubtful(literal ? Outcome.INVALID : Outcome.NOT_FOUND, Doubt.FILE_NOT_READABLE, why);
    }

    private RuleResult directory(DirectoryRule rule) {
        var path = rule.paths().getFirst();
        if (rule.name().isEmpty()) {
            return directoryExistence(path);
        }
        var budget = budget();
        return new DirectoryWalk5(
                        host,
                        settings.limits(),
                        budget,
                        (candidate, pattern) -> content(candidate, pattern, budget),
                        (name, pattern) -> contentOfBareName(name, pattern, budget))
                .of(path, rule.name().get(), rule.pattern());
    }

    private RuleResult directoryExistence(String path) {
        return switch (host.kind(path)) {
            case DIRECTORY -> RuleResult.of(Outcome.FOUND, "exists");
            case MISSING, NOT_A_DIRECTORY -> RuleResult.of(Outcome.NOT_FOUND, "no such directory");
            case REGULAR, OTHER -> RuleResult.of(Outcome.NOT_FOUND, "not a directory");
            case DENIED, UNREACHABLE ->
                RuleResult.doubtful(Outcome.INVALID, Doubt.FILE_NOT_READABLE, "cannot be reached");
        };
    }

    /** The engine forgets the directory here and reads from its own working directory, without asking what is there. */
    private RuleResult contentOfBareName(String name, ContentPattern pattern, StepBudget budget) {
        return switch (contents.of(name)) {
            case Contents.Read.Lines lines -> content(name, pattern, budget);
            case Contents.Read.NoContent n ->
                unreadable(pattern, "5.x reads \"" + name + "\" from its working directory, not from here");
        };
    }

    private RuleResult command(CommandRule rule) {
        if (!settings.commandsAllowed()) {
            return RuleResult.doubtful(
                    Outcome.INVALID, Doubt.COMMAND_NOT_STARTED, "commands of remote policies are not allowed");
        }
        return commands.run(
                rule,
                f -> rule.pattern()
                        .map(p -> inOutput(p, Lines.ofOutput5(f.output(), f.truncated())))
                        .orElseGet(() -> RuleResult.of(Outcome.FOUND, "could be run")));
    }

    private RuleResult inOutput(ContentPattern pattern, Text output) {
        return RuleResult.of(pattern.inOutput(output, budget()), output);
    }

    private RuleResult process(ProcessRule rule) {
        return switch (host.processes()) {
            case ProcessList.Unavailable u ->
                RuleResult.doubtful(Outcome.NOT_FOUND, Doubt.PROCESSES_NOT_LISTED, u.why());
            case ProcessList.Listed l -> {
                boolean found = l.processes().stream()
                        .anyMatch(p -> p.name().equals(rule.name()) || p.argv0().equals(rule.name()));
                yield found
                        ? RuleResult.of(Outcome.FOUND, rule.name())
                        : RuleResult.of(Outcome.NOT_FOUND, "no process of that name");
            }
        };
    }
}
