package dev.rampart.policy.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.policy.model.Check;
import dev.rampart.policy.model.Facility;
import dev.rampart.policy.model.Framework;
import dev.rampart.policy.model.Mapping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CatalogueTest {

    private static final Path FOLDER = Path.of("src/main/resources/dev/rampart/policy/catalogue");

    private final Catalogue catalogue = Catalogue.load();

    @Test
    void holdsFifteenChecksByNumber() {
        assertThat(catalogue.checks()).hasSize(15).extracting(Check::number).isSorted();
    }

    @Test
    void everyFileOfTheFolderIsRead() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(f -> f.getFileName().toString())).containsExactlyInAnyOrderElementsOf(Catalogue.FILES);
        }
    }

    @Test
    void findsACheckByItsId() {
        assertThat(catalogue.find("linux-perm-shadow"))
                .get()
                .extracting(Check::number)
                .isEqualTo(4);
        assertThat(catalogue.find("linux-perm")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Framework.class)
    void everyFrameworkHasAtLeastTwoChecksAndOnlyDirectOnes(Framework framework) {
        var checks = catalogue.checksFor(framework);

        assertThat(checks)
                .hasSizeGreaterThanOrEqualTo(2)
                .extracting(Check::number)
                .isSorted();
        assertThat(checks)
                .allSatisfy(c -> assertThat(c.mappings())
                        .anyMatch(m -> m.framework() == framework && m.strength() == Mapping.Strength.DIRECT));
    }

    @Test
    void aSupportingMappingIsNoReasonToAsk() {
        var config = catalogue.find("node-kubelet-config-mode").orElseThrow();

        assertThat(config.isMappedTo(Framework.PCI_DSS)).isTrue();
        assertThat(catalogue.checksFor(Framework.PCI_DSS)).doesNotContain(config);
    }

    @ParameterizedTest
    @EnumSource(Facility.class)
    void everyFacilityIsLookedAtByAtLeastTwoChecks(Facility facility) {
        assertThat(catalogue.checks().stream().filter(c -> c.facilities().contains(facility)))
                .hasSizeGreaterThanOrEqualTo(2);
    }
}
