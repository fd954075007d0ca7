package dev.rampart.policy.catalogue;

import dev.rampart.policy.eval.RuleNeeds;
import dev.rampart.policy.model.Check;
import dev.rampart.policy.model.Condition;
import dev.rampart.policy.model.Facility;
import dev.rampart.policy.model.Framework;
import dev.rampart.policy.model.Mapping;
import dev.rampart.policy.model.NodeRole;
import dev.rampart.policy.model.Severity;
import dev.rampart.policy.model.Variable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads files of checks. Keeps what it has read, because ids and numbers are unique over all files. */
final class CheckReader {

    private static final Set<String> FIELDS = Set.of(
            "id",
            "number",
            "title",
            "rationale",
            "severity",
            "remediation",
            "facilities",
            "roles",
            "condition",
            "variables",
            "rules",
            "mappings");
    private static final Set<String> MAPPING_FIELDS = Set.of("framework", "control", "strength", "note");

    private static final Map<String, Severity> SEVERITIES = Field.byId(Severity.values(), CheckReader::lower);
    private static final Map<String, Facility> FACILITIES = Field.byId(Facility.values(), CheckReader::lower);
    private static final Map<String, Condition> CONDITIONS = Field.byId(Condition.values(), CheckReader::lower);
    private static final Map<String, Mapping.Strength> STRENGTHS =
            Field.byId(Mapping.Strength.values(), CheckReader::lower);
    private static final Map<String, NodeRole> ROLES = Field.byId(NodeRole.values(), NodeRole::id);
    private static final Map<String, Framework> FRAMEWORKS = Field.byId(Framework.values(), Framework::id);

    private static final Pattern SLUG = Pattern.compile("[a-z0-9]+(?:-[a-z0-9]+)*");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,5}");
    private static final int MAX_CHARS = 256 * 1024;

    private final Set<String> ids = new HashSet<>();
    private final Set<Integer> numbers = new HashSet<>();
    private final VariableReader variables = new VariableReader();
    private final List<Check> checks = new ArrayList<>();

    List<Check> checks() {
        return List.copyOf(checks);
    }

    /** @throws IllegalStateException naming file, line and field */
    void read(String file, String yaml) {
        if (yaml.length() > MAX_CHARS) {
            throw new IllegalStateException(file + ": has " + yaml.length() + " characters; at most " + MAX_CHARS);
        }
        var options = new LoaderOptions();
        options.setNestingDepthLimit(8);
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        org.yaml.snakeyaml.nodes.Node root;
        try {
            root = new Yaml(new SafeConstructor(options)).compose(new java.io.StringReader(yaml));
        } catch (MarkedYAMLException e) {
            throw new IllegalStateException(
                    file + ":" + (e.getProblemMark().getLine() + 1) + ": not YAML: " + e.getProblem(), e);
        } catch (YAMLException e) {
            throw new IllegalStateException(file + ": not YAML: " + e.getMessage(), e);
        }
        if (root == null) {
            throw new IllegalStateException(file + ": is empty");
        }
        var document = new Field(file, "", root);
        for (var item :
                document.required(document.fields(Set.of("checks")), "checks").items()) {
            checks.add(check(item));
        }
    }

    private Check check(Field item) {
        var fields = item.fields(FIELDS);
        var declared = fields.containsKey("variables")
                ? variables.read(item.required(fields, "variables"))
                : List.<Variable>of();
        var rules = RuleTexts.read(item.required(fields, "rules"), declared);
        return new Check(
                id(item.required(fields, "id")),
                number(item.required(fields, "number")),
                item.required(fields, "title").text(),
                item.required(fields, "rationale").text(),
                item.required(fields, "severity").oneOf(SEVERITIES),
                item.required(fields, "remediation").text(),
                facilities(item.required(fields, "facilities"), rules),
                set(item.required(fields, "roles"), ROLES),
                item.required(fields, "condition").oneOf(CONDITIONS),
                declared,
                rules,
                item.required(fields, "mappings").items().stream()
                        .map(CheckReader::mapping)
                        .toList());
    }

    private String id(Field field) {
        var id = field.text();
        if (!SLUG.matcher(id).matches() || id.length() < 3 || id.length() > 63) {
            throw field.objection("is \"" + id + "\"; it must be 3 to 63 of a-z, 0-9 and single dashes between them");
        }
        if (!ids.add(id)) {
            throw field.objection("\"" + id + "\" is already the id of another check");
        }
        return id;
    }

    private int number(Field field) {
        if (!NUMBER.matcher(field.text()).matches()) {
            throw field.objection("is \"" + field.text() + "\"; it must be a whole number from 1 to 999999");
        }
        int number = Integer.parseInt(field.text());
        if (!numbers.add(number)) {
            throw field.objection(number + " is already the number of another check");
        }
        return number;
    }

    private static Set<Facility> facilities(Field field, List<String> rules) {
        var declared = set(field, FACILITIES);
        var needed = RuleNeeds.facilities(rules);
        if (!declared.equals(needed)) {
            throw field.objection("are " + names(declared) + ", but the rules look at " + names(needed));
        }
        return declared;
    }

    private static Mapping mapping(Field item) {
        var fields = item.fields(MAPPING_FIELDS);
        var strength = item.required(fields, "strength").oneOf(STRENGTHS);
        if (strength == Mapping.Strength.DIRECT && !fields.containsKey("note")) {
            throw item.objection("is direct and has no note that says why");
        }
        var note = fields.get("note");
        if (note != null && note.text().indexOf('\n') >= 0) {
            throw note.objection("must be one line");
        }
        return new Mapping(
                item.required(fields, "framework").oneOf(FRAMEWORKS),
                item.required(fields, "control").text(),
                strength,
                note == null ? "" : note.text());
    }

    private static <T> Set<T> set(Field field, Map<String, T> ids) {
        var result = new LinkedHashSet<T>();
        for (var item : field.items()) {
            if (!result.add(item.oneOf(ids))) {
                throw item.objection("stands twice");
            }
        }
        return result;
    }

    private static List<String> names(Set<Facility> facilities) {
        return facilities.stream().sorted().map(CheckReader::lower).toList();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
