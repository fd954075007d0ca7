package dev.rampart.operator.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void everySettingHasADefault() {
        var settings = Settings.of(Map.of());
        assertThat(settings.namespace()).isEqualTo("rampart-system");
        assertThat(settings.nodesNamespace()).isEqualTo("rampart-nodes");
        assertThat(settings.leaderElection()).isTrue();
        assertThat(settings.healthPort()).isEqualTo(8080);
        assertThat(settings.clusterName()).isEmpty();
        assertThat(settings.reportInterval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.firstPolicy()).isEmpty();
    }

    @Test
    void aPolicyIsAskedForByNameAndItsSpecMayBeAbsent() {
        assertThat(Settings.of(Map.of("POLICY_NAME", "default")).firstPolicy()).hasValueSatisfying(policy -> {
            assertThat(policy.getMetadata().getName()).isEqualTo("default");
            assertThat(policy.getSpec().frameworks()).isNull();
        });
        assertThat(Settings.of(Map.of("POLICY_SPEC", "{}")).firstPolicy()).isEmpty();
    }

    @Test
    void whatIsWrongIsNamed() {
        assertThatThrownBy(() -> Settings.of(Map.of("HEALTH_PORT", "65536")))
                .hasMessage("HEALTH_PORT is \"65536\"; set a port from 0 to 65535");
        assertThatThrownBy(() -> Settings.of(Map.of("LEADER_ELECTION", "yes")))
                .hasMessage("LEADER_ELECTION is \"yes\"; set true or false");
        assertThatThrownBy(() -> Settings.of(Map.of("POLICY_NAME", "x", "POLICY_SPEC", "{\"framework\":[]}")))
                .hasMessageContaining("POLICY_SPEC is not the spec of a CompliancePolicy")
                .hasMessageContaining("framework");
        for (var interval : List.of("0s", "3601s", "30", "1m", "-1s")) {
            assertThatThrownBy(() -> Settings.of(Map.of("REPORT_INTERVAL", interval)))
                    .hasMessage("REPORT_INTERVAL is \"" + interval + "\"; set seconds from 1s to 3600s");
        }
    }
}
