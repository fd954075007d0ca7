package dev.rampart.scanner.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

class LogLevelTest {

    @Test
    void withoutASettingItIsInfo() throws Settings.Invalid {
        assertThat(LogLevel.from(Map.of())).isEqualTo(Level.INFO);
        assertThat(LogLevel.from(Map.of("LOG_LEVEL", "warn"))).isEqualTo(Level.WARNING);
    }

    @Test
    void anUnknownWordIsNamedWithWhatToSet() {
        assertThatThrownBy(() -> LogLevel.from(Map.of("LOG_LEVEL", "Debug")))
                .isInstanceOf(Settings.Invalid.class)
                .hasMessage("LOG_LEVEL is \"Debug\"; set error, warn or info.");
    }
}
