package dev.rampart.policy.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Names and what they stand for. Applied one after the other, longest name first, each over the result of those before:
 * a value may hold a shorter name, which is replaced in turn, and not a longer one.
 */
final class Variables {

    static final Variables NONE = new Variables(List.of());

    /** A value that holds other names can grow with each of them; this bounds what a policy may blow up. */
    static final int MAX_CHARS = 1024 * 1024;

    record Variable(String name, String value) {}

    private final List<Variable> inOrder;

    private Variables(List<Variable> inOrder) {
        this.inOrder = inOrder;
    }

    /** 4.x: names of equal length in the order of the file. */
    static Variables inFileOrder(List<Variable> variables) {
        return sorted(variables, Comparator.comparingInt(v -> -v.name().length()));
    }

    /** 5.x: names of equal length in ascending order. */
    static Variables inNameOrder(List<Variable> variables) {
        return sorted(
                variables,
                Comparator.<Variable>comparingInt(v -> -v.name().length()).thenComparing(Variable::name));
    }

    private static Variables sorted(List<Variable> variables, Comparator<Variable> order) {
        var sorted = new ArrayList<>(variables);
        sorted.sort(order);
        return new Variables(List.copyOf(sorted));
    }

    /** @throws IllegalArgumentException when the result grows beyond {@value #MAX_CHARS} characters */
    String replaceIn(String text) {
        var result = text;
        for (var variable : inOrder) {
            int occurrences = occurrences(result, variable.name());
            if (occurrences == 0) {
                continue;
            }
            long length =
                    result.length() + (long) occurrences * variable.value().length();
            if (length > MAX_CHARS) {
                throw new IllegalArgumentException(
                        "grows beyond " + MAX_CHARS + " characters when variables are replaced");
            }
            result = result.replace(variable.name(), variable.value());
        }
        return result;
    }

    private static int occurrences(String text, String name) {
        int count = 0;
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length())) {
            count++;
        }
        return count;
    }
}
