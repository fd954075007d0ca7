package dev.rampart.operator.binding;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MatchCondition;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MatchResources;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicy;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBinding;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingAdmissionPolicySpec;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.Validation;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The admission rule as install/20-scanner-admission.yaml ships it, compared with what the cluster has. */
public final class ShippedAdmission {

    /** Name of the ValidatingAdmissionPolicy and of its binding. */
    public static final String NAME = "rampart-scanner-own-node";

    private static final String RESOURCE = "/install/20-scanner-admission.yaml";
    private static final String REMEDY = "; apply install/20-scanner-admission.yaml again";

    private final ValidatingAdmissionPolicySpec policy;
    private final ValidatingAdmissionPolicyBindingSpec binding;

    private ShippedAdmission(ValidatingAdmissionPolicySpec policy, ValidatingAdmissionPolicyBindingSpec binding) {
        this.policy = policy;
        this.binding = binding;
    }

    /** @throws IllegalStateException when the jar does not hold the manifest */
    public static ShippedAdmission load() {
        try (@Nullable InputStream in = ShippedAdmission.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing on the class path: build the operator anew");
            }
            Object documents = new KubernetesSerialization().unmarshal(in);
            var objects = documents instanceof Collection<?> all ? all : List.of(documents);
            return new ShippedAdmission(
                    only(objects, ValidatingAdmissionPolicy.class).getSpec(),
                    only(objects, ValidatingAdmissionPolicyBinding.class).getSpec());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T only(Collection<?> objects, Class<T> type) {
        return objects.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(RESOURCE + " holds no " + type.getSimpleName()));
    }

    /** What the two objects, as the cluster has them, are worth. */
    public BindingState examine(
            Optional<ValidatingAdmissionPolicy> actualPolicy,
            Optional<ValidatingAdmissionPolicyBinding> actualBinding) {
        if (actualPolicy.isEmpty()) {
            return missing("ValidatingAdmissionPolicy", "does not exist");
        }
        if (actualBinding.isEmpty()) {
            return missing("ValidatingAdmissionPolicyBinding", "does not exist");
        }
        return differingPolicy(actualPolicy.get().getSpec())
                .map(field -> missing("ValidatingAdmissionPolicy", field + " is not as shipped"))
                .or(() -> differingBinding(actualBinding.get().getSpec())
                        .map(field -> missing("ValidatingAdmissionPolicyBinding", field + " is not as shipped")))
                .orElseGet(() ->
                        new BindingState.Intact(revision(actualPolicy.get()) + "," + revision(actualBinding.get())));
    }

    private static BindingState missing(String kind, String what) {
        return new BindingState.Missing(kind + " " + NAME + ": " + what + REMEDY);
    }

    private static String revision(HasMetadata object) {
        var meta = object.getMetadata();
        return meta.getUid() + "/" + meta.getGeneration();
    }

    private Optional<String> differingPolicy(ValidatingAdmissionPolicySpec actual) {
        if (!Objects.equals(policy.getFailurePolicy(), actual.getFailurePolicy())) {
            return Optional.of("spec.failurePolicy");
        }
        if (actual.getParamKind() != null) {
            return Optional.of("spec.paramKind");
        }
        if (!conditions(policy).equals(conditions(actual))) {
            return Optional.of("spec.matchConditions");
        }
        if (!expressions(policy).equals(expressions(actual))) {
            return Optional.of("spec.validations");
        }
        return sameScope(policy.getMatchConstraints(), actual.getMatchConstraints())
                ? Optional.empty()
                : Optional.of("spec.matchConstraints");
    }

    private static List<String> conditions(ValidatingAdmissionPolicySpec spec) {
        return spec.getMatchConditions().stream()
                .map(MatchCondition::getExpression)
                .toList();
    }

    private static List<String> expressions(ValidatingAdmissionPolicySpec spec) {
        return spec.getValidations().stream().map(Validation::getExpression).toList();
    }

    private static boolean sameScope(MatchResources shipped, @Nullable MatchResources actual) {
        return actual != null
                && shipped.getResourceRules().equals(actual.getResourceRules())
                && excludesNothing(actual);
    }

    private static boolean excludesNothing(MatchResources match) {
        return match.getExcludeResourceRules().isEmpty()
                && selectsAll(match.getNamespaceSelector())
                && selectsAll(match.getObjectSelector());
    }

    private static boolean selectsAll(io.fabric8.kubernetes.api.model.@Nullable LabelSelector selector) {
        return selector == null
                || (isEmpty(selector.getMatchLabels())
                        && selector.getMatchExpressions().isEmpty());
    }

    private static boolean isEmpty(java.util.@Nullable Map<String, String> labels) {
        return labels == null || labels.isEmpty();
    }

    private Optional<String> differingBinding(ValidatingAdmissionPolicyBindingSpec actual) {
        if (!Objects.equals(binding.getPolicyName(), actual.getPolicyName())) {
            return Optional.of("spec.policyName");
        }
        if (!List.of("Deny").equals(actual.getValidationActions())) {
            return Optional.of("spec.validationActions " + actual.getValidationActions());
        }
        if (actual.getParamRef() != null) {
            return Optional.of("spec.paramRef");
        }
        @Nullable MatchResources match = actual.getMatchResources();
        return match == null || (match.getResourceRules().isEmpty() && excludesNothing(match))
                ? Optional.empty()
                : Optional.of("spec.matchResources");
    }
}
