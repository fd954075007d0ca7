package dev.rampart.policy.checkset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rampart.policy.checkset.CheckSet.CompiledCheck;
import dev.rampart.policy.model.Condition;
import dev.rampart.policy.model.Facility;
import dev.rampart.policy.model.NodeRole;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckSetCodecTest {

    private static CheckSet set(int checks) {
        return new CheckSet(
                "quickstart",
                NodeRole.WORKER,
                "0 */6 * * *",
                IntStream.range(0, checks)
                        .mapToObj(i -> new CompiledCheck(
                                "check-" + i,
                                i % 2 == 0 ? Condition.ALL : Condition.NONE,
                                Set.of(Facility.FILES, Facility.NETWORK),
                                List.of("f:/etc/x -> r:\"\\s\u00e9" + i + "$", "not c:a b -> x")))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 9, 403})
    void readsWhatItWrote(int checks) {
        assertThat(CheckSetCodec.decode(CheckSetCodec.encode(set(checks)))).isEqualTo(set(checks));
    }

    @Test
    void theSameSetIsAlwaysTheSameBytes() {
        // Given the same facilities in another order
        var turned = new LinkedHashSet<>(List.of(Facility.NETWORK, Facility.FILES));
        var one = set(1).checks().getFirst();
        var again = new CheckSet(
                "quickstart",
                NodeRole.WORKER,
                "0 */6 * * *",
                List.of(new CompiledCheck(one.id(), one.condition(), turned, one.rules())));

        assertThat(CheckSetCodec.encode(again)).isEqualTo(CheckSetCodec.encode(set(1)));
        assertThat(CheckSetCodec.digest(again))
                .isEqualTo(CheckSetCodec.digest(set(1)))
                .hasSize(64);
    }

    @Test
    void theFormOnTheWireStaysAsItIs() {
        // When this changes, FORMAT must change too: scanners of the version before still run.
        var set = new CheckSet(
                "p",
                NodeRole.CONTROL_PLANE,
                "* * * * *",
                List.of(new CompiledCheck("abc", Condition.ALL, Set.of(Facility.FILES), List.of("f:/x"))));

        assertThat(CheckSetCodec.encodeText(set))
                .isEqualTo(
                        "{\"checks\":[{\"condition\":\"ALL\",\"facilities\":[\"FILES\"],\"id\":\"abc\",\"rules\":"
                                + "[\"f:/x\"]}],\"format\":1,\"policy\":\"p\",\"role\":\"CONTROL_PLANE\",\"schedule\":\"* * * * *\"}");
    }

    @Test
    void policyRoleAndScheduleMakeAnotherDigest() {
        var digests = List.of(
                CheckSetCodec.digest(new CheckSet("a", NodeRole.WORKER, "* * * * *", List.of())),
                CheckSetCodec.digest(new CheckSet("b", NodeRole.WORKER, "* * * * *", List.of())),
                CheckSetCodec.digest(new CheckSet("a", NodeRole.CONTROL_PLANE, "* * * * *", List.of())),
                CheckSetCodec.digest(new CheckSet("a", NodeRole.WORKER, "0 * * * *", List.of())));

        assertThat(digests).doesNotHaveDuplicates();
    }

    @Test
    void aTimeoutMakesAnotherDigestAndIsReadBack() {
        var bounded =
                new CheckSet("p", NodeRole.WORKER, "* * * * *", Optional.of(Duration.ofSeconds(90)), set(2).checks());

        assertThat(CheckSetCodec.encodeText(bounded)).contains("\"format\":2", "\"timeoutSeconds\":90");
        assertThat(CheckSetCodec.decode(CheckSetCodec.encode(bounded))).isEqualTo(bounded);
        assertThat(CheckSetCodec.digest(bounded))
                .isNotEqualTo(CheckSetCodec.digest(new CheckSet("p", NodeRole.WORKER, "* * * * *", set(2).checks())));
    }

    @Test
    void refusesAFormatWithAnotherFormatsFields() {
        var without = CheckSetCodec.encodeText(set(1)).replace("\"format\":1", "\"format\":2");
        var with = CheckSetCodec.encodeText(set(1)).replace("\"format\":1", "\"format\":1,\"timeoutSeconds\":1");
        var zero = CheckSetCodec.encodeText(set(1)).replace("\"format\":1", "\"format\":2,\"timeoutSeconds\":0");

        assertThat(List.of(without, with, zero))
                .allSatisfy(text -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> CheckSetCodec.decode(text.getBytes(StandardCharsets.UTF_8)))
                        .withMessageContaining("timeoutSeconds"));
    }

    @Test
    void refusesAnotherFormat() {
        var foreign = CheckSetCodec.encodeText(set(1)).replace("\"format\":1", "\"format\":3");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CheckSetCodec.decode(foreign.getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("format 3");
    }

    @Test
    void refusesTooManyBytes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CheckSetCodec.decode(new byte[CheckSetCodec.MAX_BYTES + 1]))
                .withMessageContaining("larger than");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"format\":1}",
                "{\"checks\":[],\"format\":1,\"policy\":\"p\",\"role\":\"WORKER\",\"schedule\":null}",
                "{\"checks\":[{}],\"format\":1,\"policy\":\"p\",\"role\":\"WORKER\",\"schedule\":\"x\"}",
                "{\"checks\":[null],\"format\":1,\"policy\":\"p\",\"role\":\"WORKER\",\"schedule\":\"x\"}",
                "{\"checks\":[{\"condition\":\"ALL\",\"facilities\":[\"FILES\"],\"id\":\"abc\",\"rules\":[null]}],"
                        + "\"format\":1,\"policy\":\"p\",\"role\":\"WORKER\",\"schedule\":\"x\"}",
                "{\"checks\":[{\"condition\":\"ALL\",\"facilities\":[null],\"id\":\"abc\",\"rules\":[\"f:/x\"]}],"
                        + "\"format\":1,\"policy\":\"p\",\"role\":\"WORKER\",\"schedule\":\"x\"}",
                "{\"checks\":[],\"format\":1,\"policy\":\"p\",\"role\":\"KING\",\"schedule\":\"x\"}",
                "{\"checks\":[],\"format\":1,\"policy\":\"p\",\"role\":\"WORKER\",\"schedule\":\"x\"} trailing",
            })
    void refusesWhatIsNoCheckSet(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CheckSetCodec.decode(text.getBytes(StandardCharsets.UTF_8)));
    }
}
