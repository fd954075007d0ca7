package dev.rampart.policy.host.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void anArchitectureThatIsNotKnownIsNamedWithThoseThatAre() {
        assertThatThrownBy(() -> Numbers.of("riscv64"))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("this machine is riscv64; files and commands of a host can be asked on x86-64 and arm64"
                        + " only");
        assertThat(Numbers.of("amd64")).isNotEqualTo(Numbers.of("aarch64"));
    }
}
