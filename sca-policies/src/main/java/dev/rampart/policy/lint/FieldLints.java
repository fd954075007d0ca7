package dev.rampart.policy.lint;

import static dev.rampart.policy.lint.PolicyDocument.find;

import dev.rampart.policy.lint.PolicyDocument.Owner;
import dev.rampart.policy.model.Dialect;
import dev.rampart.policy.yaml.YamlValue;
import dev.rampart.policy.yaml.YamlValue.Mapping;
import dev.rampart.policy.yaml.YamlValue.Scalar;
import dev.rampart.policy.yaml.YamlValue.Sequence;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values of fields, beside rules. */
final class FieldLints {

    private static final Set<String> CONDITIONS = Set.of("all", "any", "none", "all required", "any required");

    private FieldLints() {}

    static void check(PolicyDocument document, LintOptions options, FindingList found) {
        document.section("policy").ifPresent(p -> regexType(p, options, found));
        if (options.has(Dialect.WAZUH_4_14)) {
            document.requirements().ifPresent(r -> requirements(r, found));
        }
        var ids = new HashSet<String>();
        for (var check : document.checks()) {
            regexType(check.fields(), options, found);
            id(check, options, ids, found);
            find(check.fields(), "compliance").ifPresent(c -> compliance(check, c, options, found));
            if (options.has(Dialect.WAZUH_5)) {
                find(check.fields(), "mitre").ifPresent(m -> mitre(check, m, found));
            }
        }
    }

    private static void regexType(Mapping owner, LintOptions options, FindingList found) {
        var value = find(owner, "regex_type");
        if (value.isEmpty()) {
            return;
        }
        var text = value.get() instanceof Scalar s ? s.text() : value.get().kind();
        boolean pcre2 = text.equals("pcre2");
        if (!pcre2 && !text.equals("osregex") && options.has(Dialect.WAZUH_4_14)) {
            found.add(
                    LintCode.REGEX_TYPE_VALUE,
                    value.get().at(),
                    "regex_type is " + LintedRule.quote(text)
                            + "; 4.14 knows pcre2, and takes OSRegex for anything else",
                    "write pcre2 or osregex");
        }
        if (pcre2 && options.both()) {
            found.addOnce(
                    LintCode.REGEX_TYPE_IGNORED,
                    "",
                    value.get().at(),
                    "regex_type is ignored by 5.x: its PCRE2 ignores case, that of 4.14 does not",
                    "write (?i) or (?-i) where case matters");
        }
    }

    private static void requirements(Owner requirements, FindingList found) {
        var condition = find(requirements.fields(), "condition");
        if (condition.isPresent()
                && condition.get() instanceof Scalar s
                && s.isString()
                && !CONDITIONS.contains(s.text())) {
            found.add(
                    LintCode.REQUIREMENTS_NEVER_MET,
                    s.at(),
                    "requirements.condition is " + LintedRule.quote(s.text()) + ": in 4.14 they are never met",
                    "write all, any or none");
        }
    }

    private static void id(Owner check, LintOptions options, Set<String> ids, FindingList found) {
        var value = find(check.fields(), "id");
        if (value.isEmpty() || !(value.get() instanceof Scalar s)) {
            return;
        }
        // 4.14's reader names repeated ids itself.
        if (!ids.add(s.text()) && !options.has(Dialect.WAZUH_4_14)) {
            found.add(
                    LintCode.DUPLICATE_CHECK_ID,
                    s.at(),
                    "5.x: checks[].id " + s.text() + " stands twice in this file: one result overwrites the other",
                    "give it an id of its own");
        }
        if (s.number().isEmpty()) {
            return;
        }
        double number = s.number().getAsDouble();
        var wrong = oddId(number);
        if (wrong != null) {
            found.add(
                    LintCode.CHECK_ID_VALUE, s.at(), check.name() + ": the id " + wrong, "write a whole number from 1");
        }
    }

    private static @Nullable String oddId(double number) {
        if (Double.isNaN(number) || number < Integer.MIN_VALUE || number > Integer.MAX_VALUE) {
            return "is beyond 32 bits: 4.14 takes the nearest that fits, 5.x wraps or fails";
        }
        if (number != Math.rint(number)) {
            return "is a fraction: it is cut off, and may meet another id then";
        }
        return number == 0 ? "is 0, which 4.14 does not protect against a second one" : null;
    }

    private static void compliance(Owner check, YamlValue value, LintOptions options, FindingList found) {
        // 5.x's reader names lists itself.
        if (value instanceof Mapping m && !m.entries().isEmpty() && options.has(Dialect.WAZUH_4_14)) {
            found.addOnce(
                    LintCode.COMPLIANCE_FORM,
                    "mapping",
                    value.at(),
                    check.name() + ": compliance is a mapping: 4.14 reads a list of mappings and emits nothing",
                    options.both()
                            ? "keep one file per dialect, or live without compliance in one of them"
                            : "write a list of mappings with one key each");
        }
    }

    /** The event builder wants lists of ids and names per category (sca_event_handler.cpp). */
    private static void mitre(Owner check, YamlValue mitre, FindingList found) {
        boolean kept = mitre instanceof Mapping m
                && m.entries().stream()
                        .filter(e ->
                                List.of("tactic", "technique", "subtechnique").contains(e.key()))
                        .allMatch(e -> isCategory(e.value()));
        if (!kept) {
            found.addOnce(
                    LintCode.MITRE_FORM,
                    "",
                    mitre.at(),
                    check.name() + ": 5.x deletes what is no mapping with the lists id and name",
                    "write tactic: {id: [TA0005], name: [Defense Evasion]}");
        }
    }

    private static boolean isCategory(YamlValue value) {
        return value instanceof Mapping m
                && m.entries().stream()
                        .filter(e -> e.key().equals("id") || e.key().equals("name"))
                        .allMatch(e -> e.value() instanceof Sequence);
    }
}
