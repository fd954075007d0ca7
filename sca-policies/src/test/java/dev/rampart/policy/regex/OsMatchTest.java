package dev.rampart.policy.regex;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OsMatchTest {

    @ParameterizedTest
    @CsvSource({
        "conf,          sshd.CONF.d, true",
        "^sshd,         sshd_config, true",
        "^sshd,         my-sshd,     false",
        ".conf$,        a.conf,      true",
        ".conf$,        a.conf~,     false",
        "^a.b$,         A.B,         true",
        "^a.b$,         aXb,         false",
        "x|^y,          yes,         true",
        "x|^y,          eye,         false",
        "!.conf$,       a.conf,      false",
        "!.conf$|.d$,   a.txt,       true",
        "'',            anything,    true",
        "!,             anything,    false",
        "^,             anything,    true",
        "$,             anything,    true",
        "^$,            anything,    false",
        "^$,            '',          true",
        "a*,            aa,          false",
    })
    void comparesNames(String pattern, String name, boolean expected) {
        assertThat(OsMatch.compile(pattern).matches(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"\u00e9, false", "^caf\u00e9, true", "f\u00e9$, true", "^caf\u00e9$, true", "^CAF\u00c9$, false"})
    void bytesBeyondAsciiAreFoundWhereAnchored(String pattern, boolean expected) {
        assertThat(OsMatch.compile(pattern).matches("caf\u00e9")).isEqualTo(expected);
    }
}
