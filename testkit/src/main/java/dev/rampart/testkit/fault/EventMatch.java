package dev.rampart.testkit.fault;

import java.util.Set;

/**
 * Which watch events are meant; an empty part means any.
 *
 * @param types {@code ADDED}, {@code MODIFIED}, {@code DELETED}, {@code BOOKMARK}; empty: all but bookmarks, which a test
 *     cannot count
 */
public record EventMatch(Set<String> resources, Set<String> types, Set<String> names) {

    private static final EventMatch ANY = new EventMatch(Set.of(), Set.of(), Set.of());

    public EventMatch {
        resources = Set.copyOf(resources);
        types = Set.copyOf(types);
        names = Set.copyOf(names);
    }

    public static EventMatch any() {
        return ANY;
    }

    /** Plural, without the group. */
    public EventMatch resource(String... wanted) {
        return new EventMatch(Set.of(wanted), types, names);
    }

    public EventMatch type(String... wanted) {
        return new EventMatch(resources, Set.of(wanted), names);
    }

    public EventMatch name(String... wanted) {
        return new EventMatch(resources, types, Set.of(wanted));
    }

    boolean matches(Call watch, String type, String name) {
        return (resources.isEmpty() || resources.contains(watch.resource()))
                && (types.isEmpty() ? !type.equals("BOOKMARK") : types.contains(type))
                && (names.isEmpty() || names.contains(name));
    }
}
