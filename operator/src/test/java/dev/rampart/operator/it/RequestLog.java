package dev.rampart.operator.it;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/** Every request that was answered, as RBAC sees it. */
final class RequestLog implements Interceptor {

    /** @param created whether a server-side apply made the object, which RBAC calls create as well */
    record Entry(String verb, String group, String resource, String path, boolean created) {

        boolean isWrite() {
            return !Set.of("get", "list", "watch").contains(verb);
        }

        /** Leases are renewed for ever, and asking for one's rights changes nothing. */
        boolean isHousekeeping() {
            return resource.equals("leases") || group.equals("authorization.k8s.io");
        }
    }

    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        entries.add(entry(request, response.code()));
    }

    private static Entry entry(HttpRequest request, int code) {
        var path = request.uri().getPath();
        var parts = List.of(path.substring(1).split("/"));
        var named = parts.getFirst().equals("apis");
        var group = named && parts.size() > 1 ? parts.get(1) : "";
        var rest = parts.subList(Math.min(parts.size(), named ? 3 : 2), parts.size());
        if (rest.size() > 2 && rest.getFirst().equals("namespaces")) {
            rest = rest.subList(2, rest.size());
        }
        var resource = rest.isEmpty() ? "" : rest.getFirst() + (rest.size() > 2 ? "/" + rest.get(2) : "");
        return new Entry(verb(request, rest.size()), group, resource, path, code == HttpURLConnection.HTTP_CREATED);
    }

    private static String verb(HttpRequest request, int parts) {
        return switch (request.method()) {
            case "GET" -> {
                var query = String.valueOf(request.uri().getQuery());
                yield query.contains("watch=true") ? "watch" : parts > 1 ? "get" : "list";
            }
            case "POST" -> "create";
            case "PUT" -> "update";
            case "PATCH" -> "patch";
            case "DELETE" -> "delete";
            default -> request.method();
        };
    }

    List<Entry> writes() {
        return entries.stream().filter(e -> e.isWrite() && !e.isHousekeeping()).toList();
    }

    /** How many watches of each kind were begun. */
    Map<String, Integer> watches() {
        return entries.stream()
                .filter(e -> e.verb().equals("watch"))
                .collect(Collectors.groupingBy(Entry::resource, Collectors.summingInt(e -> 1)));
    }

    /** {@code group/resource:verb} of all that was used. */
    Set<String> rights() {
        return entries.stream()
                .flatMap(e -> e.created()
                        ? java.util.stream.Stream.of(e.verb(), "create").map(v -> right(e, v))
                        : java.util.stream.Stream.of(right(e, e.verb())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String right(Entry entry, String verb) {
        return entry.group() + "/" + entry.resource() + ":" + verb;
    }
}
