package dev.rampart.operator.binding;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShippedAdmissionTest {

    private final ShippedAdmission shipped = ShippedAdmission.load();

    @Test
    void theShippedFileItselfIsIntact() {
        assertThat(examine(policy(), binding())).isInstanceOf(BindingState.Intact.class);
    }

    @Test
    void eachGenerationIsAnotherRevision() {
        // Given
        var edited = policy();
        edited.getMetadata().setGeneration(7L);

        // Then
        assertThat(examine(edited, binding())).isNotEqualTo(examine(policy(), binding()));
    }

    @Test
    void whatIsNotThereIsMissing() {
        assertMissing(shipped.examine(Optional.empty(), Optional.of(binding())), "does not exist");
        assertMissing(shipped.examine(Optional.of(policy()), Optional.empty()), "does not exist");
    }

    @Test
    void aBindingThatOnlyWarnsIsMissing() {
        // Given
        var binding = binding();
        binding.getSpec().setValidationActions(List.of("Deny", "Audit"));

        // Then
        assertMissing(examine(policy(), binding), "spec.validationActions [Deny, Audit]");
    }

    @Test
    void aWeakenedPolicyIsMissing() {
        // Given
        var expression = policy();
        expression.getSpec().getValidations().getFirst().setExpression("true");
        var failure = policy();
        failure.getSpec().setFailurePolicy("Ignore");
        var condition = policy();
        condition.getSpec().getMatchConditions().getFirst().setExpression("false");
        var scope = policy();
        scope.getSpec().getMatchConstraints().getResourceRules().getFirst().setResources(List.of("nodescans"));

        // Then
        assertMissing(examine(expression, binding()), "spec.validations");
        assertMissing(examine(failure, binding()), "spec.failurePolicy");
        assertMissing(examine(condition, binding()), "spec.matchConditions");
        assertMissing(examine(scope, binding()), "spec.matchConstraints");
    }

    private BindingState examine(ValidatingAdmissionPolicy policy, ValidatingAdmissionPolicyBinding binding) {
        return shipped.examine(Optional.of(policy), Optional.of(binding));
    }

    private static void assertMissing(BindingState state, String what) {
        assertThat(state)
                .isInstanceOfSatisfying(
                        BindingState.Missing.class,
                        m -> assertThat(m.why()).contains(what).contains("apply install/20-scanner-admission.yaml"));
    }

    private static ValidatingAdmissionPolicy policy() {
        return only(ValidatingAdmissionPolicy.class);
    }

    private static ValidatingAdmissionPolicyBinding binding() {
        return only(ValidatingAdmissionPolicyBinding.class);
    }

    private static <T> T only(Class<T> type) {
        var root = Objects.requireNonNull(System.getProperty("rampart.root"));
        try (var in = Files.newInputStream(Path.of(root, "install/20-scanner-admission.yaml"))) {
            Object documents = new KubernetesSerialization().unmarshal(in);
            return ((Collection<?>) documents)
                    .stream()
                            .filter(type::isInstance)
                            .map(type::cast)
                            .findFirst()
                            .orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
