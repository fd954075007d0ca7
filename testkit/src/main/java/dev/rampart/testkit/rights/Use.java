package dev.rampart.testkit.rights;

/**
 * One thing that somebody did or tried.
 *
 * @param resource plural, with its subresource: {@code nodescans/status}
 * @param namespace empty for what is cluster-scoped or asked of every namespace
 * @param name empty for what names no object
 */
public record Use(String verb, String group, String resource, String namespace, String name) {

    @Override
    public String toString() {
        return verb + " " + resource + (group.isEmpty() ? "" : "." + group) + (name.isEmpty() ? "" : " " + name)
                + (namespace.isEmpty() ? "" : " in " + namespace);
    }
}
