package dev.rampart.policy.language;

import dev.rampart.policy.language.Policy.Check;
import dev.rampart.policy.language.Policy.EndOfScan;
import dev.rampart.policy.language.Policy.Item;
import dev.rampart.policy.language.Policy.Requirements;
import dev.rampart.policy.language.Rule.Source;
import dev.rampart.policy.language.RuleParser5.Parsed;
import dev.rampart.policy.model.Condition;
import dev.rampart.policy.model.Dialect;
import dev.rampart.policy.yaml.Position;
import dev.rampart.policy.yaml.YamlValue;
import dev.rampart.policy.yaml.YamlValue.Mapping;
import dev.rampart.policy.yaml.YamlValue.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How 5.0.0-beta4 reads policies (sca_policy_parser.cpp: PolicyParser). */
final class Wazuh5Reader {

    /** Keys of {@code compliance} that 5.x keeps (ValidateComplianceKeys). */
    static final Set<String> COMPLIANCE_KEYS = Set.of(
            "cmmc", "fedramp", "gdpr", "hipaa", "iso_27001", "nis2", "nist_800_171", "nist_800_53", "pci_dss", "tsc");

    /** More than this in all strings of a file together, after variables are replaced, is refused. */
    private static final long MAX_REPLACED_CHARS = 16L * 1024 * 1024;

    private final Variables variables;
    private final List<Problem> ignored = new ArrayList<>();
    private long replacedChars;

    private Wazuh5Reader(Variables variables) {
        this.variables = variables;
    }

    static Loading read(YamlValue root, String fileDigest) {
        try {
            var reader = new Wazuh5Reader(variables(root));
            return new Loading.Loaded(reader.policy(root, fileDigest), reader.ignored);
        } catch (Refusal e) {
            return new Loading.Refused(e.problem());
        }
    }

    static Variables variables(YamlValue root) throws Refusal {
        var result = new LinkedHashMap<String, String>();
        if (field(root, "variables") instanceof Mapping mapping) {
            for (var entry : mapping.entries()) {
                if (entry.key().isEmpty()) {
                    throw new Refusal(
                            ProblemKind.VARIABLE_NAME,
                            entry.keyAt(),
                            "variables: a name is empty; the 5.x agent would never stop replacing it");
                }
                if (entry.value() instanceof Scalar s && s.isString()) {
                    result.put(entry.key(), s.text());
                } else {
                    result.remove(entry.key());
                }
            }
        }
        return Variables.inNameOrder(result.entrySet().stream()
                .map(e -> new Variables.Variable(e.getKey(), e.getValue()))
                .toList());
    }

    private void ignore(Problem problem) {
        if (ignored.size() < Wazuh4Reader.MAX_PROBLEMS) {
            ignored.add(problem);
        }
    }

    private Policy policy(YamlValue root, String fileDigest) throws Refusal {
        var head = field(root, "policy");
        if (!(head instanceof Mapping)) {
            throw new Refusal(
                    (head == null ? root : head).at(), "\"policy\" is " + kind(head) + "; it must be a mapping");
        }
        var checks = field(root, "checks");
        if (!(checks instanceof YamlValue.Sequence list)) {
            throw new Refusal(
                    (checks == null ? root : checks).at(), "\"checks\" is " + kind(checks) + "; it must be a list");
        }
        var requirements = field(root, "requirements");
        var parsedRequirements =
                requirements instanceof Mapping m && !m.entries().isEmpty()
                        ? Optional.of(requirements(m))
                        : Optional.<Requirements>empty();
        var items = new ArrayList<Item>();
        for (var check : list.items()) {
            items.add(item(check));
        }
        return new Policy(
                Dialect.WAZUH_5,
                text(head, "id"),
                text(head, "name"),
                text(head, "description"),
                fileDigest,
                parsedRequirements,
                items);
    }

    private Requirements requirements(Mapping fields) throws Refusal {
        var condition = field(fields, "condition");
        var known = Optional.<Condition>empty();
        if (condition instanceof Scalar s && s.isString()) {
            known = condition(replaced(s));
            if (known.isEmpty()) {
                throw new Refusal(condition.at(), "requirements." + badCondition(s));
            }
        }
        var rules = rules(fields, "requirements");
        if (rules.noTarget() != null) {
            throw new Refusal(
                    rules.noTarget().at(),
                    "requirements.rules[] " + rules.noTarget().message());
        }
        return new Requirements(known, rules.rules(), rules.dropped(), fields.at());
    }

    private Item item(YamlValue check) throws Refusal {
        var id = id(field(check, "id"));
        if (id == null) {
            return endOfScan(check, "", "id is " + kind(field(check, "id")) + "; it must be a number or a string");
        }
        var condition = field(check, "condition");
        if (!(condition instanceof Scalar s) || !s.isString()) {
            return endOfScan(check, id, "condition is " + kind(condition) + "; it must be all, any or none");
        }
        var known = condition(replaced(s));
        if (known.isEmpty()) {
            return dropped(id, badCondition(s), check, condition.at());
        }
        var rules = rules(check, "check " + id);
        if (rules.noTarget() != null) {
            return dropped(
                    id,
                    "rule " + rules.noTarget().message(),
                    check,
                    rules.noTarget().at());
        }
        var name = text(check, "name");
        return new Check(
                id,
                number(field(check, "id")),
                name.isEmpty() ? text(check, "title") : name,
                text(check, "rationale"),
                text(check, "remediation"),
                compliance(check, id),
                known.get(),
                rules.rules(),
                rules.dropped(),
                true,
                check.at());
    }

