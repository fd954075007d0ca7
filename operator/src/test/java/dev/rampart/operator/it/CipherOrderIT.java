package dev.rampart.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.testkit.ApiServerExtension;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cipher suites of {@code image/operator.args}, offered to a real API server. */
class CipherOrderIT {

    @RegisterExtension
    static final ApiServerExtension API = new ApiServerExtension();

    private static final String PROPERTY = "-Djdk.tls.client.cipherSuites=";

    private static String[] shipped() throws IOException {
        try (var lines = Files.lines(Path.of("../image/operator.args"))) {
            return lines.filter(l -> l.startsWith(PROPERTY))
                    .findFirst()
                    .orElseThrow()
                    .substring(PROPERTY.length())
                    .split(",");
        }
    }

    @Test
    void javaKnowsEachAndNoneIsWithoutForwardSecrecyOrAuthentication() throws Exception {
        var known = SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites();

        assertThat(shipped())
                .isSubsetOf(known)
                .doesNotHaveDuplicates()
                .allMatch(s -> s.startsWith("TLS_CHACHA20_") || s.startsWith("TLS_AES_") || s.startsWith("TLS_ECDHE_"))
                .allMatch(s -> s.contains("_GCM_") || s.contains("_POLY1305_"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void theServerChoosesWhatIsFastWithoutTheLargeCompiler(String version) throws Exception {
        assertThat(chosen(version, shipped())).contains("CHACHA20_POLY1305");
    }

    /** A cluster in FIPS mode has nothing but AES. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void thereIsAnAnswerWithoutIt(String version) throws Exception {
        var rest = Arrays.stream(shipped()).filter(s -> !s.contains("CHACHA20")).toArray(String[]::new);

        assertThat(chosen(version, rest)).contains("AES");
    }

    private static String chosen(String version, String... offered) throws IOException, GeneralSecurityException {
        Config config = API.admin().getConfiguration();
        var context = SSLContext.getInstance("TLS");
        context.init(SSLUtils.keyManagers(config), SSLUtils.trustManagers(config), null);
        var server = URI.create(config.getMasterUrl());
        try (var socket = (SSLSocket) context.getSocketFactory().createSocket(server.getHost(), server.getPort())) {
            socket.setEnabledProtocols(new String[] {version});
            socket.setEnabledCipherSuites(offered);
            socket.startHandshake();
            return socket.getSession().getCipherSuite();
        }
    }
}
