package dev.rampart.operator.nodecompliance;

import static dev.rampart.operator.nodecompliance.RefusalReason.ClockSkew;
import static dev.rampart.operator.nodecompliance.RefusalReason.ForeignNodeUID;
import static dev.rampart.operator.nodecompliance.RefusalReason.NotDecodable;
import static dev.rampart.operator.nodecompliance.RefusalReason.TooLarge;
import static dev.rampart.operator.nodecompliance.RefusalReason.WrongLength;

import dev.rampart.crds.v1alpha1.ScanResult;
import dev.rampart.crds.v1alpha1.Tripwire;
import dev.rampart.crds.v1alpha1.Tripwires;
import dev.rampart.operator.checkset.PlannedSet;
import dev.rampart.policy.checkset.VerdictCodec;
import dev.rampart.policy.model.Facility;
import dev.rampart.policy.model.Reason;
import dev.rampart.policy.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether one result can be believed; the first objection wins. */
final class ResultCheck {

    /** No check set may have more, and no field of a result may be longer than such a set needs. */
    static final int MAX_CHECKS = 4096;

    static final int MAX_EVIDENCE = 32 * 1024;
    static final Duration MAX_SKEW = Duration.ofMinutes(5);

    sealed interface Outcome {
        record Accepted(Instant evaluatedAt, List<Verdict> verdicts) implements Outcome {}

        /** @param message stays the same while the cause does, so that a status does not change with time */
        record Refused(RefusalReason reason, String message) implements Outcome {}
    }

    private ResultCheck() {}

    /** @param evidence characters of evidence of all results of the node together */
    static Outcome check(ScanResult result, PlannedSet set, String nodeUID, int evidence, Instant now) {
        if (evidence > MAX_EVIDENCE) {
            return refused(
                    TooLarge,
                    "the evidence of the node's results has " + evidence + " characters, at most " + MAX_EVIDENCE
                            + " are allowed");
        }
        if (!nodeUID.equals(result.nodeUID())) {
            return refused(
                    ForeignNodeUID,
                    "it was made on a node of uid " + cut(result.nodeUID()) + ", this node has uid " + nodeUID);
        }
        return wrongSize("verdicts", result.verdicts(), base64Length((set.size() + 3) / 4), set)
                .or(() -> wrongSize("reasons", result.reasons(), base64Length(set.size()), set))
                .orElseGet(() -> decode(result, set, now));
    }

    private static Optional<Outcome> wrongSize(String field, @Nullable String text, int expected, PlannedSet set) {
        var length = text == null ? 0 : text.length();
        if (length > base64Length(MAX_CHECKS)) {
            return Optional.of(refused(
                    TooLarge,
                    field + " has " + length + " characters, at most " + base64Length(MAX_CHECKS) + " are allowed"));
        }
        return length == expected
                ? Optional.empty()
                : Optional.of(refused(
                        WrongLength,
                        field + " has " + length + " characters, the set of " + set.size() + " checks needs "
                                + expected));
    }

    private static int base64Length(int bytes) {
        return (bytes + 2) / 3 * 4;
    }

    private static Outcome decode(ScanResult result, PlannedSet set, Instant now) {
        Instant evaluatedAt;
        try {
            evaluatedAt = Instant.parse(result.evaluatedAt());
        } catch (DateTimeParseException e) {
            return refused(NotDecodable, "evaluatedAt " + cut(result.evaluatedAt()) + " is no RFC 3339 time");
        }
        if (evaluatedAt.isAfter(now.plus(MAX_SKEW))) {
            return refused(
                    ClockSkew,
                    "it was evaluated at " + evaluatedAt
                            + ", more than 5 minutes ahead of the operator's clock; set the node's clock");
        }
        var reasons = result.reasons() == null ? "" : result.reasons();
        try {
            var verdicts = VerdictCodec.decode(new VerdictCodec.Encoded(result.verdicts(), reasons), set.size());
            return new Outcome.Accepted(evaluatedAt, distrusting(verdicts, set, result.tripwires()));
        } catch (IllegalArgumentException e) {
            return refused(NotDecodable, String.valueOf(e.getMessage()));
        }
    }

    /** A verdict through a facility that is not proven to be the host's is no verdict, whatever the scanner says. */
    private static List<Verdict> distrusting(List<Verdict> verdicts, PlannedSet set, Tripwires tripwires) {
        var result = new ArrayList<Verdict>(verdicts.size());
        for (int i = 0; i < verdicts.size(); i++) {
            var facilities = set.checks().get(i).facilities();
            var verdict = verdicts.get(i);
            for (var facility : Facility.values()) {
                if (facilities.contains(facility) && state(tripwires, facility) != Tripwire.INTACT) {
                    verdict = Verdict.unknown(reason(facility));
                    break;
                }
            }
            result.add(verdict);
        }
        return List.copyOf(result);
    }

    private static Tripwire state(Tripwires tripwires, Facility facility) {
        return switch (facility) {
            case FILES -> tripwires.files();
            case PROCESSES -> tripwires.processes();
            case NETWORK -> tripwires.network();
        };
    }

    private static Reason reason(Facility facility) {
        return switch (facility) {
            case FILES -> Reason.FILES_TRIPWIRE;
            case PROCESSES -> Reason.PROCESSES_TRIPWIRE;
            case NETWORK -> Reason.NETWORK_TRIPWIRE;
        };
    }

    private static Outcome refused(RefusalReason reason, String message) {
        return new Outcome.Refused(reason, message);
    }

    /** What a scanner wrote is shown, but not at any length. */
    static String cut(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64);
    }
}
