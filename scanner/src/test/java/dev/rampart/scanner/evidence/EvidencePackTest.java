package dev.rampart.scanner.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rampart.scanner.evidence.EvidencePack.Entries;
import dev.rampart.scanner.evidence.EvidencePack.Packed;
import dev.rampart.scanner.evidence.EvidencePack.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidencePackTest {

    @Test
    void whatFitsComesBackWhole() throws IOException {
        // Given
        var texts = Map.of("sshd-root", "PermitRootLogin yes", "umlaut", "größe \"x\" \n");

        // When
        var packed = EvidencePack.pack(List.of(new Entries("d1", texts)), EvidencePack.MAX_CHARS);

        // Then
        assertThat(read(packed.get("d1"))).isEqualTo(texts);
    }

    @Test
    void theHeaderHoldsNoTime() {
        // When
        var packed = EvidencePack.pack(List.of(new Entries("d1", Map.of("a", "b"))), EvidencePack.MAX_CHARS);

        // Then
        var bytes = Base64.getDecoder().decode(packed.get("d1"));
        assertThat(Arrays.copyOfRange(bytes, 4, 8)).containsOnly(0);
    }

    @Test
    void withoutEntriesThereIsNothing() {
        // When
        var packed = EvidencePack.pack(List.of(new Entries("d1", Map.of())), EvidencePack.MAX_CHARS);

        // Then
        assertThat(packed).isEmpty();
    }

    @Test
    void tooMuchLosesWholeEntriesFromTheEnd() throws IOException {
        // Given
        var texts = noise(500, 1);

        // When
        var packed = EvidencePack.pack(List.of(new Entries("d1", texts)), EvidencePack.MAX_CHARS);

        // Then
        assertThat(packed.get("d1")).hasSizeLessThanOrEqualTo(EvidencePack.MAX_CHARS);
        var kept = read(packed.get("d1"));
        assertThat(kept.size()).isBetween(100, 499);
        assertThat(List.copyOf(kept.entrySet()))
                .isEqualTo(List.copyOf(texts.entrySet()).subList(0, kept.size()));
    }

    @Test
    void oneMoreEntryWouldNotHaveFitted() throws IOException {
        // Given
        var texts = noise(40, 2);

        // When
        var kept =
                read(EvidencePack.pack(List.of(new Entries("d1", texts)), 2000).get("d1"));

        // Then
        var oneMore = new LinkedHashMap<String, String>();
        texts.entrySet().stream().limit(kept.size() + 1L).forEach(e -> oneMore.put(e.getKey(), e.getValue()));
        var whole = EvidencePack.pack(List.of(new Entries("d1", oneMore)), Integer.MAX_VALUE);
        assertThat(whole.get("d1")).hasSizeGreaterThan(2000);
    }

    @Test
    void anEntryThatAloneIsTooLargeLeavesNothing() {
        // Given
        var texts = noise(1, 3);

        // When / Then
        assertThat(EvidencePack.pack(List.of(new Entries("d1", texts)), 40)).isEmpty();
    }

    @Test
    void aSmallSetLeavesItsRoomToALargeOne() throws IOException {
        // Given
        var small = new Entries("small", Map.of("a", "b"));
        var large = new Entries("large", noise(500, 4));

        // When
        var packed = EvidencePack.pack(List.of(large, small), EvidencePack.MAX_CHARS);

        // Then
        assertThat(read(packed.get("small"))).isEqualTo(small.texts());
        assertThat(packed.get("large")).hasSizeGreaterThan(EvidencePack.MAX_CHARS * 3 / 4);
    }

    @Test
    void packedEvidenceIsKeptOrLeftOutWhole() {
        // Given
        List<Source> fits = List.of(new Packed("old", "QUJD"), new Entries("new", Map.of("a", "b")));
        List<Source> fitsNot = List.of(new Packed("old", "Q".repeat(40_000)), new Entries("new", Map.of("a", "b")));

        // When / Then
        assertThat(EvidencePack.pack(fits, EvidencePack.MAX_CHARS)).containsEntry("old", "QUJD");
        assertThat(EvidencePack.pack(fitsNot, EvidencePack.MAX_CHARS)).containsOnlyKeys("new");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8})
    void anyNumberOfSetsStaysWithinTheBudgetAndInAnyOrderGivesTheSame(int sets) {
        // Given
        var sources = new ArrayList<Source>();
        for (int i = 0; i < sets; i++) {
            sources.add(new Entries("d" + i, noise(50 * (i + 1), i)));
        }

        // When
        var packed = EvidencePack.pack(sources, EvidencePack.MAX_CHARS);

        // Then
        assertThat(packed.values().stream().mapToInt(String::length).sum()).isLessThanOrEqualTo(EvidencePack.MAX_CHARS);
        assertThat(EvidencePack.pack(sources.reversed(), EvidencePack.MAX_CHARS))
                .isEqualTo(packed);
    }

    private static Map<String, String> noise(int entries, long seed) {
        var random = new Random(seed);
        var texts = new LinkedHashMap<String, String>();
        for (int i = 0; i < entries; i++) {
            var bytes = new byte[150];
            random.nextBytes(bytes);
            texts.put("check-" + i, Base64.getEncoder().encodeToString(bytes));
        }
        return texts;
    }

    private static Map<String, String> read(@org.jspecify.annotations.Nullable String text) throws IOException {
        var bytes = Base64.getDecoder().decode(Objects.requireNonNull(text));
        try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new ObjectMapper().readValue(in, new TypeReference<LinkedHashMap<String, String>>() {});
        }
    }
}
