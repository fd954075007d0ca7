package dev.rampart.policy.eval;

import dev.rampart.policy.host.FileRead;
import dev.rampart.policy.host.Host;
import dev.rampart.policy.host.HostProcess;
import dev.rampart.policy.host.Listing;
import dev.rampart.policy.host.ProcessList;
import dev.rampart.policy.language.Rule;
import dev.rampart.policy.language.Rule.CommandRule;
import dev.rampart.policy.language.Rule.DirectoryRule;
import dev.rampart.policy.language.Rule.FileRule;
import dev.rampart.policy.language.Rule.ProcessRule;
import dev.rampart.policy.language.RuleParser4;
import dev.rampart.policy.model.Reason;
import dev.rampart.policy.pattern.ContentPattern;
import dev.rampart.policy.pattern.Lines;
import dev.rampart.policy.pattern.NamePattern;
import dev.rampart.policy.pattern.Outcome;
import dev.rampart.policy.pattern.Wazuh4Pattern;
import dev.rampart.policy.regex.StepBudget;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Rules of 4.14.5 (wm_sca.c: the wm_sca_check_* functions; os_utils.c for processes). */
final class RuleEvaluator4 implements RuleEvaluator {

    /** The agent asks ps for these only. */
    private static final int MAX_PID = 32768;

    private final Host host;
    private final EngineSettings settings;
    private final Contents contents;
    private final Commands commands;

    RuleEvaluator4(Host host, EngineSettings settings) {
        this.host = host;
        this.settings = settings;
        this.contents = new Contents(host, settings.limits(), Lines::ofFile4);
        this.commands = new Commands(host, settings.limits(), Outcome.INVALID);
    }

    @Override
    public RuleResult evaluate(Rule rule) {
        return switch (rule) {
            case FileRule f -> files(f.paths(), f.pattern(), budget()).negatedIf(f.negated());
            case DirectoryRule d -> directories(d).negatedIf(d.negated());
            case CommandRule c -> command(c).negatedIf(c.negated());
            case ProcessRule p -> process(p).negatedIf(p.negated());
            case Rule.RegistryRule r -> RuleResult.invalid(Reason.NO_REGISTRY, "only Windows has a registry");
            case Rule.Unparsable u -> throw new IllegalArgumentException("a rule that " + u.why());
        };
    }

    private StepBudget budget() {
        return new StepBudget(settings.limits().patternSteps());
    }

    /** The first that is found decides; otherwise one that is invalid; a doubt about any stays. */
    private static RuleResult firstFound(List<String> items, Function<String, RuleResult> question) {
        var result = RuleResult.of(Outcome.NOT_FOUND, "nothing to look at");
        boolean first = true;
        for (var item : items) {
            var next = question.apply(item);
            if (next.outcome() == Outcome.FOUND) {
                return next;
            }
            result = first || next.outcome() == Outcome.INVALID
                    ? next.withDoubts(result.doubts())
                    : result.withDoubts(next.doubts());
            first = false;
        }
        return result;
    }

    private RuleResult files(List<String> paths, Optional<ContentPattern> pattern, StepBudget budget) {
        return firstFound(
                paths, path -> pattern.map(p -> content(path, p, budget)).orElseGet(() -> existence(path)));
    }

    private RuleResult existence(String path) {
        return switch (host.kind(path)) {
            case REGULAR -> RuleResult.of(Outcome.FOUND, "exists");
            case MISSING -> RuleResult.of(Outcome.NOT_FOUND, "no such file");
            case NOT_A_DIRECTORY -> RuleResult.invalid(Reason.FILE_MISSING, "no such file");
            case DIRECTORY, OTHER -> RuleResult.invalid(Reason.NOT_A_FILE, "not a regular file");
            case DENIED, UNREACHABLE ->
                RuleResult.doubtful(Outcome.INVALID, Doubt.FILE_NOT_READABLE, "cannot be reached");
        };
    }

    private RuleResult content(String path, ContentPattern pattern, StepBudget budget) {
        return switch (contents.of(path)) {
            case Contents.Read.Lines(var text, var truncated) -> {
                var result = RuleResult.of(pattern.inFile(text, budget), text);
                yield truncated && result.outcome() != Outcome.FOUND
                        ? result.withDoubt(Doubt.OUTPUT_TRUNCATED)
                        : result;
            }
            case Contents.Read.NoContent(var read) -> noContent(read);
        };
    }

