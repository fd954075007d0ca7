package dev.rampart.testkit.fault;

import dev.rampart.testkit.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A key and a certificate for this machine's loopback that sign themselves; made once per JVM and never kept. */
final class ThrowAwayAuthority {

    private static final class Holder {
        static final ThrowAwayAuthority ONE = make();
    }

    private static final String PASSWORD = "throw-away";
    private static final String ALIAS = "proxy";

    private final KeyStore store;

    private ThrowAwayAuthority(KeyStore store) {
        this.store = store;
    }

    static ThrowAwayAuthority get() {
        return Holder.ONE;
    }

    private static ThrowAwayAuthority make() {
        try {
            var folder = Files.createTempDirectory("rampart-proxy-");
            var file = folder.resolve("key.p12");
            try {
                keytool(file);
                return new ThrowAwayAuthority(KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("keytool made a key that cannot be read", e);
        }
    }

    /** The JDK has no public class that makes certificates, only this program. */
    private static void keytool(Path file) {
        var program = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Command.of(
                        program,
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=rampart fault proxy",
                        "-validity",
                        "2",
                        "-ext",
                        "bc:c=ca:true",
                        "-ext",
                        "san=ip:127.0.0.1,dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .run(Duration.ofMinutes(1));
    }

    SSLContext context() throws GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    String pem() {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder()
                            .encodeToString(store.getCertificate(ALIAS).getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
