package dev.rampart.policy.language;

import dev.rampart.policy.yaml.Position;
import dev.rampart.policy.yaml.YamlValue;
import dev.rampart.policy.yaml.YamlValue.Mapping;
import dev.rampart.policy.yaml.YamlValue.Scalar;
import java.util.List;
import java.util.Optional;

/** Fields as cJSON looks them up: without case, the first of equal ones; a value that is no mapping has none. */
record Fields4(Mapping mapping) {

    static Fields4 of(YamlValue value) {
        return new Fields4(value instanceof Mapping m ? m : new Mapping(List.of(), value.at()));
    }

    Position at() {
        return mapping.at();
    }

    Optional<YamlValue> find(String key) {
        return mapping.firstIgnoringCase(key).map(YamlValue.Entry::value);
    }

    YamlValue required(String key) throws Refusal {
        var value = find(key);
        if (value.isEmpty()) {
            throw new Refusal(at(), "\"" + key + "\" is missing here");
        }
        return value.get();
    }

    Scalar string(String key) throws Refusal {
        var value = required(key);
        if (value instanceof Scalar s && s.isString()) {
            return s;
        }
        throw new Refusal(value.at(), key + " is " + value.kind() + "; it must be a string (quote numbers)");
    }

    /** Empty when there is no such string. */
    String text(String key) {
        return find(key)
                .map(v -> v instanceof Scalar s && s.isString() ? s.text() : "")
                .orElse("");
    }
}
