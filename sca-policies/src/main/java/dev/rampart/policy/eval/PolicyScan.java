package dev.rampart.policy.eval;

import dev.rampart.policy.eval.CheckEvaluator.Evaluation;
import dev.rampart.policy.host.Host;
import dev.rampart.policy.language.Policy;
import dev.rampart.policy.language.Policy.Check;
import dev.rampart.policy.language.Policy.Requirements;
import dev.rampart.policy.model.Dialect;
import dev.rampart.policy.model.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Evaluates whole policies on one host. One instance is one scan: it keeps what it read. Not for several threads. */
public final class PolicyScan {

    private final Host host;
    private final EngineSettings settings;

    public PolicyScan(Host host, EngineSettings settings) {
        this.host = host;
        this.settings = settings;
    }

    /** @param onResult told of each result as it comes, those without a report too */
    public PolicyResult run(Policy policy, Consumer<PolicyResult.Entry> onResult) {
        var evaluator = new CheckEvaluator(policy.dialect(), host, settings);
        var run = new Run(policy, evaluator, onResult);
        return run.all();
    }

    private static final class Run {
        private final Policy policy;
        private final CheckEvaluator evaluator;
        private final Consumer<PolicyResult.Entry> onResult;
        private final List<PolicyResult.Entry> entries = new ArrayList<>();

        Run(Policy policy, CheckEvaluator evaluator, Consumer<PolicyResult.Entry> onResult) {
            this.policy = policy;
            this.evaluator = evaluator;
            this.onResult = onResult;
        }

        PolicyResult all() {
            var requirements = policy.requirements();
            if (requirements.isEmpty()) {
                return checks(Optional.empty());
            }
            return switch (requirements(requirements.get())) {
                case Evaluation.Aborted(var rule) ->
                    new PolicyResult(
                            policy,
                            new PolicyResult.RequirementsNotMet("a rule of them " + rule.why()),
                            Optional.empty(),
                            List.of());
                case Evaluation.Evaluated(var result) -> afterRequirements(result);
            };
        }

        private Evaluation requirements(Requirements requirements) {
            return requirements
                    .condition()
                    .map(c -> evaluator.evaluate(c, requirements.rules(), requirements.rulesDropped()))
                    .orElseGet(() -> new Evaluation.Evaluated(
                            new CheckResult(EngineVerdict.FAILED, Reason.NONE, Optional.empty(), List.of())));
        }

        private PolicyResult afterRequirements(CheckResult requirements) {
            boolean none = policy.requirements().map(r -> r.rules().isEmpty()).orElse(false);
            boolean knownCondition =
                    policy.requirements().flatMap(Requirements::condition).isPresent();
            if (policy.dialect() == Dialect.WAZUH_5 && !knownCondition && !none) {
                return new PolicyResult(
                        policy,
                        new PolicyResult.Aborted("requirements have no condition"),
                        Optional.of(requirements),
                        List.of());
            }
            boolean met =
                    requirements.engine() == EngineVerdict.PASSED || (policy.dialect() == Dialect.WAZUH_5 && none);
            if (met) {
                return checks(Optional.of(requirements));
            }
            if (policy.dialect() == Dialect.WAZUH_5) {
                policy.checks().forEach(i -> notEvaluated(i, requirements));
            }
            return new PolicyResult(
                    policy,
                    new PolicyResult.RequirementsNotMet(
                            "they are " + requirements.engine().text()),
                    Optional.of(requirements),
                    entries);
        }

        /** 5.x gives every check the same result when the requirements are not met. */
        private void notEvaluated(Policy.Item item, CheckResult requirements) {
            if (item instanceof Check check) {
                var engine = requirements.engine() == EngineVerdict.NOT_RUN
                        ? EngineVerdict.NOT_RUN
                        : EngineVerdict.NOT_APPLICABLE;
                add(check, new CheckResult(engine, Reason.REQUIREMENTS_NOT_MET, requirements.doubt(), List.of()));
            }
        }

        /** A doubt about the requirements is one about everything that rests on them. */
        private PolicyResult checks(Optional<CheckResult> requirements) {
            var doubt = requirements.flatMap(CheckResult::doubt);
            for (var item : policy.checks()) {
                switch (item) {
                    case Policy.Skipped s -> {}
                    case Policy.EndOfScan e -> {
                        return aborted("check " + e.id() + ": " + e.why(), requirements);
                    }
                    case Check check -> {
                        switch (evaluator.evaluate(check.condition(), check.rules(), check.rulesDropped())) {
                            case Evaluation.Aborted(var rule) -> {
                                return aborted("check " + check.id() + ": a rule " + rule.why(), requirements);
                            }
                            case Evaluation.Evaluated(var result) -> add(check, doubted(result, doubt));
                        }
                    }
                }
            }
            return new PolicyResult(policy, new PolicyResult.Complete(), requirements, entries);
        }

        private static CheckResult doubted(CheckResult result, Optional<Doubt> doubt) {
            return doubt.isEmpty() ? result : new CheckResult(result.engine(), result.why(), doubt, result.rules());
        }

        private PolicyResult aborted(String why, Optional<CheckResult> requirements) {
            return new PolicyResult(policy, new PolicyResult.Aborted(why), requirements, entries);
        }

        private void add(Check check, CheckResult result) {
            var entry = new PolicyResult.Entry(check, result);
            entries.add(entry);
            onResult.accept(entry);
        }
    }
}
