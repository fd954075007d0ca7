package dev.rampart.scanner.checkset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rampart.policy.checkset.CheckSet;
import dev.rampart.policy.checkset.CheckSet.CompiledCheck;
import dev.rampart.policy.checkset.CheckSetCodec;
import dev.rampart.policy.model.Condition;
import dev.rampart.policy.model.Facility;
import dev.rampart.policy.model.NodeRole;
import dev.rampart.scanner.plan.AssignedSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CheckSetsTest {

    private static final CheckSet SET = new CheckSet(
            "quickstart",
            NodeRole.WORKER,
            "0 */6 * * *",
            List.of(new CompiledCheck("ssh", Condition.ALL, Set.of(Facility.FILES), List.of("f:/etc/ssh"))));

    private final List<String> asked = new ArrayList<>();

    private CheckSets holding(Optional<String> text) {
        return new CheckSets((name, key) -> {
            asked.add(name + "/" + key);
            return text;
        });
    }

    private static AssignedSet assigned(String digest) {
        return new AssignedSet(digest, "rampart-checks-x", "quickstart", Optional.empty());
    }

    @Test
    void theDocumentThatTheDigestNamesIsGivenOutAndKept() {
        // Given
        var sets = holding(Optional.of(CheckSetCodec.encodeText(SET)));
        var assigned = assigned(CheckSetCodec.digest(SET));

        // When
        var first = sets.get(assigned);
        var second = sets.get(assigned);

        // Then
        assertThat(first).isEqualTo(new Document.Loaded(SET));
        assertThat(second).isEqualTo(first);
        assertThat(asked).containsExactly("rampart-checks-x/checks.json");
    }

    @Test
    void whatIsNotAssignedAnyMoreIsAskedForAgain() {
        // Given
        var sets = holding(Optional.of(CheckSetCodec.encodeText(SET)));
        var assigned = assigned(CheckSetCodec.digest(SET));
        assertThat(sets.get(assigned)).isInstanceOf(Document.Loaded.class);

        // When
        sets.retain(Set.of());
        sets.get(assigned);

        // Then
        assertThat(asked).hasSize(2);
    }

    @Test
    void oneChangedByteIsRefused() {
        // Given
        var text = CheckSetCodec.encodeText(SET).replace("/etc/ssh", "/etc/ssl");

        // When
        var document = holding(Optional.of(text)).get(assigned(CheckSetCodec.digest(SET)));

        // Then
        assertThat(document)
                .isInstanceOfSatisfying(
                        Document.Rejected.class,
                        r -> assertThat(r.message())
                                .startsWith("ConfigMap rampart-nodes/rampart-checks-x has the digest ")
                                .contains(CheckSetCodec.digest(SET).substring(0, 16)));
    }

    @Test
    void aRightDigestOfNonsenseIsRefused() {
        // Given
        var text = "{}";

        // When
        var document = holding(Optional.of(text))
                .get(assigned(CheckSetCodec.digest(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))));

        // Then
        assertThat(document)
                .isInstanceOfSatisfying(
                        Document.Rejected.class, r -> assertThat(r.message()).contains("not a check set"));
    }

    @Test
    void aMissingKeyAndTooMuchAreRefused() {
        assertThat(holding(Optional.empty()).get(assigned("a".repeat(64))))
                .isEqualTo(new Document.Rejected("ConfigMap rampart-nodes/rampart-checks-x has no key checks.json"));
        assertThat(holding(Optional.of("x".repeat(CheckSetCodec.MAX_BYTES + 1))).get(assigned("a".repeat(64))))
                .isInstanceOf(Document.Rejected.class);
    }
}