    private Item dropped(String id, String why, YamlValue check, Position at) {
        ignore(new Problem(
                ProblemKind.CHECK_WITHOUT_RESULT, at, "check " + id + ": " + why + ": the check is dropped"));
        return new Policy.Skipped(id, why, check.at());
    }

    private Item endOfScan(YamlValue check, String id, String why) {
        ignore(new Problem(
                ProblemKind.SCAN_ENDS,
                check.at(),
                (id.isEmpty() ? "a check" : "check " + id) + ": " + why + ": the 5.x scan ends here"));
        return new EndOfScan(id, why, check.at());
    }

    private record Rules(
            List<Rule> rules, boolean dropped, @Nullable Problem noTarget) {}

    private Rules rules(YamlValue owner, String name) throws Refusal {
        var result = new ArrayList<Rule>();
        boolean dropped = false;
        if (!(field(owner, "rules") instanceof YamlValue.Sequence list)) {
            return new Rules(result, false, null);
        }
        for (var item : list.items()) {
            if (!(item instanceof Scalar s) || !s.isString()) {
                ignore(new Problem(
                        ProblemKind.RULE_DROPPED, item.at(), name + ": a rule is " + item.kind() + ": it is dropped"));
                dropped = true;
                continue;
            }
            switch (RuleParser5.parse(new Source(s.text(), s.at()), replaced(s))) {
                case Parsed.Parses p -> result.add(p.rule());
                case Parsed.Dropped d -> {
                    ignore(new Problem(d.kind(), s.at(), name + ": rule " + d.why() + ": it is dropped"));
                    dropped = true;
                }
                case Parsed.NoTarget n -> {
                    return new Rules(List.of(), true, new Problem(ProblemKind.CHECK_WITHOUT_RESULT, s.at(), n.why()));
                }
            }
        }
        return new Rules(result, dropped, null);
    }

    private List<Policy.Compliance> compliance(YamlValue check, String id) throws Refusal {
        var value = field(check, "compliance");
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof Mapping mapping)) {
            ignore(new Problem(
                    ProblemKind.COMPLIANCE_FORM,
                    value.at(),
                    "check " + id + ": compliance is " + value.kind() + ", not a mapping: it is dropped"));
            return List.of();
        }
        var result = new ArrayList<Policy.Compliance>();
        for (var entry : mapping.entries()) {
            if (!COMPLIANCE_KEYS.contains(entry.key())) {
                ignore(new Problem(
                        ProblemKind.COMPLIANCE_KEY,
                        entry.keyAt(),
                        "check " + id + ": compliance." + entry.key() + " is no key that 5.x knows: it is dropped"));
                continue;
            }
            var ids = new ArrayList<String>();
            if (entry.value() instanceof YamlValue.Sequence list) {
                for (var item : list.items()) {
                    if (item instanceof Scalar s) {
                        ids.add(s.isString() ? replaced(s) : s.text());
                    }
                }
            }
            result.add(new Policy.Compliance(entry.key(), ids));
        }
        return result;
    }

    /** Null when the engine throws: no scalar, or a number that JSON does not have. */
    private @Nullable String id(@Nullable YamlValue value) throws Refusal {
        if (!(value instanceof Scalar s)) {
            return null;
        }
        if (s.isString()) {
            return replaced(s);
        }
        var number = number(s);
        return number.isEmpty() ? null : Integer.toString(number.getAsInt());
    }

    /** Wraps where C++ converts a 64-bit integer to int; beyond 64 bits x86 makes the smallest int of a double. */
    private static OptionalInt number(@Nullable YamlValue value) {
        if (!(value instanceof Scalar s) || s.number().isEmpty()) {
            return OptionalInt.empty();
        }
        double number = s.number().getAsDouble();
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return OptionalInt.empty();
        }
        boolean fits64 = number > -0x1p63 && number < 0x1p63;
        boolean integer = number == Math.rint(number);
        if (integer && fits64) {
            return OptionalInt.of((int) (long) number);
        }
        boolean fits32 = number > -0x1p31 - 1 && number < 0x1p31;
        return OptionalInt.of(fits32 ? (int) number : Integer.MIN_VALUE);
    }

    private static Optional<Condition> condition(String text) {
        return switch (text) {
            case "all" -> Optional.of(Condition.ALL);
            case "any" -> Optional.of(Condition.ANY);
            case "none" -> Optional.of(Condition.NONE);
            default -> Optional.empty();
        };
    }

    private static String badCondition(Scalar condition) {
        return "condition is \"" + condition.text() + "\"; it must be all, any or none";
    }

    private static @Nullable YamlValue field(@Nullable YamlValue value, String key) {
        return value instanceof Mapping m
                ? m.last(key).map(YamlValue.Entry::value).orElse(null)
                : null;
    }

    private static String kind(@Nullable YamlValue value) {
        return value == null ? "missing" : value.kind();
    }

    /** Empty when there is no such string. */
    private String text(@Nullable YamlValue value, String key) throws Refusal {
        return field(value, key) instanceof Scalar s && s.isString() ? replaced(s) : "";
    }

    private String replaced(Scalar scalar) throws Refusal {
        try {
            var result = variables.replaceIn(scalar.text());
            replacedChars += result.length();
            if (replacedChars > MAX_REPLACED_CHARS) {
                throw new Refusal(scalar.at(), "the file grows beyond " + MAX_REPLACED_CHARS + " characters");
            }
            return result;
        } catch (IllegalArgumentException e) {
            throw new Refusal(scalar.at(), "the text " + e.getMessage());
        }
    }
}
