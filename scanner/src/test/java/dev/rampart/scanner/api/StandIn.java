package dev.rampart.scanner.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rampart.testkit.FixedClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * An API server that does what a test says, for faults that a real one does not have on demand: each request takes the
 * next answer. {@code ScannerIT} shows on a real API server that the good answers look like these.
 */
final class StandIn implements AutoCloseable {

    interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    /** @param authorization the request's header */
    record Request(String method, String target, String authorization, String body) {}

    final List<Request> requests = new CopyOnWriteArrayList<>();
    final FixedClock clock = FixedClock.at("2026-03-04T05:06:07Z");
    final Path token;
    private final Path ca;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();

    StandIn(Path folder) throws Exception {
        token = Files.writeString(folder.resolve("token"), "token-1");
        ca = anyCertificate(folder.resolve("ca.crt"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    ApiServer client() {
        return new ApiServer(uri(), new TokenFile(token, clock), new Trust(ca), "test");
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    StandIn then(Answer answer) {
        answers.add(answer);
        return this;
    }

    StandIn then(int status, String body) {
        return then(e -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            e.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            e.getResponseBody().write(bytes);
            e.close();
        });
    }

    /** Lines of a watch; the connection ends properly after them. */
    StandIn thenWatch(String... lines) {
        return then(e -> {
            e.sendResponseHeaders(200, 0);
            for (var line : lines) {
                e.getResponseBody().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
            e.close();
        });
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.add(new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        var answer = answers.poll();
        if (answer == null) {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
            return;
        }
        answer.to(exchange);
    }

    private static Path anyCertificate(Path file) throws Exception {
        var path = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts");
        var store = KeyStore.getInstance(path.toFile(), (char[]) null);
        var first = store.getCertificate(store.aliases().nextElement());
        var pem = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(first.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        try {
            return Files.writeString(file, pem);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
