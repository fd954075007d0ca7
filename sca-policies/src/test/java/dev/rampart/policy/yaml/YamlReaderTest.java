package dev.rampart.policy.yaml;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rampart.policy.yaml.YamlValue.Mapping;
import dev.rampart.policy.yaml.YamlValue.Scalar;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {

    private static YamlValue read(String text) throws YamlProblem {
        return YamlReader.read(text.getBytes(UTF_8));
    }

    private static Scalar valueOf(String scalar) throws YamlProblem {
        return (Scalar) ((Mapping) read("k: " + scalar)).entries().getFirst().value();
    }

    @ParameterizedTest
    @CsvSource({
        "5, 5",
        "5.1, 5.1",
        "-0, -0.0",
        ".5, 0.5",
        "5., 5",
        "1e2, 100",
        "0x10, 16",
        "0x1p4, 16",
        "+7, 7",
        "010, 10",
        "inf, Infinity",
        "-Infinity, -Infinity",
        "nan, NaN",
        "1e999, Infinity",
        "!!str 5, 5",
    })
    void whatStrtodTakesWholeIsANumber(String scalar, double number) throws YamlProblem {
        assertThat(valueOf(scalar).number()).isEqualTo(OptionalDouble.of(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"5.1.1", "true", "null", "~", "'5'", "\"5\"", "1_000", "0b1", "", "|\n  5\n", "0x", "1e", "5 5"})
    void everythingElseIsAString(String scalar) throws YamlProblem {
        assertThat(valueOf(scalar).isString()).isTrue();
    }

    @Test
    void keysMayRepeatAndKeysThatAreNoScalarsAreLeftOut() throws YamlProblem {
        var mapping = (Mapping) read("a: 1\n[x]: 2\nA: 3\na: 4\n<<: {z: 1}\n");

        assertThat(mapping.entries()).extracting(YamlValue.Entry::key).containsExactly("a", "A", "a", "<<");
        assertThat(mapping.firstIgnoringCase("A"))
                .hasValueSatisfying(e ->
                        assertThat(e.value()).isEqualTo(new Scalar("1", OptionalDouble.of(1), new Position(1, 4))));
        assertThat(mapping.last("a").orElseThrow().keyAt()).isEqualTo(new Position(4, 1));
        assertThat(mapping.last("Z")).isEmpty();
    }

    @Test
    void onlyTheFirstDocumentIsRead() throws YamlProblem {
        assertThat(((Mapping) read("a: b\n---\n]{ nonsense")).entries()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|1:1|no content",
                "'# only a comment'|1:1|no content",
                "'a: [1'|1:6|not YAML",
                "'a:\n\tb: c'|2:1|not YAML",
                "'a: &x 1\nb: &x 2'|2:4|anchor \"x\" is set twice",
                "'a: *x'|1:4|no anchor \"&x\"",
                "'a: &x [*x]'|1:8|inside the value that it names",
                "'%YAML 2.0\n---\na: b'|1:|not YAML",
                "'a: \"\\y\"'|1:|not YAML",
            })
    void whatIsNoDocumentIsRefusedWithItsPlace(String text, String at, String message) {
        assertThatThrownBy(() -> read(text.replace("\\n", "\n")))
                .isInstanceOfSatisfying(
                        YamlProblem.class, p -> assertThat(p.at().toString()).startsWith(at))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k: \"not \\x",
                "k: \"\\u12",
                "k: \"\\U99999999\"",
                "k: \"\\U0011\"",
                "%YAML 99999999999.1\n---\na: b",
                "k: >99\n x",
                "%",
                "%TAG ! ",
                "k: !<",
                "k: !<%4",
                "k: !%zz x",
                "k: &",
                "k: *",
                "? ",
                "k: \"\\",
                "k: |\u0007"
            })
    void whatIsCutOffIsRefusedOrReadAndNothingElseIsThrown(String text) {
        assertThatCode(() -> {
                    try {
                        read(text);
                    } catch (YamlProblem e) {
                        assertThat(e).hasMessageStartingWith("not YAML: ");
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void escapesThatLibyamlKnowsAreRead() throws YamlProblem {
        assertThat(valueOf("\"\\/ \\x41 \\u00e9 \\_\"").text()).isEqualTo("/ A \u00e9 \u00a0");
    }

    @Test
    void utf16WithAMarkIsReadAndBytesThatAreNoTextAreNot() throws YamlProblem {
        for (Charset charset : new Charset[] {UTF_8, UTF_16LE, UTF_16BE}) {
            assertThat(((Mapping) YamlReader.read("\ufeffa: \u00e9".getBytes(charset))).entries())
                    .hasSize(1);
        }
        assertThatThrownBy(() -> YamlReader.read(new byte[] {'a', ':', '\n', 'b', (byte) 0xff}))
                .isInstanceOfSatisfying(
                        YamlProblem.class, p -> assertThat(p.at()).isEqualTo(new Position(2, 2)))
                .hasMessageContaining("not UTF-8");
        assertThatThrownBy(() -> read("a: \0")).isInstanceOf(YamlProblem.class);
    }

    @Test
    void whatWouldExplodeIsRefusedAtOnce() {
        var laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            laughs.append("a%d: &a%d [%s*a%d]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9), i - 1));
        }
        var bombs = new String[] {
            laughs.toString(), "[".repeat(100_000), "a: ".repeat(10_000), "- ".repeat(200_000), "{a: ".repeat(50_000)
        };
        for (var bomb : bombs) {
            org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> assertThatThrownBy(() -> read(bomb)).isInstanceOf(YamlProblem.class));
        }
        assertThatThrownBy(() -> YamlReader.read(new byte[YamlReader.MAX_BYTES + 1]))
                .hasMessageContaining("4194305 bytes; at most 4194304");
    }
}
