package dev.rampart.testkit.rights;

/**
 * One verb on one resource, as a role grants it.
 *
 * @param resource plural, with its subresource: {@code nodescans/status}
 * @param namespace empty when granted for the whole cluster
 * @param name empty when granted for every object
 */
public record Grant(String verb, String group, String resource, String namespace, String name) {

    private static final String EVERYTHING = "*";

    /** Whether it lets that pass. A wildcard lets nothing pass here: no role of ours may have one. */
    public boolean covers(Use use) {
        return verb.equals(use.verb())
                && group.equals(use.group())
                && resource.equals(use.resource())
                && (namespace.isEmpty() || namespace.equals(use.namespace()))
                && (name.isEmpty() || name.equals(use.name()));
    }

    /** That verb on that object where it is granted; for a grant of the whole cluster without a namespace. */
    public Use use(String object) {
        return new Use(verb, group, resource, namespace, object);
    }

    public boolean isWildcard() {
        return verb.contains(EVERYTHING) || group.contains(EVERYTHING) || resource.contains(EVERYTHING);
    }

    @Override
    public String toString() {
        return use(name).toString();
    }
}
