package dev.rampart.policy.checkset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rampart.policy.checkset.VerdictCodec.Encoded;
import dev.rampart.policy.model.Reason;
import dev.rampart.policy.model.Verdict;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictCodecTest {

    private static final List<Reason> REASONS = List.of(Reason.values());

    private static final List<Verdict> FIVE = List.of(
            Verdict.passed(),
            Verdict.failed(),
            Verdict.notApplicable(Reason.FILE_MISSING),
            Verdict.unknown(Reason.COMMAND_TIMED_OUT),
            Verdict.passed());

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 403})
    void readsWhatItWrote(int size) {
        var random = new Random(size);
        for (int i = 0; i < 50; i++) {
            var verdicts = random(random, size);

            var decoded = VerdictCodec.decode(VerdictCodec.encode(verdicts), size);

            assertThat(decoded).isEqualTo(verdicts);
        }
    }

    private static List<Verdict> random(Random random, int size) {
        var verdicts = new ArrayList<Verdict>();
        for (int i = 0; i < size; i++) {
            var reason = REASONS.get(random.nextInt(REASONS.size()));
            verdicts.add(
                    switch (random.nextInt(4)) {
                        case 0 -> Verdict.passed();
                        case 1 -> Verdict.failed();
                        case 2 -> Verdict.notApplicable(reason);
                        default -> Verdict.unknown(reason);
                    });
        }
        return List.copyOf(verdicts);
    }

    @Test
    void theFormOnTheWireStaysAsItIs() {
        // Lowest bits first: 01, 10, 11, 00 make 00111001; then 01.
        assertThat(VerdictCodec.encode(FIVE)).isEqualTo(new Encoded("OQE=", "AAACIQA="));
    }

    @Test
    void zeroedBitsReadUnknown() {
        assertThat(VerdictCodec.decode(new Encoded("AAA=", "AAAAAAA="), 5)).allMatch(v -> v instanceof Verdict.Unknown);
    }

    @Test
    void aReasonFromTheFutureIsAnInternalError() {
        var reasons = Base64.getEncoder().encodeToString(new byte[] {(byte) 250});

        assertThat(VerdictCodec.decode(new Encoded("AA==", reasons), 1))
                .containsExactly(Verdict.unknown(Reason.INTERNAL_ERROR));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 9, 13})
    void refusesAnotherLength(int size) {
        assertThatIllegalArgumentException().isThrownBy(() -> VerdictCodec.decode(VerdictCodec.encode(FIVE), size));
    }

    @Test
    void refusesReasonsOfAnotherLength() {
        var verdicts = VerdictCodec.encode(FIVE).verdicts();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> VerdictCodec.decode(new Encoded(verdicts, "AAAA"), 5))
                .withMessageContaining("reasons");
    }

    @Test
    void refusesBitsBehindTheEnd() {
        var bits = Base64.getEncoder().encodeToString(new byte[] {0x39, 0x05});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> VerdictCodec.decode(new Encoded(bits, "AAACIQA="), 5))
                .withMessageContaining("behind check 5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OQ!=", "====", "\u00e9QE=", "OQE"})
    void refusesWhatIsNotBase64(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VerdictCodec.decode(new Encoded(text, "AAACIQA="), 5))
                .withMessageContaining("verdicts");
    }
}
