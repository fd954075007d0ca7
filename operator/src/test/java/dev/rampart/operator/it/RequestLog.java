package dev.rampart.operator.it;

import dev.rampart.testkit.fault.Call;
import dev.rampart.testkit.rights.Use;
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
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every request that was answered, as RBAC sees it. */
final class RequestLog implements Interceptor {

    /**
     * @param use with the name of a field selector, which RBAC takes for that of the object
     * @param created whether a server-side apply made the object, which RBAC calls create as well
     */
    record Entry(Use use, String path, boolean created) {

        boolean isWrite() {
            return !Set.of("get", "list", "watch").contains(use.verb());
        }

        /** Leases are renewed for ever, and asking for one's rights changes nothing. */
        boolean isHousekeeping() {
            return use.resource().equals("leases") || use.group().equals("authorization.k8s.io");
        }
    }

    private static final Pattern SELECTED = Pattern.compile("metadata\\.name=([^&,]+)");

    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        entries.add(entry(request, response.code()));
    }

    private static Entry entry(HttpRequest request, int code) {
        var call = Call.of(request.method(), request.uri());
        var resource = call.resource() + (call.subresource().isEmpty() ? "" : "/" + call.subresource());
        var name = call.name().isEmpty() ? selected(request) : call.name();
        return new Entry(
                new Use(call.verb(), call.group(), resource, call.namespace(), name),
                call.path(),
                code == HttpURLConnection.HTTP_CREATED);
    }

    private static String selected(HttpRequest request) {
        var name = SELECTED.matcher(String.valueOf(request.uri().getQuery()));
        return name.find() ? name.group(1) : "";
    }

    List<Entry> writes() {
        return entries.stream().filter(e -> e.isWrite() && !e.isHousekeeping()).toList();
    }

    Set<Use> uses() {
        return entries.stream().flatMap(RequestLog::needed).collect(Collectors.toSet());
    }

    /** How many watches of each kind were begun. */
    Map<String, Integer> watches() {
        return entries.stream()
                .map(Entry::use)
                .filter(u -> u.verb().equals("watch"))
                .collect(Collectors.groupingBy(Use::resource, Collectors.summingInt(u -> 1)));
    }

    private static Stream<Use> needed(Entry entry) {
        var use = entry.use();
        var create = new Use("create", use.group(), use.resource(), use.namespace(), use.name());
        return entry.created() ? Stream.of(use, create) : Stream.of(use);
    }
}
