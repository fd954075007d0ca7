package dev.rampart.policy.yaml;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** A value of a YAML document, aliases resolved. */
public sealed interface YamlValue {

    Position at();

    /** The items of a list or the values of a mapping, which 4.x walks over alike; a scalar has none. */
    default List<YamlValue> children() {
        return switch (this) {
            case Sequence s -> s.items();
            case Mapping m -> m.entries().stream().map(Entry::value).toList();
            case Scalar s -> List.of();
        };
    }

    /** "a string", "a number", "a list", "a mapping": for messages. */
    String kind();

    /**
     * @param number what C's strtod makes of the whole text; empty when the scalar is quoted or is no number. Everything
     *     else is a string: {@code true}, {@code null} and {@code ~} too
     */
    record Scalar(String text, OptionalDouble number, Position at) implements YamlValue {

        public boolean isString() {
            return number.isEmpty();
        }

        @Override
        public String kind() {
            return isString() ? "a string" : "a number";
        }
    }

    record Sequence(List<YamlValue> items, Position at) implements YamlValue {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** @param entries in the order of the file; keys may repeat. Entries whose key is no scalar are left out */
    record Mapping(List<Entry> entries, Position at) implements YamlValue {
        public Mapping {
            entries = List.copyOf(entries);
        }

        /** The first entry whose key is equal without regard to ASCII case, as the 4.x engine finds it. */
        public Optional<Entry> firstIgnoringCase(String key) {
            return entries.stream().filter(e -> e.key().equalsIgnoreCase(key)).findFirst();
        }

        /** The last entry with this very key, as the 5.x engine finds it. */
        public Optional<Entry> last(String key) {
            return entries.reversed().stream().filter(e -> e.key().equals(key)).findFirst();
        }

        @Override
        public String kind() {
            return "a mapping";
        }
    }

    record Entry(String key, Position keyAt, YamlValue value) {}
}
