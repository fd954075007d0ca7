package dev.rampart.policy.catalogue;

import dev.rampart.policy.eval.RuleNeeds;
import dev.rampart.policy.model.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the rules of a check, each tried with every value at which its variables could break it. */
final class RuleTexts {

    private static final int MAX_RULES = 255;
    private static final Pattern USE = Pattern.compile("\\$\\{([^}]*)}");

    private RuleTexts() {}

    static List<String> read(Field field, List<Variable> variables) {
        var rules = field.items();
        if (rules.size() > MAX_RULES) {
            throw field.objection("has " + rules.size() + " rules; at most " + MAX_RULES);
        }
        var used = new HashSet<String>();
        for (var rule : rules) {
            variant(rule, rule.text(), variables, used);
        }
        variables.stream()
                .map(Variable::name)
                .filter(n -> !used.contains(n))
                .findFirst()
                .ifPresent(n -> {
                    throw field.objection("do not use the variable " + n);
                });
        return rules.stream().map(Field::text).toList();
    }

    private static void variant(Field rule, String text, List<Variable> variables, Set<String> used) {
        var use = USE.matcher(text);
        if (!use.find()) {
            if (text.contains("${")) {
                throw rule.objection("holds a variable without an end: " + text);
            }
            RuleNeeds.objectionTo(text).ifPresent(o -> {
                throw rule.objection("cannot be evaluated: " + o + (text.equals(rule.text()) ? "" : ": " + text));
            });
            return;
        }
        var name = use.group(1);
        var variable = variables.stream().filter(v -> v.name().equals(name)).findFirst();
        if (variable.isEmpty()) {
            throw rule.objection("holds a variable that nothing resolves: " + text);
        }
        used.add(name);
        for (var value : variable.get().extremes()) {
            variant(rule, text.replace("${" + name + "}", value), variables, used);
        }
    }
}
