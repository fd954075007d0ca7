package dev.rampart.policy.scan;

import dev.rampart.policy.checkset.CheckSet;
import dev.rampart.policy.checkset.CheckSet.CompiledCheck;
import dev.rampart.policy.eval.CheckEvaluator;
import dev.rampart.policy.eval.EngineSettings;
import dev.rampart.policy.host.Host;
import dev.rampart.policy.host.Limits;
import dev.rampart.policy.language.Rule;
import dev.rampart.policy.language.Rule.Source;
import dev.rampart.policy.language.RuleParser4;
import dev.rampart.policy.model.Condition;
import dev.rampart.policy.model.Dialect;
import dev.rampart.policy.model.Facility;
import dev.rampart.policy.model.Reason;
import dev.rampart.policy.model.Verdict;
import dev.rampart.policy.pattern.RegexType;
import dev.rampart.policy.yaml.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Evaluates check sets on one host. */
public final class HostScan {

    public static final int MAX_EVIDENCE_CHARS = 240;

    private final Host host;
    private final LongSupplier nanoTime;
    private final Consumer<CompiledCheck> onEvaluation;

    public HostScan(Host host) {
        this(host, System::nanoTime, check -> {});
    }

    /**
     * @param nanoTime what {@link System#nanoTime} is
     * @param onEvaluation told of each check that is evaluated and not answered from what is known
     */
    HostScan(Host host, LongSupplier nanoTime, Consumer<CompiledCheck> onEvaluation) {
        this.host = host;
        this.nanoTime = nanoTime;
        this.onEvaluation = onEvaluation;
    }

    /**
     * One run over all sets that are due. Equal checks of several sets are evaluated once, each file is read and each
     * command run at most once. A set's time begins when its first check is looked at; what is not answered when it is
     * over is Unknown, and the next set has its own. A check that goes wrong is Unknown and the rest goes on; nothing is thrown for what is
     * found on the host.
     *
     * @return by the same digests, in the same order
     */
    public Map<String, SetResult> run(Map<String, CheckSet> setsByDigest, Tripwires tripwires) {
        var run = new Run(new BoundedHost(new OncePerRun(host), nanoTime), tripwires, onEvaluation);
        var results = new LinkedHashMap<String, SetResult>();
        setsByDigest.forEach((digest, set) -> results.put(digest, run.of(set)));
        return results;
    }

    private record Question(Condition condition, List<String> rules, Set<Facility> facilities) {}

    private record Answer(Verdict verdict, Optional<String> evidence) {}

    private static final Answer TOO_LATE = new Answer(Verdict.unknown(Reason.EVALUATION_TIMED_OUT), Optional.empty());

    private static final class Run {
        private final BoundedHost host;
        private final CheckEvaluator evaluator;
        private final Tripwires tripwires;
        private final Consumer<CompiledCheck> onEvaluation;
        private final Map<Question, Answer> answers = new HashMap<>();
        private final Map<String, Rule> rules = new HashMap<>();

        Run(BoundedHost host, Tripwires tripwires, Consumer<CompiledCheck> onEvaluation) {
            this.host = host;
            this.evaluator = new CheckEvaluator(Dialect.WAZUH_4_14, host, EngineSettings.defaults(Limits.NODE));
            this.tripwires = tripwires;
            this.onEvaluation = onEvaluation;
        }

        SetResult of(CheckSet set) {
            host.begin(set.timeout().orElse(CheckSet.DEFAULT_TIMEOUT));
            var verdicts = new ArrayList<Verdict>();
            var evidence = new LinkedHashMap<String, String>();
            for (var check : set.checks()) {
                var answer = answer(check);
                verdicts.add(answer.verdict());
                answer.evidence().ifPresent(e -> evidence.put(check.id(), e));
            }
            return new SetResult(verdicts, evidence);
        }

        private Answer answer(CompiledCheck check) {
            var question = new Question(check.condition(), check.rules(), check.facilities());
            var known = answers.get(question);
            if (known != null) {
                return known;
            }
            if (host.isOver()) {
                return TOO_LATE;
            }
            onEvaluation.accept(check);
            var answer = evaluate(question);
            if (host.isOver() && answer.verdict() instanceof Verdict.Unknown) {
                return TOO_LATE; // and not kept: another set may have time for it
            }
            answers.put(question, answer);
            return answer;
        }

        private Answer evaluate(Question question) {
            var broken = tripwires.reasonAgainst(question.facilities());
            if (broken.isPresent()) {
                return new Answer(Verdict.unknown(broken.get()), Optional.empty());
            }
            try {
                return answer(evaluator.evaluate(question.condition(), parsed(question.rules())));
            } catch (RuntimeException | StackOverflowError e) {
                return new Answer(
                        Verdict.unknown(Reason.INTERNAL_ERROR),
                        Optional.of("evaluation failed: " + e.getClass().getSimpleName()));
            }
        }

        private List<Rule> parsed(List<String> texts) {
            return texts.stream()
                    .map(t -> rules.computeIfAbsent(
                            t, text -> RuleParser4.parse(new Source(text, Position.START), RegexType.PCRE2)))
                    .toList();
        }

        private static Answer answer(CheckEvaluator.Evaluation evaluation) {
            return switch (evaluation) {
                case CheckEvaluator.Evaluation.Evaluated(var result) ->
                    new Answer(result.verdict(), Optional.of(Evidence.of(result.rules())));
                case CheckEvaluator.Evaluation.Aborted(var rule) ->
                    new Answer(Verdict.unknown(Reason.RULE_NOT_SUPPORTED), Optional.of("a rule " + rule.why()));
            };
        }
    }
}
