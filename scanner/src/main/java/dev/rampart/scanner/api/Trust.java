package dev.rampart.scanner.api;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP client that trusts the cluster's certificate authorities and nobody else. When a handshake fails the file is
 * read again, because the cluster may have changed them during the process's life.
 */
public final class Trust implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(10);

    private final Path caFile;
    private byte[] loaded = new byte[0];
    private @Nullable HttpClient client;

    public Trust(Path caFile) {
        this.caFile = caFile;
    }

    /** @throws IOException when the file cannot be read or holds no certificate */
    synchronized HttpClient client() throws IOException {
        if (client == null) {
            loaded = Files.readAllBytes(caFile);
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .sslContext(context())
                    .build();
        }
        return client;
    }

    /** Throws the client away if the failure is one of trust and the file has other content than what it was made of. */
    synchronized void doubt(IOException failure) throws ApiFailure {
        if (client == null || !(failure instanceof SSLException)) {
            return;
        }
        try {
            if (!Arrays.equals(loaded, Files.readAllBytes(caFile))) {
                close();
            }
        } catch (IOException e) {
            throw new ApiFailure(ApiFailure.Kind.UNREACHABLE, "the CA file " + caFile + " cannot be read", e);
        }
    }

    private SSLContext context() throws IOException {
        try (var in = Files.newInputStream(caFile)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            if (number == 0) {
                throw new IOException("the CA file " + caFile + " holds no certificate");
            }
            var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("the CA file " + caFile + " cannot be used: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            // Not close(): that would wait for a watch to end.
            client.shutdownNow();
            client = null;
        }
    }
}
