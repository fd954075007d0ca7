package dev.rampart.testkit.fault;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocketFactory;

/** See the package's description. Listens on 127.0.0.1 at a free port until it is closed. */
public final class FaultProxy implements AutoCloseable {

    private final Upstream upstream;
    private final ServerSocket door;
    private final SSLSocketFactory tls;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();
    private final Map<Integer, Exchange> exchanges = new ConcurrentSkipListMap<>();
    private final Map<Integer, SeenEvent> events = new ConcurrentSkipListMap<>();
    private final AtomicInteger requestNumber = new AtomicInteger();
    private final AtomicInteger eventNumber = new AtomicInteger();
    private final Gates gates = new Gates();
    private final long started = System.nanoTime();
    private volatile PlanRun plan = new PlanRun(Plan.none());
    private volatile boolean open = true;

    private FaultProxy(Upstream upstream, ServerSocket door, SSLSocketFactory tls) {
        this.upstream = upstream;
        this.door = door;
        this.tls = tls;
    }

    /**
     * @param server where to; address and trusted authorities are taken from it, credentials are not
     * @throws UncheckedIOException when no port can be opened or the server's authorities cannot be read
     */
    public static FaultProxy start(Config server) {
        try {
            var door = new ServerSocket(0, 200, InetAddress.ofLiteral("127.0.0.1"));
            var tls = ThrowAwayAuthority.get().context().getSocketFactory();
            var proxy = new FaultProxy(Upstream.of(server), door, tls);
            proxy.threads.execute(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the certificates for the fault proxy cannot be used", e);
        }
    }

    public URI uri() {
        return URI.create("https://127.0.0.1:" + door.getLocalPort());
    }

    /** The certificate to trust. */
    public String caPem() {
        return ThrowAwayAuthority.get().pem();
    }

    /** The same client, led through the proxy. Only bearer tokens get through; a client certificate is not presented. */
    public Config configFor(Config client) {
        return new ConfigBuilder(client)
                .withMasterUrl(uri().toString())
                .withCaCertFile(null)
                .withCaCertData(Base64.getEncoder().encodeToString(caPem().getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    /** As text, for another process. */
    public String kubeconfig(String token) {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: proxy, cluster: {server: "%s", certificate-authority-data: %s}}]
                users: [{name: account, user: {token: "%s"}}]
                contexts: [{name: proxy, context: {cluster: proxy, user: account}}]
                current-context: proxy
                """.formatted(
                        uri(), Base64.getEncoder().encodeToString(caPem().getBytes(StandardCharsets.UTF_8)), token);
    }

    /** From the next request and event on. */
    public void follow(Plan next) {
        plan = new PlanRun(next);
    }

    public Trace trace() {
        return new Trace(new ArrayList<>(exchanges.values()), new ArrayList<>(events.values()));
    }

    /** Waits until an exchange stands at the gate. */
    public void awaitHeld(String gate, Duration atMost) {
        gates.awaitArrival(gate, atMost);
    }

    public boolean isHeld(String gate) {
        return gates.hasArrived(gate);
    }

    public void release(String gate) {
        gates.open(gate);
    }

    /** Resets every connection; new ones are let through. */
    public void cut() {
        connections.forEach(ClientConnection::reset);
    }

    /** Resets every connection, and new ones as soon as they are made: for the client the server is gone. */
    public void sever() {
        open = false;
        cut();
    }

    /** Ends {@link #sever}. */
    public void mend() {
        open = true;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var socket = door.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return; // the door was closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            if (!open) {
                socket.setSoLinger(true, 0);
                return;
            }
            socket.setTcpNoDelay(true);
            try (var client = new ClientConnection(tls.createSocket(socket, null, false), socket)) {
                connections.add(client);
                try {
                    serve(client);
                } finally {
                    connections.remove(client);
                }
            }
        } catch (IOException e) {
            // One of the two ends went away, which clients and plans do as they like; the trace shows how far it got.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(ClientConnection client) throws IOException, InterruptedException {
        for (var next = Request.read(client.in()); next.isPresent(); next = Request.read(client.in())) {
            var request = next.get();
            int number = requestNumber.incrementAndGet();
            var actions = plan.actions(number, request.call(), request.userAgent());
            exchanges.put(number, Exchange.begun(number, now(), request, actions));
            if (!open) {
                client.reset();
                return;
            }
            if (!new Handling(this, client, request, number, actions).run()) {
                return;
            }
        }
    }

    private Duration now() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    Upstream upstream() {
        return upstream;
    }

    void pass(String gate) throws InterruptedException {
        gates.pass(gate);
    }

    void served(int number, int status) {
        exchanges.computeIfPresent(number, (n, e) -> e.served(status));
    }

    void answered(int number, int status, long bytes, int count) {
        exchanges.computeIfPresent(number, (n, e) -> e.answered(status, bytes, count, now().minus(e.at())));
    }

    List<EventAction> event(
            int request, Call watch, String type, String namespace, String name, String resourceVersion) {
        var actions = plan.actions(watch, type, name);
        int number = eventNumber.incrementAndGet();
        events.put(
                number,
                new SeenEvent(
                        number,
                        request,
                        now(),
                        type,
                        watch.resource(),
                        namespace,
                        name,
                        resourceVersion,
                        actions.stream().map(Object::toString).toList()));
        return actions;
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            gates.openAll();
            sever();
            upstream.close();
            threads.shutdownNow();
        }
    }
}