    private static RuleResult noContent(FileRead read) {
        return switch (read) {
            case FileRead.Missing m -> RuleResult.invalid(Reason.FILE_MISSING, "no such file");
            case FileRead.NotRegular n -> RuleResult.invalid(Reason.NOT_A_FILE, "not a regular file");
            case FileRead.Denied d -> RuleResult.doubtful(Outcome.INVALID, Doubt.FILE_NOT_READABLE, d.reason());
            case FileRead.Content c -> throw new IllegalStateException("a file with content");
        };
    }

    private RuleResult directories(DirectoryRule rule) {
        var budget = budget();
        return firstFound(
                rule.paths(),
                path -> rule.name()
                        .map(name -> new DirectoryWalk4(
                                        host,
                                        settings,
                                        n -> ((NamePattern.Wazuh4) name).matches(n, budget),
                                        candidate -> files(RuleParser4.paths(candidate), rule.pattern(), budget))
                                .of(path))
                        .orElseGet(() -> directoryExistence(path)));
    }

    private RuleResult directoryExistence(String path) {
        return switch (host.list(path, 0)) {
            case Listing.Entries e ->
                e.networkMount() && settings.skipNetworkMounts()
                        ? RuleResult.invalid(Reason.NETWORK_MOUNT, "on a network mount")
                        : RuleResult.of(Outcome.FOUND, "exists");
            case Listing.Missing m -> RuleResult.of(Outcome.NOT_FOUND, "no such directory");
            case Listing.NotDirectory n -> RuleResult.invalid(Reason.NOT_A_FILE, "not a directory");
            case Listing.Denied d -> RuleResult.doubtful(Outcome.INVALID, Doubt.FILE_NOT_READABLE, d.reason());
        };
    }

    private RuleResult command(CommandRule rule) {
        if (!settings.commandsAllowed()) {
            return RuleResult.doubtful(
                    Outcome.INVALID, Doubt.COMMAND_NOT_STARTED, "commands of remote policies are not allowed");
        }
        if (rule.pattern().isEmpty()) {
            return RuleResult.doubtful(
                    Outcome.FOUND, Doubt.NOTHING_LOOKED_AT, "4.x finds a command without a pattern and never runs it");
        }
        var pattern = rule.pattern().get();
        return commands.run(rule, f -> {
            var text = Lines.ofOutput4(f.output(), f.truncated());
            return RuleResult.of(pattern.inOutput(text, budget()), text);
        });
    }

    private RuleResult process(ProcessRule rule) {
        var pattern = rule.pattern().orElseThrow();
        return switch (host.processes()) {
            case ProcessList.Unavailable u -> RuleResult.doubtful(Outcome.FOUND, Doubt.PROCESSES_NOT_LISTED, u.why());
            case ProcessList.Listed l
            when !l.psInstalled() ->
                RuleResult.doubtful(
                        Outcome.FOUND, Doubt.NOTHING_LOOKED_AT, "ps is not installed: 4.x finds every process");
            case ProcessList.Listed l -> inNames(l, pattern);
        };
    }

    /** The agent does not find a process with a high id; but it is there. */
    private RuleResult inNames(ProcessList.Listed list, Wazuh4Pattern pattern) {
        var result = RuleResult.of(pattern.inNames(names(list, p -> p.pid() <= MAX_PID), budget()));
        if (result.outcome() == Outcome.FOUND) {
            return result;
        }
        var others = pattern.inNames(names(list, p -> p.pid() > MAX_PID), budget());
        return others.outcome() == Outcome.FOUND
                ? RuleResult.doubtful(
                        Outcome.NOT_FOUND,
                        Doubt.PROCESSES_NOT_LISTED,
                        others.seen() + ", which 4.x does not see: its id is above " + MAX_PID)
                : result;
    }

    private static List<String> names(ProcessList.Listed list, Predicate<HostProcess> which) {
        return list.processes().stream()
                .filter(which)
                .map(RuleEvaluator4::asPsShows)
                .toList();
    }

    private static String asPsShows(HostProcess process) {
        return process.zombie() ? process.name() + " <defunct>" : process.name();
    }
}
