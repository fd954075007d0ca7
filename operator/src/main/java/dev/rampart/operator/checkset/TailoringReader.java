package dev.rampart.operator.checkset;

import dev.rampart.crds.v1alpha1.DisabledCheck;
import dev.rampart.crds.v1alpha1.SeverityChange;
import dev.rampart.crds.v1alpha1.Tailoring;
import dev.rampart.crds.v1alpha1.VariableValue;
import dev.rampart.policy.catalogue.Catalogue;
import dev.rampart.policy.model.Check;
import dev.rampart.policy.model.Severity;
import dev.rampart.policy.model.Variable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Compares a tailoring with the catalogue. A name that the catalogue does not have is a problem: a typing error would
 * else leave a check as it was, unnoticed.
 */
final class TailoringReader {

    private record Declared(Check check, Variable variable) {}

    private final TreeMap<String, Check> catalogue = new TreeMap<>();
    private final TreeMap<String, Declared> variables = new TreeMap<>();

    TailoringReader(Catalogue catalogue) {
        for (var check : catalogue.checks()) {
            this.catalogue.put(check.id(), check);
            check.variables().forEach(v -> variables.put(v.name(), new Declared(check, v)));
        }
    }

    /**
     * @param asked the checks that the policy's frameworks ask for
     * @param problems gets a sentence for everything that cannot be
     */
    ValidTailoring read(@Nullable Tailoring given, Collection<Check> asked, List<String> problems) {
        return given == null ? ValidTailoring.NONE : new Reading(asked, problems).of(given);
    }

    private final class Reading {
        private final Collection<Check> asked;
        private final List<String> problems;
        private final List<String> withoutEffect = new ArrayList<>();
        private final Set<String> disabled = new HashSet<>();
        private final Map<String, Severity> severities = new HashMap<>();
        private final Map<String, String> values = new HashMap<>();

        private Reading(Collection<Check> asked, List<String> problems) {
            this.asked = asked;
            this.problems = problems;
        }

        ValidTailoring of(Tailoring given) {
            var disable = effective("disable", orEmpty(given.disable()), this::isDisabled);
            var severity = effective("severity", orEmpty(given.severity()), this::isChanged);
            var set = effective("variables", orEmpty(given.variables()), this::isSet);
            if (problems.isEmpty() && !asked.isEmpty() && asked.stream().allMatch(c -> disabled.contains(c.id()))) {
                problems.add("spec.tailoring.disable: names every check that the frameworks ask for, so nothing would"
                        + " be left to prove; keep one, or delete the policy");
            }
            var effective = disable.isEmpty() && severity.isEmpty() && set.isEmpty()
                    ? Optional.<Tailoring>empty()
                    : Optional.of(new Tailoring(orAbsent(disable), orAbsent(severity), orAbsent(set)));
            return new ValidTailoring(disabled, severities, values, effective, withoutEffect);
        }

        private interface Entry<T> {
            /** @return whether the entry changes anything */
            boolean read(String field, T entry);
        }

        private <T> List<T> effective(String list, List<T> entries, Entry<T> reader) {
            var result = new ArrayList<T>();
            for (int i = 0; i < entries.size(); i++) {
                if (reader.read("spec.tailoring." + list + "[" + i + "]", entries.get(i))) {
                    result.add(entries.get(i));
                }
            }
            return List.copyOf(result);
        }

        private boolean isDisabled(String field, DisabledCheck entry) {
            if (!isKnown(field, entry.check())) {
                return false;
            }
            disabled.add(entry.check());
            return isAsked(field, entry.check());
        }

        private boolean isChanged(String field, SeverityChange entry) {
            if (!isKnown(field, entry.check())) {
                return false;
            }
            severities.put(entry.check(), Severity.valueOf(entry.severity().name()));
            return isAsked(field, entry.check());
        }

        private boolean isSet(String field, VariableValue entry) {
            var declared = variables.get(entry.name());
            if (declared == null) {
                problems.add(field + ".name: the catalogue has no variable \"" + entry.name() + "\""
                        + NearestNames.of(entry.name(), variables.keySet()));
                return false;
            }
            var objection = declared.variable().objectionTo(entry.value());
            if (objection.isPresent()) {
                problems.add(
                        field + ".value: " + entry.name() + " is \"" + entry.value() + "\"; it " + objection.get());
                return false;
            }
            values.put(entry.name(), entry.value());
            if (disabled.contains(declared.check().id())) {
                withoutEffect.add(field + ": " + declared.check().id() + " is disabled");
                return false;
            }
            return isAsked(field, declared.check().id());
        }

        private boolean isKnown(String field, String check) {
            if (catalogue.containsKey(check)) {
                return true;
            }
            problems.add(field + ".check: the catalogue has no check \"" + check + "\""
                    + NearestNames.of(check, catalogue.keySet()));
            return false;
        }

        private boolean isAsked(String field, String check) {
            if (asked.stream().anyMatch(c -> c.id().equals(check))) {
                return true;
            }
            withoutEffect.add(field + ": no chosen framework asks for " + check);
            return false;
        }
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static <T> @Nullable List<T> orAbsent(List<T> list) {
        return list.isEmpty() ? null : list;
    }
}
