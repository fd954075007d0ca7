package dev.rampart.cli.status;

import static java.util.Comparator.comparing;

import dev.rampart.cli.status.Overview.Trouble;
import dev.rampart.cli.terminal.Ages;
import dev.rampart.crds.condition.ConditionType;
import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.Condition;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.WorstCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Everything that is not as it should be, each as one sentence: first what fails, then what is not known and why. */
final class Troubles {

    /** A scanner writes every hour; the operator counts its results as unknown after two. */
    private static final Duration SILENT = Duration.ofHours(2);

    /** Progress is no trouble, and Ready repeats what the others say. */
    private static final Set<String> NOT_SHOWN = Set.of(ConditionType.Reconciling.name(), ConditionType.Ready.name());

    private final List<Trouble> found = new ArrayList<>();
    private final Instant now;

    private Troubles(Instant now) {
        this.now = now;
    }

    static List<Trouble> of(ClusterState state, Instant now) {
        var troubles = new Troubles(now);
        troubles.policies(state);
        troubles.nodes(state);
        return troubles.found.stream().distinct().toList();
    }

    private void policies(ClusterState state) {
        if (state.policies().isEmpty()) {
            add(
                    "cluster",
                    "there is no CompliancePolicy, so nothing is checked: kubectl apply -f docs/samples/quickstart.yaml");
        }
        var reports = Overviews.byName(state.reports());
        state.policies().stream()
                .sorted(comparing(Overviews::name))
                .forEach(policy -> policy(policy, reports.get(Overviews.name(policy))));
    }

    private void policy(CompliancePolicy policy, @Nullable ComplianceReport report) {
        var about = "policy/" + Overviews.name(policy);
        if (report == null || report.getStatus() == null || isUnseen(report)) {
            add(about, "there is no report yet; is the operator running? kubectl -n rampart-system get pods");
        } else {
            failing(about, report);
            conditions(about, report.getStatus().conditions());
        }
        if (policy.getStatus() != null) {
            conditions(about, policy.getStatus().conditions());
        }
    }

    /** What the API server shows while the operator has not written. */
    private static boolean isUnseen(ComplianceReport report) {
        return Objects.equals(report.getStatus().observedGeneration(), -1L);
    }

    private void failing(String about, ComplianceReport report) {
        var status = report.getStatus();
        for (var check : orEmpty(status.worst())) {
            add(about, sentence(check));
        }
        if (status.worstTruncated() != null && status.worstTruncated() > 0) {
            add(about, status.worstTruncated() + " more checks fail that the report does not list");
        }
        var counts = status.counts();
        if (counts != null && counts.fail() > 0 && orEmpty(status.worst()).isEmpty()) {
            add(about, counts.fail() + " verdicts are Failed");
        }
        if (counts == null || counts.unknown() > 0) {
            add(
                    about,
                    (counts == null ? "no" : counts.unknown() + " of " + counts.total())
                            + (counts == null ? " verdicts are there yet" : " verdicts are Unknown"));
        }
    }

    private static String sentence(WorstCheck check) {
        var examples = orEmpty(check.examples());
        var more = check.nodes() - examples.size();
        var where = examples.isEmpty()
                ? check.nodes() + " nodes"
                : String.join(", ", examples) + (more > 0 ? " and " + more + " more" : "");
        return "fails (" + check.severity() + "): " + check.check() + ", " + check.title() + ", on " + where;
    }

    private void conditions(String about, @Nullable List<Condition> conditions) {
        for (var condition : orEmpty(conditions)) {
            var wanted = condition.type().equals(ConditionType.Stalled.name()) ? "False" : "True";
            if (!condition.status().equals(wanted) && !NOT_SHOWN.contains(condition.type())) {
                add(
                        about,
                        condition.type() + "=" + condition.status() + " (" + condition.reason() + ")"
                                + (condition.message() == null
                                                || condition.message().isBlank()
                                        ? ""
                                        : ": " + condition.message()));
            }
        }
    }

    private void nodes(ClusterState state) {
        var accepted = Overviews.byName(state.nodes());
        var scans = Overviews.byName(state.scans());
        var names = new TreeSet<>(scans.keySet());
        names.addAll(accepted.keySet());
        for (var name : names) {
            Optional.ofNullable(scans.get(name)).ifPresent(scan -> scan(scan, accepted.get(name)));
            Optional.ofNullable(accepted.get(name)).ifPresent(this::accepted);
        }
    }

    private void scan(NodeScan scan, @Nullable NodeCompliance accepted) {
        var about = "node/" + Overviews.name(scan);
        var status = scan.getStatus();
        if (status == null || status.heartbeat() == null) {
            add(about, "its scanner has not written yet: kubectl -n rampart-nodes get pods -o wide");
            return;
        }
        if (status.message() != null && !status.message().isBlank()) {
            add(about, "its scanner says: " + status.message());
        }
        if (Ages.parse(status.heartbeat())
                .filter(at -> at.isAfter(now.minus(SILENT)))
                .isEmpty()) {
            add(
                    about,
                    "its scanner last wrote " + Ages.since(status.heartbeat(), now)
                            + " ago, so its results do not count");
        }
        if (accepted == null
                || accepted.getStatus() == null
                || orEmpty(accepted.getStatus().policies()).isEmpty()) {
            add(about, "no result was accepted yet");
        }
    }

    private void accepted(NodeCompliance node) {
        var status = node.getStatus();
        if (status == null) {
            return;
        }
        var about = "node/" + Overviews.name(node);
        var tripwires = status.tripwires();
        if (tripwires != null && !tripwires.isBlank() && !tripwires.equals("Intact")) {
            add(about, "the scanner does not see the host: " + tripwires + ", so the checks that need it are Unknown");
        }
        for (var refusal : orEmpty(status.refused())) {
            add(about, "a result was refused (" + refusal.reason() + "): " + refusal.message());
        }
    }

    private void add(String about, String message) {
        found.add(new Trouble(about, message));
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
