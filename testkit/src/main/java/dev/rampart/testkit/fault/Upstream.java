package dev.rampart.testkit.fault;

import io.fabric8.kubernetes.client.Config;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The server behind the proxy. */
final class Upstream implements AutoCloseable {

    /** The client library sets these itself; compressed answers could not be cut at an event. */
    private static final Set<String> NOT_PASSED_ON = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "upgrade",
            "transfer-encoding",
            "accept-encoding",
            "http2-settings");

    private final URI root;
    private final HttpClient client;

    private Upstream(URI root, HttpClient client) {
        this.root = root;
        this.client = client;
    }

    /** @param server address and trusted authorities are taken from it, and no credentials */
    static Upstream of(Config server) throws IOException, GeneralSecurityException {
        var root = URI.create(server.getMasterUrl());
        var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
        if (root.getScheme().equals("https")) {
            client.sslContext(trusting(authorities(server)));
        }
        return new Upstream(root, client.build());
    }

    private static byte[] authorities(Config server) throws IOException {
        return server.getCaCertData() == null
                ? Files.readAllBytes(Path.of(server.getCaCertFile()))
                : Base64.getMimeDecoder().decode(server.getCaCertData());
    }

    private static SSLContext trusting(byte[] pem) throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int number = 0;
        for (var certificate :
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
            store.setCertificateEntry("ca-" + number++, certificate);
        }
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        var context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    /** @throws IOException when the server cannot be reached */
    HttpResponse<InputStream> send(Request request) throws IOException, InterruptedException {
        var body = request.body().length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(request.body());
        var copy = HttpRequest.newBuilder(root.resolve(request.uri())).method(request.method(), body);
        request.headers().stream()
                .filter(h -> isPassedOn(h.name().toLowerCase(Locale.ROOT)))
                .forEach(h -> copy.header(h.name(), h.value()));
        return client.send(copy.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private static boolean isPassedOn(String name) {
        return !NOT_PASSED_ON.contains(name) && !name.startsWith("sec-websocket-");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
