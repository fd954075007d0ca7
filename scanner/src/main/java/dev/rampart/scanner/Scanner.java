package dev.rampart.scanner;

import dev.rampart.policy.checkset.CheckSet;
import dev.rampart.scanner.api.Backoff;
import dev.rampart.scanner.checkset.CheckSets;
import dev.rampart.scanner.checkset.Document;
import dev.rampart.scanner.log.EventLog;
import dev.rampart.scanner.log.Field;
import dev.rampart.scanner.nodescan.NodeScan;
import dev.rampart.scanner.plan.Ledger;
import dev.rampart.scanner.plan.Ledger.Setback;
import dev.rampart.scanner.plan.Order;
import dev.rampart.scanner.plan.Plan;
import dev.rampart.scanner.plan.Plan.Due;
import dev.rampart.scanner.plan.Spread;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the process knows and does in one pass: plan, evaluate what is due, publish what has to be. One thread. */
final class Scanner {

    /** A document that could not be read once or twice causes no write: the API server is busy enough. */
    private static final int ATTEMPTS_UNTIL_SHOWN = 3;

    private final Spread spread;
    private final CheckSets checkSets;
    private final Evaluator evaluator;
    private final Publication publication;
    private final Backoff backoff;
    private final InstantSource clock;
    private final EventLog log;

    private Ledger ledger = Ledger.EMPTY;
    private List<String> findings = List.of();

    Scanner(
            Spread spread,
            CheckSets checkSets,
            Evaluator evaluator,
            Publication publication,
            Backoff backoff,
            Surroundings surroundings) {
        this.spread = spread;
        this.checkSets = checkSets;
        this.evaluator = evaluator;
        this.publication = publication;
        this.backoff = backoff;
        this.clock = surroundings.clock();
        this.log = surroundings.log();
    }

    record Surroundings(InstantSource clock, EventLog log) {}

    /**
     * @param seen the newest version of the NodeScan
     * @return when to come again if nothing new is seen before; empty when only news can give work
     */
    Optional<Instant> pass(Optional<NodeScan> seen) {
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        var scan = seen.get();
        if (publication.isFirst(scan)) {
            // The status of an earlier process: its results count as published, and each set is evaluated once anew.
            ledger = Ledger.fromStatus(scan.statusOrEmpty());
        }
        publication.begin(scan);
        var order = Order.of(scan.specOrEmpty(), spread);
        var digests = digests(order);
        ledger = ledger.retain(digests);
        checkSets.retain(digests);

        var due = Plan.of(order, ledger, clock.instant()).due();
        if (!due.isEmpty()) {
            evaluate(due, order);
        }
        var publish = publication.publish(order, ledger, findings);
        var wake = Plan.of(order, ledger, clock.instant());
        var next = wake.due().isEmpty() ? wake.wake() : Optional.of(clock.instant());
        return Optional.of(next.filter(n -> n.isBefore(publish)).orElse(publish));
    }

    private void evaluate(List<Due> due, Order order) {
        var sets = load(due, order);
        if (sets.isEmpty()) {
            return;
        }
        try {
            var outcome = evaluator.run(sets, order);
            for (var entry : outcome.entries()) {
                ledger = ledger.with(entry);
            }
            reportFindings(outcome.judgement().findings());
            log.info(
                    "Evaluated",
                    new Field(EventLog.COUNT, sets.size()),
                    new Field(EventLog.CAUSE, causes(due, sets.keySet())),
                    new Field(EventLog.DIGEST, String.join(",", sets.keySet())),
                    new Field(EventLog.DURATION, outcome.duration().toMillis() + "ms"));
        } catch (RuntimeException e) {
            log.error("The evaluation failed by a defect of the scanner", e);
            var message = "the evaluation failed inside the scanner ("
                    + e.getClass().getSimpleName() + "); its log says where";
            for (var digest : sets.keySet()) {
                setback(digest, order, message);
            }
        }
    }

    private Map<String, CheckSet> load(List<Due> due, Order order) {
        var sets = new LinkedHashMap<String, CheckSet>();
        for (var one : due) {
            var digest = one.set().digest();
            switch (checkSets.get(one.set())) {
                case Document.Loaded(var set) -> sets.put(digest, set);
                case Document.Rejected(var message) -> {
                    ledger = ledger.without(digest);
                    setback(digest, order, message);
                }
                case Document.Unavailable(var message, var retryAfter) ->
                    unavailable(digest, order, message, retryAfter);
            }
        }
        return sets;
    }

    private void setback(String digest, Order order, String message) {
        setback(digest, order, message, backoff.after(attempt(digest), Optional.empty()), Optional.of(message));
    }

    private void unavailable(String digest, Order order, String message, Optional<Duration> retryAfter) {
        int attempt = attempt(digest);
        var shown = Optional.of(message).filter(m -> attempt >= ATTEMPTS_UNTIL_SHOWN);
        setback(digest, order, message, backoff.after(attempt, retryAfter), shown);
    }

    private int attempt(String digest) {
        return ledger.setback(digest).map(Setback::attempts).orElse(0) + 1;
    }

    private void setback(String digest, Order order, String message, Duration pause, Optional<String> shown) {
        var retryAt = clock.instant().plus(pause);
        ledger = ledger.with(digest, new Setback(attempt(digest), retryAt, order.recheck(), shown));
        log.warn(
                "A check set is not evaluated",
                new Field(EventLog.DIGEST, digest),
                new Field(EventLog.PROBLEM, message),
                new Field(EventLog.RETRY_IN, pause));
    }

    private void reportFindings(List<String> now) {
        if (!now.equals(findings)) {
            findings = now;
            if (now.isEmpty()) {
                log.info("All tripwires are intact");
            } else {
                log.warn("Not all tripwires are intact", new Field(EventLog.PROBLEM, String.join("; ", now)));
            }
        }
    }

    private static Set<String> digests(Order order) {
        var digests = new LinkedHashSet<String>();
        order.sets().forEach(set -> digests.add(set.digest()));
        return digests;
    }

    private static String causes(List<Due> due, Set<String> evaluated) {
        var causes = new LinkedHashSet<String>();
        due.stream()
                .filter(one -> evaluated.contains(one.set().digest()))
                .forEach(one -> causes.add(one.cause().name()));
        return String.join(",", causes);
    }
}
