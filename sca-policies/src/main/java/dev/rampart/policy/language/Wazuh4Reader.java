package dev.rampart.policy.language;

import dev.rampart.policy.language.Policy.Check;
import dev.rampart.policy.language.Policy.Item;
import dev.rampart.policy.language.Policy.Requirements;
import dev.rampart.policy.language.Policy.Skipped;
import dev.rampart.policy.language.Rule.Source;
import dev.rampart.policy.model.Condition;
import dev.rampart.policy.model.Dialect;
import dev.rampart.policy.pattern.RegexType;
import dev.rampart.policy.yaml.Position;
import dev.rampart.policy.yaml.YamlValue;
import dev.rampart.policy.yaml.YamlValue.Mapping;
import dev.rampart.policy.yaml.YamlValue.Scalar;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** How 4.14.5 reads policies (wm_sca.c: wm_sca_read_files and the wm_sca_check_* functions, in their order). */
final class Wazuh4Reader {

    private static final int MAX_RULES = 255;

    /** As many as somebody may want to read, and fit into memory. */
    static final int MAX_PROBLEMS = 5_000;

    /** In all rules of a file together: aliases may repeat a long one very often. */
    private static final long MAX_RULE_CHARS = 16L * 1024 * 1024;

    private final Set<String> policyIds = new HashSet<>();
    private final Set<Integer> checkIds = new HashSet<>();
    private List<Problem> ignored = new ArrayList<>();

    /** The engine stops at the first; the others are for who repairs the file. */
    private List<Problem> refusals = new ArrayList<>();

    private long ruleChars;

    Loading read(YamlValue root, String fileDigest) {
        ignored = new ArrayList<>();
        refusals = new ArrayList<>();
        ruleChars = 0;
        try {
            var policy = policy(root, fileDigest);
            if (refusals.isEmpty()) {
                return new Loading.Loaded(policy, ignored);
            }
        } catch (Refusal e) {
            refusals.add(e.problem());
        }
        return new Loading.Refused(refusals.getFirst(), refusals.subList(1, refusals.size()));
    }

    private Policy policy(YamlValue root, String fileDigest) throws Refusal {
        var top = Fields4.of(root);
        var head = Fields4.of(top.required("policy"));
        for (var key : List.of("id", "name", "file", "description")) {
            collecting(() -> head.string(key));
        }
        if (refusals.isEmpty() && !policyIds.add(head.text("id"))) {
            throw new Refusal(
                    ProblemKind.POLICY_ID_TAKEN,
                    head.string("id").at(),
                    "policy.id \"" + head.text("id") + "\" is the id of another policy of this scan");
        }
        var checks = top.required("checks").children();
        var ids = checkIds(checks);
        for (var check : checks) {
            collecting(() -> refuseRules(check));
        }
        var variables = variables(top);
        var requirements = requirements(top, variables, regexType(head));
        var items = new ArrayList<Item>();
        if (!refusals.isEmpty()) {
            return new Policy(Dialect.WAZUH_4_14, "", "", "", fileDigest, requirements, items);
        }
        for (int i = 0; i < checks.size(); i++) {
            items.add(item(Fields4.of(checks.get(i)), ids.get(i), variables, regexType(head)));
        }
        return new Policy(
                Dialect.WAZUH_4_14,
                head.text("id"),
                head.text("name"),
                head.text("description"),
                fileDigest,
                requirements,
                items);
    }

    private void ignore(Problem problem) {
        if (ignored.size() < MAX_PROBLEMS) {
            ignored.add(problem);
        }
    }

    private interface Refusing {
        void run() throws Refusal;
    }

    private void collecting(Refusing step) {
        try {
            if (refusals.size() < MAX_PROBLEMS) {
                step.run();
            }
        } catch (Refusal e) {
            refusals.add(e.problem());
        }
    }

    /** In the order of the checks when nothing is refused. */
    private List<Integer> checkIds(List<YamlValue> checks) {
        var own = new LinkedHashSet<Integer>();
        for (var check : checks) {
            collecting(() -> checkId(check, own));
        }
        if (refusals.isEmpty()) {
            // Ids count even if the policy is refused later; 0 is never recorded.
            own.stream().filter(id -> id != 0).forEach(checkIds::add);
        }
        return List.copyOf(own);
    }

