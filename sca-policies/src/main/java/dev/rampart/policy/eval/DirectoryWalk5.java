package dev.rampart.policy.eval;

import dev.rampart.policy.host.Host;
import dev.rampart.policy.host.Limits;
import dev.rampart.policy.host.Listing;
import dev.rampart.policy.model.Reason;
import dev.rampart.policy.pattern.ContentPattern;
import dev.rampart.policy.pattern.NamePattern;
import dev.rampart.policy.pattern.Outcome;
import dev.rampart.policy.pattern.Text;
import dev.rampart.policy.regex.StepBudget;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Looks for a file below a directory as 5.0.0-beta4 does (DirRuleEvaluator): links are passed over. */
final class DirectoryWalk5 {

    private static final RuleResult NOTHING = RuleResult.of(Outcome.NOT_FOUND, "no such file below it");

    private final Host host;
    private final Limits limits;
    private final StepBudget budget;
    private final BiFunction<String, ContentPattern, RuleResult> contentOf;
    private final BiFunction<String, ContentPattern, RuleResult> contentOfBareName;
    private int seen;

    DirectoryWalk5(
            Host host,
            Limits limits,
            StepBudget budget,
            BiFunction<String, ContentPattern, RuleResult> contentOf,
            BiFunction<String, ContentPattern, RuleResult> contentOfBareName) {
        this.host = host;
        this.limits = limits;
        this.budget = budget;
        this.contentOf = contentOf;
        this.contentOfBareName = contentOfBareName;
    }

    /** The last directory listed is visited first, as from the engine's stack. */
    RuleResult of(String directory, NamePattern name, Optional<ContentPattern> pattern) {
        Deque<String> ahead = new ArrayDeque<>();
        ahead.push(directory);
        var result = NOTHING;
        while (!ahead.isEmpty()) {
            var path = ahead.pop();
            switch (host.list(path, Math.max(1, limits.maxDirectoryEntries() - seen))) {
                case Listing.Missing m -> {
                    return RuleResult.invalid(Reason.FILE_MISSING, "no such directory");
                }
                case Listing.NotDirectory n -> {
                    return RuleResult.invalid(Reason.NOT_A_FILE, "not a directory");
                }
                case Listing.Denied d -> {
                    return RuleResult.doubtful(Outcome.INVALID, Doubt.FILE_NOT_READABLE, d.reason());
                }
                case Listing.Entries e -> {
                    var here = new Visit(name, pattern);
                    var decided = here.of(path, e.entries());
                    if (decided != null) {
                        return decided.withDoubts(result.doubts());
                    }
                    result = result.withDoubts(here.doubts.doubts());
                    e.entries().stream()
                            .filter(c -> c.kind() == Listing.EntryKind.DIRECTORY)
                            .forEach(c -> ahead.push(path + "/" + c.name()));
                    seen += e.entries().size();
                    if (e.truncated()) {
                        return result.withDoubt(Doubt.OUTPUT_TRUNCATED);
                    }
                }
            }
        }
        return result;
    }

    private final class Visit {
        private final NamePattern name;
        private final Optional<ContentPattern> pattern;
        private RuleResult doubts = NOTHING;
        private boolean testable;

        Visit(NamePattern name, Optional<ContentPattern> pattern) {
            this.name = name;
            this.pattern = pattern;
        }

        /** Null when nothing in this directory decides. */
        @Nullable
        RuleResult of(String path, List<Listing.Entry> entries) {
            for (var entry : entries) {
                if (entry.kind() == Listing.EntryKind.DIRECTORY || entry.kind() == Listing.EntryKind.LINK) {
                    continue;
                }
                var decided = file(path, entry.name());
                if (decided != null) {
                    return decided;
                }
            }
            boolean byRegex = !(name instanceof NamePattern.Exact);
            return byRegex && !testable && !entries.isEmpty()
                    ? RuleResult.invalid(Reason.NOT_A_FILE, "no file directly in " + path)
                    : null;
        }

        private @Nullable RuleResult file(String directory, String file) {
            return switch (name) {
                case NamePattern.Exact exact -> exact.text().equals(file) ? byName(file) : null;
                case NamePattern.Wazuh5(var regex) -> byRegex(directory, file, regex);
                case NamePattern.Wazuh4 other -> throw new IllegalArgumentException("a name of 4.x");
            };
        }

        private RuleResult byName(String file) {
            return pattern.map(p -> contentOfBareName.apply(file, p))
                    .orElseGet(() -> RuleResult.of(Outcome.FOUND, file));
        }

        private @Nullable RuleResult byRegex(String directory, String file, ContentPattern regex) {
            var match = regex.inFile(new Text(file, List.of(file)), budget);
            testable |= match.outcome() != Outcome.INVALID;
            if (match.outcome() != Outcome.FOUND) {
                return null;
            }
            if (pattern.isEmpty()) {
                return RuleResult.of(Outcome.FOUND, file);
            }
            var content = contentOf.apply(directory + "/" + file, pattern.get());
            if (content.outcome() == Outcome.FOUND) {
                return content;
            }
            doubts = doubts.withDoubts(content.doubts());
            return null;
        }
    }
}
