package dev.rampart.operator.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** {@code /healthz}, {@code /readyz} and {@code /metrics}; GET only, everything else is 404 or 405. */
public final class HealthServer implements AutoCloseable {

    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private HealthServer(HttpServer server) {
        this.server = server;
    }

    /**
     * @param port 0 takes a free one
     * @param alive false asks the kubelet for a restart
     * @param waitingFor what the start waits for, one sentence; empty when caches are synced and this process could lead
     * @param metrics in Prometheus' text form
     */
    public static HealthServer start(
            int port, BooleanSupplier alive, Supplier<Optional<String>> waitingFor, Supplier<String> metrics) {
        try {
            var http = HttpServer.create(new InetSocketAddress(port), 0);
            var server = new HealthServer(http);
            http.setExecutor(server.threads);
            http.createContext("/healthz", e -> answer(e, "/healthz", alive.getAsBoolean(), "not ok"));
            http.createContext("/readyz", e -> {
                var waiting = waitingFor.get();
                answer(e, "/readyz", waiting.isEmpty(), waiting.orElse(""));
            });
            http.createContext("/metrics", e -> answer(e, "/metrics", 200, PROMETHEUS, metrics.get()));
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " cannot be opened: set another HEALTH_PORT", e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, String path, boolean good, String otherwise) throws IOException {
        answer(exchange, path, good ? 200 : 503, TEXT, good ? "ok\n" : otherwise + "\n");
    }

    private static void answer(HttpExchange exchange, String path, int code, String type, String body)
            throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(path)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            if (!exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(code, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
