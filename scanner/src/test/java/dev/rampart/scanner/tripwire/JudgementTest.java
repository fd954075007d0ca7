package dev.rampart.scanner.tripwire;

import static dev.rampart.policy.scan.State.BROKEN;
import static dev.rampart.policy.scan.State.INTACT;
import static dev.rampart.policy.scan.State.UNREADABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.policy.scan.State;
import dev.rampart.policy.scan.Tripwires;
import dev.rampart.scanner.tripwire.Observation.Absent;
import dev.rampart.scanner.tripwire.Observation.Reading;
import dev.rampart.scanner.tripwire.Observation.Unseen;
import dev.rampart.scanner.tripwire.Observation.Value;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JudgementTest {

    private static final Optional<String> MACHINE = Optional.of("abc123");
    private static final Reading OWN_PID = new Value("pid:[1]");
    private static final Reading OWN_NET = new Value("net:[2]");

    private static Observation seen(Reading machine, Reading pod, Reading hostPid, Reading hostNet) {
        return new Observation(machine, pod, OWN_PID, hostPid, OWN_NET, hostNet);
    }

    @Test
    void everythingProvenIsIntact() {
        // When
        var judgement = Judgement.of(seen(new Value("abc123\n"), new Value(""), OWN_PID, OWN_NET), MACHINE);

        // Then
        assertThat(judgement.tripwires()).isEqualTo(new Tripwires(INTACT, INTACT, INTACT));
        assertThat(judgement.findings()).isEmpty();
    }

    static Stream<Arguments> files() {
        var right = new Value("abc123");
        var other = new Value("def456");
        var directory = new Value("");
        return Stream.of(
                Arguments.of(other, directory, BROKEN),
                Arguments.of(right, new Absent(), BROKEN),
                Arguments.of(new Absent(), new Absent(), BROKEN),
                Arguments.of(new Unseen("x"), new Absent(), BROKEN),
                Arguments.of(other, new Unseen("x"), BROKEN),
                Arguments.of(new Value(""), directory, BROKEN),
                Arguments.of(new Value("abc1234"), directory, BROKEN),
                Arguments.of(new Absent(), directory, UNREADABLE),
                Arguments.of(new Unseen("x"), directory, UNREADABLE),
                Arguments.of(right, new Unseen("x"), UNREADABLE));
    }

    @ParameterizedTest
    @MethodSource("files")
    void filesNeedBothProofs(Reading machine, Reading pod, State expected) {
        // When
        var judgement = Judgement.of(seen(machine, pod, OWN_PID, OWN_NET), MACHINE);

        // Then
        assertThat(judgement.tripwires()).isEqualTo(new Tripwires(expected, INTACT, INTACT));
        assertThat(judgement.findings()).isNotEmpty().allMatch(f -> f.startsWith("files: "));
    }

    @Test
    void withoutAMachineIdToCompareWithNothingIsProven() {
        // When
        var judgement = Judgement.of(seen(new Value(""), new Value(""), OWN_PID, OWN_NET), Optional.empty());

        // Then
        assertThat(judgement.tripwires().files()).isEqualTo(UNREADABLE);
        assertThat(judgement.findings())
                .containsExactly("files: spec.machineID is missing, the operator has to write it");
    }

    @Test
    void anotherNamespaceBreaksItsFacilityAlone() {
        // When
        var pid = Judgement.of(seen(new Value("abc123"), new Value(""), new Value("pid:[9]"), OWN_NET), MACHINE);
        var net = Judgement.of(seen(new Value("abc123"), new Value(""), OWN_PID, new Value("net:[9]")), MACHINE);

        // Then
        assertThat(pid.tripwires()).isEqualTo(new Tripwires(INTACT, BROKEN, INTACT));
        assertThat(pid.findings()).singleElement().asString().contains("hostPID: true");
        assertThat(net.tripwires()).isEqualTo(new Tripwires(INTACT, INTACT, BROKEN));
        assertThat(net.findings()).singleElement().asString().contains("hostNetwork: true");
    }

    @Test
    void aNamespaceNobodyCanReadIsUnreadable() {
        // When
        var judgement = Judgement.of(
                new Observation(
                        new Value("abc123"), new Value(""), new Absent(), new Absent(), OWN_NET, new Unseen("denied")),
                MACHINE);

        // Then
        assertThat(judgement.tripwires()).isEqualTo(new Tripwires(INTACT, UNREADABLE, UNREADABLE));
        assertThat(judgement.findings()).hasSize(2).allMatch(f -> f.contains("SYS_PTRACE"));
    }

    @Test
    void noMachineIdIsEverRepeated() {
        // When
        var judgement = Judgement.of(seen(new Value("def456"), new Absent(), OWN_PID, OWN_NET), MACHINE);

        // Then
        assertThat(String.join(" ", judgement.findings())).doesNotContain("abc123", "def456");
    }
}
