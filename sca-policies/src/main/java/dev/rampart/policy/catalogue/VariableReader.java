package dev.rampart.policy.catalogue;

import dev.rampart.policy.model.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the variables of checks. Keeps their names, which are unique over all files. */
final class VariableReader {

    private enum Type {
        INTEGER,
        CHOICE
    }

    private static final Set<String> FIELDS = Set.of("name", "type", "default", "min", "max", "allowed");
    private static final Map<String, Type> TYPES = Map.of("integer", Type.INTEGER, "choice", Type.CHOICE);
    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");

    private final Set<String> names = new HashSet<>();

    List<Variable> read(Field field) {
        var result = new ArrayList<Variable>();
        for (var item : field.items()) {
            result.add(variable(item));
        }
        return List.copyOf(result);
    }

    private Variable variable(Field item) {
        var fields = item.fields(FIELDS);
        var name = name(item.required(fields, "name"));
        try {
            return switch (item.required(fields, "type").oneOf(TYPES)) {
                case INTEGER -> {
                    refuse(fields, "allowed", "integer");
                    yield new Variable.WholeNumber(
                            name,
                            number(item.required(fields, "default")),
                            number(item.required(fields, "min")),
                            number(item.required(fields, "max")));
                }
                case CHOICE -> {
                    refuse(fields, "min", "choice");
                    refuse(fields, "max", "choice");
                    yield new Variable.Choice(
                            name,
                            item.required(fields, "default").text(),
                            item.required(fields, "allowed").items().stream()
                                    .map(Field::text)
                                    .toList());
                }
            };
        } catch (IllegalArgumentException e) {
            throw item.objection("cannot be: " + e.getMessage());
        }
    }

    private String name(Field field) {
        var name = field.text();
        if (!SLUG.matcher(name).matches() || name.length() < 3 || name.length() > 63) {
            throw field.objection("is \"" + name + "\"; it must be 3 to 63 of a-z, 0-9 and single dashes between them");
        }
        if (!names.add(name)) {
            throw field.objection("\"" + name + "\" is already the name of another variable");
        }
        return name;
    }

    private static int number(Field field) {
        if (!NUMBER.matcher(field.text()).matches()) {
            throw field.objection("is \"" + field.text() + "\"; it must be a whole number from 0 to 999999999");
        }
        return Integer.parseInt(field.text());
    }

    private static void refuse(Map<String, Field> fields, String key, String type) {
        var field = fields.get(key);
        if (field != null) {
            throw field.objection("has no meaning for a variable of type " + type);
        }
    }
}
