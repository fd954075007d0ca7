package dev.rampart.cli;

import dev.rampart.cli.lint.LintCommand;
import dev.rampart.cli.recheck.RecheckCommand;
import dev.rampart.cli.scan.ScanCommand;
import dev.rampart.cli.status.StatusCommand;
import dev.rampart.cli.vectors.VectorsCommand;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The commands, in the order of the help. One that is named is made alone: looking at the classes of the others, and the
 * API client they use, would take longer than a whole scan.
 */
enum Subcommand {
    STATUS("status", true, StatusCommand::new),
    RECHECK("recheck", true, clock -> new RecheckCommand(clock, new SecureRandom())),
    SCAN("scan", false, clock -> new ScanCommand()),
    LINT("lint", false, clock -> new LintCommand()),
    VECTORS("vectors", false, clock -> new VectorsCommand());

    private final String word;
    private final boolean asksCluster;
    private final Function<Clock, Object> make;

    Subcommand(String word, boolean asksCluster, Function<Clock, Object> make) {
        this.word = word;
        this.asksCluster = asksCluster;
        this.make = make;
    }

    String word() {
        return word;
    }

    boolean asksCluster() {
        return asksCluster;
    }

    Object make(Clock clock) {
        return make.apply(clock);
    }

    /** @return the one that the first word names; all of them when it names none */
    static List<Subcommand> meantBy(String... words) {
        var named = Arrays.stream(values())
                .filter(s -> words.length > 0 && s.word.equals(words[0]))
                .toList();
        return named.isEmpty() ? List.of(values()) : named;
    }
}
