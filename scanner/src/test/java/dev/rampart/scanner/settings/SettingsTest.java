package dev.rampart.scanner.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

    private static Map<String, String> complete() {
        var env = new HashMap<String, String>();
        env.put("NODE_NAME", "node-a.example");
        env.put("POD_UID", "2b6f8d1e-0000-4000-8000-000000000001");
        env.put("KUBERNETES_SERVICE_HOST", "10.0.0.1");
        env.put("KUBERNETES_SERVICE_PORT", "443");
        return env;
    }

    @Test
    void defaultsAreThoseOfTheShippedPod() throws Exception {
        // When
        var settings = Settings.from(complete());

        // Then
        assertThat(settings.nodeName()).isEqualTo("node-a.example");
        assertThat(settings.hostRoot()).isEqualTo(Path.of("/host"));
        assertThat(settings.kubeletDir()).isEqualTo(Path.of("/var/lib/kubelet"));
        assertThat(settings.apiServer()).isEqualTo(URI.create("https://10.0.0.1:443"));
        assertThat(settings.tokenFile()).isEqualTo(Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token"));
    }

    @Test
    void anAddressOfVersion6StandsInBrackets() throws Exception {
        // Given
        var env = complete();
        env.put("KUBERNETES_SERVICE_HOST", "fd00::1");

        // When
        var settings = Settings.from(env);

        // Then
        assertThat(settings.apiServer()).isEqualTo(URI.create("https://[fd00::1]:443"));
    }

    @Test
    void aPodWithoutUidIsAllowedBecauseTheTripwireTells() throws Exception {
        // Given
        var env = complete();
        env.remove("POD_UID");

        // When / Then
        assertThat(Settings.from(env).podUid()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NODE_NAME, '', NODE_NAME is not set",
        "NODE_NAME, ../node-b, NODE_NAME is \"../node-b\"",
        "NODE_NAME, node?a, NODE_NAME is \"node?a\"",
        "POD_UID, a/b, POD_UID is \"a/b\"",
        "HOST_ROOT, host, HOST_ROOT is \"host\"; expected an absolute path such as /host.",
        "KUBELET_DIR, kubelet, KUBELET_DIR is \"kubelet\"",
        "KUBERNETES_SERVICE_HOST, '', KUBERNETES_SERVICE_HOST is not set",
        "KUBERNETES_SERVICE_HOST, a/b, KUBERNETES_SERVICE_HOST is \"a/b\"",
        "KUBERNETES_SERVICE_PORT, '', KUBERNETES_SERVICE_PORT is not set",
        "KUBERNETES_SERVICE_PORT, 0, KUBERNETES_SERVICE_PORT is \"0\"",
        "KUBERNETES_SERVICE_PORT, 65536, KUBERNETES_SERVICE_PORT is \"65536\"",
        "KUBERNETES_SERVICE_PORT, https, KUBERNETES_SERVICE_PORT is \"https\"",
    })
    void aWrongSettingIsNamedInOneSentence(String name, String value, String message) {
        // Given
        var env = complete();
        env.put(name, value);

        // When / Then
        assertThatThrownBy(() -> Settings.from(env))
                .isInstanceOf(Settings.Invalid.class)
                .hasMessageStartingWith(message)
                .hasMessageEndingWith(".")
                .hasMessageNotContaining("\n");
    }
}
