package dev.rampart.policy.lint;

import dev.rampart.policy.pattern.RegexType;
import dev.rampart.policy.yaml.YamlValue;
import dev.rampart.policy.yaml.YamlValue.Mapping;
import dev.rampart.policy.yaml.YamlValue.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parts of a policy file, as far as they are there; keys are found as 4.x finds them. */
record PolicyDocument(YamlValue root) {

    /**
     * What has rules.
     *
     * @param name for messages: "check 12"
     * @param rules the strings among them
     */
    record Owner(String name, boolean isRequirements, Mapping fields, RegexType regexType, List<Scalar> rules) {}

    Optional<Mapping> section(String key) {
        return find(root, key).filter(Mapping.class::isInstance).map(Mapping.class::cast);
    }

    List<Owner> checks() {
        var result = new ArrayList<Owner>();
        for (var check : find(root, "checks").map(YamlValue::children).orElse(List.of())) {
            if (check instanceof Mapping m) {
                var id = find(m, "id");
                result.add(owner(id.isPresent() && id.get() instanceof Scalar s ? "check " + s.text() : "a check", m));
            }
        }
        return result;
    }

    Optional<Owner> requirements() {
        return section("requirements").map(m -> owner("requirements", m));
    }

    private Owner owner(String name, Mapping fields) {
        var rules = find(fields, "rules").map(YamlValue::children).orElse(List.of()).stream()
                .filter(r -> r instanceof Scalar s && s.isString())
                .map(Scalar.class::cast)
                .toList();
        return new Owner(name, name.equals("requirements"), fields, regexType(fields), rules);
    }

    private RegexType regexType(Mapping owner) {
        var own = find(owner, "regex_type");
        var value = own.isPresent() ? own : section("policy").flatMap(p -> find(p, "regex_type"));
        return value.map(v -> v instanceof Scalar s ? RegexType.of(s.text()) : RegexType.OSREGEX)
                .orElse(RegexType.OSREGEX);
    }

    static Optional<YamlValue> find(YamlValue value, String key) {
        return value instanceof Mapping m ? m.firstIgnoringCase(key).map(YamlValue.Entry::value) : Optional.empty();
    }
}
