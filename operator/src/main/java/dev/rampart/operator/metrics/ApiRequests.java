package dev.rampart.operator.metrics;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.util.List;

/** Counts what this process asks of the API server. Names of objects and namespaces never enter a label. */
public final class ApiRequests implements Interceptor {

    private static final String NO_ANSWER = "none";

    /** After the names of group and version. */
    private static final int NAMED = 3;

    private static final int CORE = 2;

    private final MeterRegistry registry;

    public ApiRequests(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        count(request, Integer.toString(response.code()));
    }

    @Override
    public void afterConnectionFailure(HttpRequest request, Throwable failure) {
        count(request, NO_ANSWER);
    }

    private void count(HttpRequest request, String code) {
        Counter.builder(Metric.API_REQUESTS.meterName())
                .description(Metric.API_REQUESTS.help())
                .tag("method", request.method())
                .tag("resource", resource(request.uri().getPath()))
                .tag("code", code)
                .register(registry)
                .increment();
    }

    /** {@code nodescans/status} of {@code /apis/rampart.dev/v1alpha1/nodescans/node-1/status}; no name is in it. */
    static String resource(String path) {
        var parts = List.of(path.substring(1).split("/"));
        var named = parts.getFirst().equals("apis");
        var skipped = named ? NAMED : CORE;
        if (parts.size() <= skipped || !(named || parts.getFirst().equals("api"))) {
            return "discovery";
        }
        var rest = parts.subList(skipped, parts.size());
        if (rest.getFirst().equals("namespaces") && rest.size() > 2) {
            rest = rest.subList(2, rest.size());
        }
        return rest.getFirst() + (rest.size() > 2 ? "/" + rest.get(2) : "");
    }
}
