package dev.rampart.operator.nodecompliance;

import dev.rampart.crds.v1alpha1.Assignment;
import dev.rampart.crds.v1alpha1.Binding;
import dev.rampart.crds.v1alpha1.NodeComplianceStatus;
import dev.rampart.crds.v1alpha1.NodeScan;
import dev.rampart.crds.v1alpha1.NodeScanSpec;
import dev.rampart.crds.v1alpha1.NodeScanStatus;
import dev.rampart.crds.v1alpha1.PolicyCompliance;
import dev.rampart.crds.v1alpha1.Refusal;
import dev.rampart.crds.v1alpha1.ScanResult;
import dev.rampart.operator.binding.BindingState;
import dev.rampart.operator.checkset.ClusterPlan;
import dev.rampart.operator.checkset.NodeFacts;
import dev.rampart.operator.checkset.PlannedSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What of a NodeScan's results becomes the node's compliance. Pure; every rule of refusal is here or in ResultCheck. */
final class Acceptance {

    /**
     * @param before what was accepted so far; of another node uid or another disk it counts for nothing
     * @param token a new one, used only when nothing counts that was accepted under this binding
     */
    record Input(
            NodeFacts node,
            NodeScan scan,
            Optional<NodeComplianceStatus> before,
            ClusterPlan plan,
            BindingState binding,
            Instant now,
            String token) {

        Input {
            before = before.filter(node::isMeantBy);
        }

        List<ScanResult> results() {
            return Optional.ofNullable(scan.getStatus())
                    .map(NodeScanStatus::results)
                    .orElse(List.of());
        }

        List<Assignment> assignments() {
            return Optional.ofNullable(scan.getSpec())
                    .map(NodeScanSpec::assignments)
                    .orElse(List.of());
        }

        Optional<String> recheck() {
            return Optional.ofNullable(scan.getSpec()).map(NodeScanSpec::recheck);
        }
    }

    /** @param recheck a token to put into the NodeScan before the status is written */
    record Output(NodeComplianceStatus status, Optional<String> recheck, int accepted) {}

    private final Input in;
    private final List<Refusal> refused = new ArrayList<>();
    private final Map<String, PolicyCompliance> accepted = new HashMap<>();
    private final Set<String> answered = new HashSet<>();

    private Acceptance(Input in) {
        this.in = in;
    }

    static Output evaluate(Input in) {
        return new Acceptance(in).run();
    }

    /**
     * Whether the binding that results were last accepted under is another one. The answer rests on the status of the
     * moment, so a cache that lags behind must not be asked.
     */
    static boolean isNewBinding(Optional<NodeComplianceStatus> before, BindingState binding) {
        return binding instanceof BindingState.Intact(var revision)
                && before.map(NodeComplianceStatus::binding)
                        .filter(b -> revision.equals(b.revision()))
                        .isEmpty();
    }

    private Output run() {
        return switch (in.binding()) {
            case BindingState.Missing(var why) -> {
                in.assignments().forEach(a -> refuse(a.digest(), RefusalReason.BindingMissing, why));
                yield output(before(NodeComplianceStatus::binding), Optional.empty());
            }
            case BindingState.Intact(var revision)
            when isNewBinding(in.before(), in.binding()) ->
                output(Optional.of(new Binding(revision, in.token())), Optional.of(in.token()));
            case BindingState.Intact i -> {
                in.results().forEach(this::consider);
                yield output(before(NodeComplianceStatus::binding).map(this::afterAnswers), Optional.empty());
            }
        };
    }

    private void consider(ScanResult result) {
        var assigned = in.assignments().stream().anyMatch(a -> a.digest().equals(result.digest()));
        if (!assigned) {
            if (!isCatchingUp()) {
                refuse(
                        result.digest(),
                        RefusalReason.ForeignDigest,
                        "no check set of that digest is assigned to this node");
            }
            return;
        }
        // A policy that was edited a moment ago: its old set is still assigned and about to be replaced.
        in.plan().set(result.digest()).ifPresent(set -> consider(result, set));
    }

    /** After a change of assignments the scanner carries the old digests until it has evaluated the new ones. */
    private boolean isCatchingUp() {
        return in.assignments().stream()
                .anyMatch(a -> in.results().stream().noneMatch(r -> r.digest().equals(a.digest())));
    }

    private void consider(ScanResult result, PlannedSet set) {
        var evidence = in.results().stream()
                .mapToInt(r -> r.evidence() == null ? 0 : r.evidence().length())
                .sum();
        switch (ResultCheck.check(result, set, in.node().uid(), evidence, in.now())) {
            case ResultCheck.Outcome.Refused(var reason, var message) -> refuse(result.digest(), reason, message);
            case ResultCheck.Outcome.Accepted a -> {
                if (answersBinding(result)) {
                    answered.add(set.digest());
                    accepted.put(set.digest(), AcceptedEntry.of(set, result, a.verdicts(), policies()));
                }
            }
        }
    }

    /**
     * Under a binding made anew only an answer to a token that was set under it counts: anything older may have been
     * written by anybody. The NodeScan given here was read after the token was set, so any other token in it is newer.
     */
    private boolean answersBinding(ScanResult result) {
        var required = before(NodeComplianceStatus::binding)
                .map(Binding::requiredRecheck)
                .isPresent();
        return !required || (in.recheck().isPresent() && in.recheck().get().equals(result.recheck()));
    }

    private Binding afterAnswers(Binding binding) {
        var all = in.assignments().stream().map(Assignment::digest).allMatch(answered::contains);
        return all && !in.assignments().isEmpty() ? new Binding(binding.revision(), null) : binding;
    }

    private @Nullable String machineID() {
        var known = in.node().machineID();
        return known.isEmpty() ? before(NodeComplianceStatus::machineID).orElse(null) : known;
    }

    private void refuse(String digest, RefusalReason reason, String message) {
        refused.add(new Refusal(ResultCheck.cut(digest), reason.name(), message));
    }

    private List<PolicyCompliance> policies() {
        return before(NodeComplianceStatus::policies).orElse(List.of());
    }

    private <T> Optional<T> before(java.util.function.Function<NodeComplianceStatus, @Nullable T> part) {
        return in.before().map(part).filter(Objects::nonNull);
    }

    private Output output(Optional<Binding> binding, Optional<String> recheck) {
        var entries = new ArrayList<PolicyCompliance>();
        for (var assignment : in.assignments()) {
            Optional.ofNullable(accepted.get(assignment.digest()))
                    .or(() -> policies().stream()
                            .filter(p -> p.digest().equals(assignment.digest()))
                            .findFirst())
                    .ifPresent(entries::add);
        }
        var missing = in.assignments().stream()
                .map(Assignment::digest)
                .filter(d -> entries.stream().noneMatch(e -> e.digest().equals(d)))
                .flatMap(d -> in.plan().set(d).stream())
                .mapToInt(PlannedSet::size)
                .sum();
        return new Output(
                NodeStatus.of(in.node().uid(), machineID(), entries, missing, refused, binding.orElse(null)),
                recheck,
                accepted.size());
    }
}
