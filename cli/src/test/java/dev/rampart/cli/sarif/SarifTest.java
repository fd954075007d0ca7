package dev.rampart.cli.sarif;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SarifTest {

    @ParameterizedTest
    @CsvSource({
        "a/b.yml,a/b.yml",
        "./a b.yml,a%20b.yml",
        "/x/../é.yml,file:///%C3%A9.yml",
        "c:%d.yml,c%3A%25d.yml",
    })
    void namesOfFilesBecomeUris(String name, String uri) {
        assertThat(Sarif.uri(name)).isEqualTo(uri);
    }
}