    private void checkId(YamlValue check, Set<Integer> own) throws Refusal {
        var value = Fields4.of(check).required("id");
        if (!(value instanceof Scalar s) || s.number().isEmpty()) {
            throw new Refusal(
                    ProblemKind.CHECK_ID_TYPE, value.at(), "checks[].id is " + value.kind() + "; it must be a number");
        }
        // Java's cast saturates like cJSON's valueint; of NaN, C makes the smallest int on x86.
        double number = s.number().getAsDouble();
        int id = Double.isNaN(number) ? Integer.MIN_VALUE : (int) number;
        if (!own.add(id)) {
            throw new Refusal(ProblemKind.CHECK_ID_TWICE, s.at(), "checks[].id " + id + " stands twice in this file");
        }
        if (checkIds.contains(id)) {
            throw new Refusal(
                    ProblemKind.CHECK_ID_TAKEN,
                    s.at(),
                    "checks[].id " + id + " is the id of a check in another file of this scan");
        }
    }

    private void refuseRules(YamlValue check) throws Refusal {
        var value = Fields4.of(check).required("rules");
        var rules = value.children();
        if (rules.isEmpty() || rules.size() > MAX_RULES) {
            throw new Refusal(
                    value.at(), "rules: " + rules.size() + " found; a check has 1 to " + MAX_RULES + " of them");
        }
        for (var rule : rules) {
            collecting(() -> refuseRule(rule));
        }
    }

    private static void refuseRule(YamlValue rule) throws Refusal {
        if (!(rule instanceof Scalar s) || !s.isString()) {
            throw new Refusal(rule.at(), "rules[] is " + rule.kind() + "; it must be a string");
        }
        var text = RuleParser4.withoutNot(s.text());
        if (text.startsWith("r:")) {
            throw new Refusal(
                    ProblemKind.REGISTRY_RULE,
                    rule.at(),
                    "a registry rule: on Linux, 4.x refuses the whole policy for it");
        }
        if (text.isEmpty() || "fdpc".indexOf(text.charAt(0)) < 0) {
            throw new Refusal(ProblemKind.RULE_START, rule.at(), firstCharacter(text));
        }
    }

    private static String firstCharacter(String text) {
        var found = text.isEmpty() ? "empty" : "\"" + text.substring(0, Math.min(text.length(), 20)) + "\"";
        return "rules[] is " + found + "; behind an optional \"not \" it must begin with f:, d:, c: or p:";
    }

    static Variables variables(Fields4 top) throws Refusal {
        var value = top.find("variables");
        if (value.isEmpty() || !(value.get() instanceof Mapping mapping)) {
            return Variables.NONE;
        }
        var result = new ArrayList<Variables.Variable>();
        for (var entry : mapping.entries()) {
            if (!entry.key().startsWith("$")) {
                throw new Refusal(
                        ProblemKind.VARIABLE_NAME,
                        entry.keyAt(),
                        "variables: the name \"" + entry.key() + "\" does not begin with \"$\"");
            }
            if (!(entry.value() instanceof Scalar s) || !s.isString()) {
                throw new Refusal(
                        ProblemKind.VARIABLE_VALUE,
                        entry.value().at(),
                        "variables." + entry.key() + " is " + entry.value().kind()
                                + "; it must be a string, the 4.x agent crashes otherwise");
            }
            boolean repeated = result.stream().anyMatch(v -> v.name().equals(entry.key()));
            if (!repeated) {
                result.add(new Variables.Variable(
                        dev.rampart.policy.pattern.Text.bytes(entry.key()),
                        dev.rampart.policy.pattern.Text.bytes(s.text())));
            }
        }
        return Variables.inFileOrder(result);
    }

    private Optional<Requirements> requirements(Fields4 top, Variables variables, RegexType type) throws Refusal {
        var value = top.find("requirements");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        var fields = Fields4.of(value.get());
        fields.string("title");
        fields.string("description");
        var condition = fields.string("condition");
        var rules = fields.required("rules");
        if (!(rules instanceof YamlValue.Sequence list)) {
            throw new Refusal(rules.at(), "requirements.rules is " + rules.kind() + "; it must be a list");
        }
        var parser = new RuleParser4(variables, type);
        var parsed = new ArrayList<Rule>();
        for (var rule : list.items()) {
            parsed.add(parse(parser, rule));
        }
        return Optional.of(new Requirements(
                condition(condition.text()), parsed, false, value.get().at()));
    }

