package dev.rampart.policy.lint;

import dev.rampart.policy.model.Dialect;
import dev.rampart.policy.yaml.YamlValue;
import dev.rampart.policy.yaml.YamlValue.Entry;
import dev.rampart.policy.yaml.YamlValue.Mapping;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Keys that stand twice, have capitals, or are known to nobody. */
final class KeyLints {

    private static final Set<String> TOP = Set.of("policy", "requirements", "variables", "checks");
    private static final Set<String> POLICY = Set.of("id", "file", "name", "description", "references", "regex_type");
    private static final Set<String> REQUIREMENTS = Set.of("title", "name", "description", "condition", "rules");
    private static final Set<String> CHECK = Set.of(
            "id",
            "title",
            "name",
            "description",
            "rationale",
            "remediation",
            "references",
            "compliance",
            "mitre",
            "condition",
            "rules",
            "regex_type");

    /** Keys that differ in so many letters, or fewer, are taken for a slip of the pen. */
    private static final int SLIP = 2;

    private KeyLints() {}

    static void check(PolicyDocument document, LintOptions options, FindingList found) {
        if (!(document.root() instanceof Mapping root)) {
            return;
        }
        keys(root, TOP, found);
        document.section("policy").ifPresent(m -> keys(m, POLICY, found));
        document.section("requirements").ifPresent(m -> keys(m, REQUIREMENTS, found));
        document.section("variables").ifPresent(m -> twice(m, found, false));
        for (var check : document.checks()) {
            keys(check.fields(), CHECK, found);
            PolicyDocument.find(check.fields(), "compliance").ifPresent(c -> compliance(c, options, found));
        }
    }

    private static void compliance(YamlValue compliance, LintOptions options, FindingList found) {
        if (compliance instanceof Mapping m) {
            twice(m, found, false);
        }
        if (!(compliance instanceof YamlValue.Sequence list) || !options.has(Dialect.WAZUH_4_14)) {
            return;
        }
        for (var element : list.items()) {
            if (element instanceof Mapping m && m.entries().size() > 1) {
                var second = m.entries().get(1);
                found.add(
                        LintCode.COMPLIANCE_FORM,
                        second.keyAt(),
                        "4.14 reads only the first key of each element of compliance, not "
                                + LintedRule.quote(second.key()),
                        "write \"- " + second.key() + ":\" as an element of its own");
            }
        }
    }

    private static void keys(Mapping mapping, Set<String> known, FindingList found) {
        twice(mapping, found, true);
        for (var entry : mapping.entries()) {
            var lower = entry.key().toLowerCase(Locale.ROOT);
            if (known.contains(lower) && !known.contains(entry.key())) {
                found.add(
                        LintCode.KEY_CASE,
                        entry.keyAt(),
                        "5.x does not know the key \"" + entry.key() + "\"; 4.14 reads it as \"" + lower + "\"",
                        "write \"" + lower + "\"");
            } else if (!known.contains(lower)) {
                resembling(entry, lower, known, found);
            }
        }
    }

    private static void resembling(Entry entry, String lower, Set<String> known, FindingList found) {
        known.stream()
                .filter(k -> k.length() > SLIP + 2
                        && Math.abs(k.length() - lower.length()) <= SLIP
                        && distance(k, lower) <= SLIP)
                .sorted()
                .findFirst()
                .ifPresent(k -> found.add(
                        LintCode.UNKNOWN_KEY,
                        entry.keyAt(),
                        "no engine reads the key " + LintedRule.quote(entry.key()),
                        "write \"" + k + "\", if that is meant"));
    }

    private static void twice(Mapping mapping, FindingList found, boolean ignoringCase) {
        Map<String, Entry> first = new HashMap<>();
        for (var entry : mapping.entries()) {
            var key = ignoringCase ? entry.key().toLowerCase(Locale.ROOT) : entry.key();
            var earlier = first.putIfAbsent(key, entry);
            if (earlier != null) {
                found.add(
                        LintCode.DUPLICATE_KEY,
                        entry.keyAt(),
                        LintedRule.quote(entry.key()) + " stands here and at " + earlier.keyAt()
                                + ": 4.14 takes the first, 5.x the last",
                        "remove one of them");
            }
        }
    }

    /** Levenshtein. */
    private static int distance(String a, String b) {
        var previous = row(b.length());
        for (int i = 1; i <= a.length(); i++) {
            var current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                current[j] = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + change);
            }
            previous = current;
        }
        return previous[b.length()];
    }

    private static int[] row(int length) {
        var result = new int[length + 1];
        for (int i = 0; i <= length; i++) {
            result[i] = i;
        }
        return result;
    }
}
