package dev.rampart.testkit.fault;

import java.net.URI;
import java.util.List;

/**
 * A request as RBAC names it. Parts that a request does not have are empty.
 *
 * @param verb {@code get}, {@code list}, {@code watch}, {@code create}, {@code update}, {@code patch}, {@code delete} or
 *     {@code deletecollection}; for paths that are no resource the method in small letters
 * @param resource plural, as {@code configmaps}
 */
public record Call(
        String verb, String group, String resource, String subresource, String namespace, String name, String path) {

    /** @param uri path and query */
    public static Call of(String method, URI uri) {
        var path = uri.getPath();
        var parts = List.of(path.replaceFirst("^/", "").split("/"));
        var named = parts.getFirst().equals("apis") && parts.size() > 3;
        var core = parts.getFirst().equals("api") && parts.size() > 2;
        if (!named && !core) {
            return new Call(method.toLowerCase(java.util.Locale.ROOT), "", "", "", "", "", path);
        }
        var group = named ? parts.get(1) : "";
        var rest = parts.subList(named ? 3 : 2, parts.size());
        var namespace = "";
        if (rest.size() > 2 && rest.getFirst().equals("namespaces")) {
            namespace = rest.get(1);
            rest = rest.subList(2, rest.size());
        }
        var name = rest.size() > 1 ? rest.get(1) : "";
        var subresource = rest.size() > 2 ? rest.get(2) : "";
        return new Call(verb(method, uri, name), group, rest.getFirst(), subresource, namespace, name, path);
    }

    private static String verb(String method, URI uri, String name) {
        return switch (method) {
            case "GET" -> isWatch(uri) ? "watch" : name.isEmpty() ? "list" : "get";
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> name.isEmpty() ? "deletecollection" : "delete";
            default -> method.toLowerCase(java.util.Locale.ROOT);
        };
    }

    private static boolean isWatch(URI uri) {
        return List.of(String.valueOf(uri.getQuery()).split("&")).stream()
                .anyMatch(p -> p.equals("watch=true") || p.equals("watch=1"));
    }

    /** Whether it may change something; reviews of rights are sent with POST and change nothing. */
    public boolean isWrite() {
        return switch (verb) {
            case "create" -> !group.equals("authorization.k8s.io") && !group.equals("authentication.k8s.io");
            case "update", "patch", "delete", "deletecollection" -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        if (resource.isEmpty()) {
            return verb + " " + path;
        }
        var kind = (group.isEmpty() ? "" : group + "/") + resource + (subresource.isEmpty() ? "" : "/" + subresource);
        var object = (namespace.isEmpty() ? "" : namespace + "/") + name;
        return verb + " " + kind + (object.isEmpty() ? "" : " " + object);
    }
}