    private Rule parse(RuleParser4 parser, YamlValue rule) throws Refusal {
        if (!(rule instanceof Scalar s) || !s.isString()) {
            var source = new Source(rule instanceof Scalar s ? s.text() : "", rule.at());
            return new Rule.Unparsable(source, "is " + rule.kind() + "; it must be a string");
        }
        ruleChars += s.text().length();
        if (ruleChars > MAX_RULE_CHARS) {
            throw new Refusal(
                    rule.at(), "the rules have more than " + MAX_RULE_CHARS + " characters, aliases counted in full");
        }
        try {
            return parser.parse(new Source(s.text(), s.at()));
        } catch (IllegalArgumentException e) {
            throw new Refusal(rule.at(), "rules[] " + e.getMessage());
        }
    }

    private Item item(Fields4 fields, int id, Variables variables, RegexType policyType) throws Refusal {
        var at = fields.at();
        var title = fields.find("title");
        if (title.isEmpty() || !isString(title.get())) {
            return skipped(
                    id, at, "title is " + title.map(YamlValue::kind).orElse("missing") + "; a string was expected");
        }
        var condition = fields.find("condition");
        var known = condition.filter(Wazuh4Reader::isString).flatMap(c -> condition(((Scalar) c).text()));
        if (known.isEmpty()) {
            return skipped(id, at, "condition is " + found(condition) + "; it must be all, any or none");
        }
        var parser = new RuleParser4(variables, fields.find("regex_type").isPresent() ? regexType(fields) : policyType);
        var rules = new ArrayList<Rule>();
        for (var rule : fields.required("rules").children()) {
            rules.add(parse(parser, rule));
        }
        boolean reported = Stream.of("description", "rationale", "remediation")
                .allMatch(f -> fields.find(f).map(Wazuh4Reader::isString).orElse(true));
        if (!reported) {
            ignore(new Problem(
                    ProblemKind.CHECK_WITHOUT_RESULT,
                    at,
                    "check " + id + ": description, rationale or remediation is no string: it gets no result"));
        }
        return new Check(
                Integer.toString(id),
                OptionalInt.of(id),
                ((Scalar) title.get()).text(),
                fields.text("rationale"),
                fields.text("remediation"),
                compliance(fields, id),
                known.get(),
                rules,
                false,
                reported,
                at);
    }

    private Skipped skipped(int id, Position at, String why) {
        ignore(new Problem(ProblemKind.CHECK_WITHOUT_RESULT, at, "check " + id + ": " + why + ": it gets no result"));
        return new Skipped(Integer.toString(id), why, at);
    }

    private static String found(Optional<YamlValue> value) {
        return value.map(v -> v instanceof Scalar s ? "\"" + s.text() + "\"" : v.kind())
                .orElse("missing");
    }

    private static boolean isString(YamlValue value) {
        return value instanceof Scalar s && s.isString();
    }

    /** "required" is a word of older versions, without effect. */
    private static Optional<Condition> condition(String text) {
        return switch (text) {
            case "all", "all required" -> Optional.of(Condition.ALL);
            case "any", "any required" -> Optional.of(Condition.ANY);
            case "none" -> Optional.of(Condition.NONE);
            default -> Optional.empty();
        };
    }

    private static RegexType regexType(Fields4 fields) {
        return RegexType.of(fields.text("regex_type"));
    }

    /** Of each element only the first key counts, and of its values only strings (wm_sca_build_event). */
    private List<Policy.Compliance> compliance(Fields4 fields, int check) {
        var result = new ArrayList<Policy.Compliance>();
        var value = fields.find("compliance");
        if (value.isEmpty() || !(value.get() instanceof YamlValue.Sequence list)) {
            return result;
        }
        for (var element : list.items()) {
            if (element instanceof Mapping m && !m.entries().isEmpty()) {
                var entry = m.entries().getFirst();
                var ids = new ArrayList<String>();
                for (var id : entry.value().children()) {
                    if (isString(id)) {
                        ids.add(((Scalar) id).text());
                    } else {
                        ignore(new Problem(
                                ProblemKind.COMPLIANCE_VALUE,
                                id.at(),
                                "check " + check + ": compliance." + entry.key().toLowerCase(Locale.ROOT) + " holds "
                                        + id.kind() + ", which is dropped: quote it"));
                    }
                }
                result.add(new Policy.Compliance(entry.key(), ids));
            }
        }
        return result;
    }
}
