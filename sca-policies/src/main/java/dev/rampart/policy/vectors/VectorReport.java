package dev.rampart.policy.vectors;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of a run. */
public record VectorReport(List<Answer> answers, List<NotRun> notRun) {

    static final VectorReport NOTHING = new VectorReport(List.of(), List.of());

    public record NotRun(VectorCase vector, String why) {}

    /** Of one category in one file. */
    public record Count(String file, String category, int passed, int total) {}

    public VectorReport {
        answers = List.copyOf(answers);
        notRun = List.copyOf(notRun);
    }

    VectorReport and(VectorReport other) {
        var all = new ArrayList<>(answers);
        all.addAll(other.answers);
        var none = new ArrayList<>(notRun);
        none.addAll(other.notRun);
        return new VectorReport(all, none);
    }

    /** Threads finish in any order; reports do not. */
    VectorReport inOrderOf(List<VectorCase> cases) {
        var places = new HashMap<VectorCase, Integer>();
        for (int i = 0; i < cases.size(); i++) {
            places.put(cases.get(i), i);
        }
        var sorted = new ArrayList<>(answers);
        sorted.sort(java.util.Comparator.comparingInt(a -> places.getOrDefault(a.vector(), 0)));
        return new VectorReport(sorted, notRun);
    }

    public List<Answer> failed() {
        return answers.stream().filter(a -> !a.passed()).toList();
    }

    /** In the order in which they were asked. */
    public List<Count> counts() {
        Map<String, Count> counts = new LinkedHashMap<>();
        for (var answer : answers) {
            var vector = answer.vector();
            counts.merge(
                    vector.file() + "\0" + vector.category(),
                    new Count(vector.file(), vector.category(), answer.passed() ? 1 : 0, 1),
                    (a, b) -> new Count(a.file(), a.category(), a.passed() + b.passed(), a.total() + b.total()));
        }
        return List.copyOf(counts.values());
    }
}
