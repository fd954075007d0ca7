package dev.rampart.scanner.plan;

import dev.rampart.scanner.plan.Ledger.Entry;
import dev.rampart.scanner.plan.Ledger.Run;
import dev.rampart.scanner.plan.Ledger.Setback;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What to do now, and when to look again if nothing happens before.
 *
 * @param due in the order of the assignments
 * @param wake empty when nothing is due by time alone
 */
public record Plan(List<Due> due, Optional<Instant> wake) {

    public record Due(AssignedSet set, Cause cause) {}

    private sealed interface Step {}

    private record Now(Cause cause) implements Step {}

    private record At(Instant time) implements Step {}

    private record Never() implements Step {}

    public Plan {
        due = List.copyOf(due);
    }

    public static Plan of(Order order, Ledger ledger, Instant now) {
        var due = new ArrayList<Due>();
        var wake = Optional.<Instant>empty();
        for (var set : order.sets()) {
            switch (step(set, order, ledger, now)) {
                case Now(var cause) -> due.add(new Due(set, cause));
                case At(var time) -> wake = wake.filter(w -> w.isBefore(time)).or(() -> Optional.of(time));
                case Never n -> {}
            }
        }
        return new Plan(due, wake);
    }

    private static Step step(AssignedSet set, Order order, Ledger ledger, Instant now) {
        var setback = ledger.setback(set.digest());
        if (setback.isPresent()) {
            return afterSetback(setback.get(), order, now);
        }
        var entry = ledger.entry(set.digest());
        return entry.isEmpty() ? new Now(Cause.NEW_ASSIGNMENT) : afterResult(set, entry.get(), order, now);
    }

    private static Step afterSetback(Setback setback, Order order, Instant now) {
        if (order.recheck().isPresent() && !order.recheck().equals(setback.recheck())) {
            return new Now(Cause.RECHECK);
        }
        return setback.isOver(now) ? new Now(Cause.RETRY) : new At(setback.retryAt());
    }

    private static Step afterResult(AssignedSet set, Entry entry, Order order, Instant now) {
        var sameNode = order.nodeUid().equals(Optional.of(entry.result().nodeUID()));
        if (!sameNode) {
            return new Now(Cause.NODE_CHANGED);
        }
        var answered = Optional.ofNullable(entry.result().recheck());
        if (order.recheck().isPresent() && !order.recheck().equals(answered)) {
            return new Now(Cause.RECHECK);
        }
        if (entry.run().isEmpty()) {
            return new Now(Cause.START);
        }
        return afterRun(set, entry.run().get(), order, now);
    }

    private static Step afterRun(AssignedSet set, Run run, Order order, Instant now) {
        if (!run.machineId().equals(order.machineId())) {
            return new Now(Cause.NODE_CHANGED);
        }
        // A clock that was set back must not postpone the next run by as much.
        var last = run.endedAt().isAfter(now) ? now : run.endedAt();
        var next = set.timetable().flatMap(t -> t.nextAfter(last));
        if (next.isEmpty()) {
            return new Never();
        }
        return next.get().isAfter(now) ? new At(next.get()) : new Now(Cause.SCHEDULE);
    }
}
