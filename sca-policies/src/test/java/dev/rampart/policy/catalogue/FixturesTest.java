package dev.rampart.policy.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.policy.checkset.CheckSet;
import dev.rampart.policy.checkset.CheckSet.CompiledCheck;
import dev.rampart.policy.model.Check;
import dev.rampart.policy.model.NodeRole;
import dev.rampart.policy.model.Verdict;
import dev.rampart.policy.scan.HostScan;
import dev.rampart.policy.scan.State;
import dev.rampart.policy.scan.Tripwires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class FixturesTest {

    private static final Path FIXTURES = Path.of("src/test/resources/fixtures");
    private static final Tripwires INTACT = new Tripwires(State.INTACT, State.INTACT, State.INTACT);

    static final List<Check> CHECKS = Catalogue.load().checks();

    @ParameterizedTest
    @FieldSource("CHECKS")
    void everyCheckPassesFailsAndDoesNotKnowWhereItShould(Check check) throws IOException {
        assertThat(verdict(check, "pass")).isEqualTo(Verdict.passed());
        assertThat(verdict(check, "fail")).isEqualTo(Verdict.failed());
        assertThat(verdict(check, "unknown"))
                .isEqualTo(Verdict.unknown(fixture(check, "unknown").reason()));
    }

    @Test
    void thereIsNoFixtureWithoutItsCheck() throws IOException {
        try (Stream<Path> directories = Files.list(FIXTURES)) {
            assertThat(directories.map(d -> d.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            CHECKS.stream().map(Check::id).toList());
        }
    }

    private static Verdict verdict(Check check, String kind) throws IOException {
        var compiled = new CompiledCheck(
                check.id(),
                check.condition(),
                check.facilities(),
                check.resolved(Map.of()).rules());
        var set = new CheckSet("fixture", NodeRole.WORKER, "* * * * *", List.of(compiled));
        var results = new HostScan(fixture(check, kind).host()).run(Map.of("d", set), INTACT);
        return results.values().iterator().next().verdicts().getFirst();
    }

    private static FixtureFile fixture(Check check, String kind) throws IOException {
        var file = FIXTURES.resolve(check.id()).resolve(kind + ".yaml");
        return FixtureFile.parse(file.toString(), Files.readString(file));
    }
}
