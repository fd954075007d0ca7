package dev.rampart.operator.obstacle;

/**
 * One verb on one resource, as RBAC grants it.
 *
 * @param group empty for the core group
 * @param resource with its subresource, as {@code nodescans/status}
 * @param namespace empty for what has none
 * @param name the one object that is meant; empty: all
 */
public record Right(String verb, String group, String resource, String namespace, String name) {

    /** {@code group/resource:verb}, as a manifest's rules are compared. */
    public String asRule() {
        return group + "/" + resource + ":" + verb;
    }

    /** As a person reads it. */
    @Override
    public String toString() {
        return verb + " " + resource + (group.isEmpty() ? "" : "." + group)
                + (name.isEmpty() ? "" : " \"" + name + "\"")
                + (namespace.isEmpty() ? "" : " in namespace " + namespace);
    }
}
