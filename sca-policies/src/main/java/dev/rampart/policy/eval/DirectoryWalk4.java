package dev.rampart.policy.eval;

import dev.rampart.policy.host.Host;
import dev.rampart.policy.host.Listing;
import dev.rampart.policy.model.Reason;
import dev.rampart.policy.pattern.Outcome;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import java.util.function.Predicate;

/** Looks for a file below a directory as 4.14.5 does (wm_sca_check_dir): links are candidates and never descended. */
final class DirectoryWalk4 {

    private final Host host;
    private final EngineSettings settings;
    private final Predicate<String> isMeant;
    private final Function<String, RuleResult> question;
    private RuleResult result = RuleResult.of(Outcome.NOT_FOUND, "no such file below it");
    private int seen;

    /** @param question asked about the path of each entry whose name is meant */
    DirectoryWalk4(
            Host host, EngineSettings settings, Predicate<String> isMeant, Function<String, RuleResult> question) {
        this.host = host;
        this.settings = settings;
        this.isMeant = isMeant;
        this.question = question;
    }

    /** The first entry that is found ends it; otherwise anything invalid on the way makes the whole invalid. */
    RuleResult of(String directory) {
        Deque<String> ahead = new ArrayDeque<>();
        ahead.push(directory);
        boolean first = true;
        while (!ahead.isEmpty()) {
            var path = ahead.pop();
            var entries = entries(path, first);
            first = false;
            if (entries == null) {
                continue;
            }
            for (var entry : entries.entries()) {
                var child = path + "/" + entry.name();
                if (entry.kind() == Listing.EntryKind.DIRECTORY) {
                    ahead.push(child);
                } else if (isMeant.test(entry.name())) {
                    var answer = question.apply(child);
                    if (answer.outcome() == Outcome.FOUND) {
                        return answer;
                    }
                    note(answer);
                }
            }
            seen += entries.entries().size();
            if (entries.truncated()) {
                return result.withDoubt(Doubt.OUTPUT_TRUNCATED);
            }
        }
        return result;
    }

    private Listing.@org.jspecify.annotations.Nullable Entries entries(String path, boolean first) {
        int room = Math.max(1, settings.limits().maxDirectoryEntries() - seen);
        switch (host.list(path, room)) {
            case Listing.Entries e -> {
                if (first && e.networkMount() && settings.skipNetworkMounts()) {
                    note(RuleResult.invalid(Reason.NETWORK_MOUNT, "on a network mount"));
                    return null;
                }
                return e;
            }
            case Listing.Missing m -> note(RuleResult.invalid(Reason.FILE_MISSING, "no such directory"));
            case Listing.NotDirectory n -> note(RuleResult.invalid(Reason.NOT_A_FILE, "not a directory"));
            case Listing.Denied d -> note(RuleResult.doubtful(Outcome.INVALID, Doubt.FILE_NOT_READABLE, d.reason()));
        }
        return null;
    }

    private void note(RuleResult answer) {
        result = answer.outcome() == Outcome.INVALID && result.outcome() != Outcome.INVALID
                ? answer.withDoubts(result.doubts())
                : result.withDoubts(answer.doubts());
    }
}
