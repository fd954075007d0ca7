package dev.rampart.operator.obstacle;

import io.fabric8.kubernetes.api.model.authorization.v1.ResourceAttributesBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.ResourceRule;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the API server which rights this process lacks. The list of rules, two requests, answers for nearly all; what it
 * does not show is asked for one by one, because an authorizer that is not RBAC may grant without listing.
 */
public final class RightsReader {

    private static final String ALL = "*";

    private final KubernetesClient client;
    private final List<Right> needed;
    private final String namespace;

    /** @param namespace for the rights that have none: any namespace shows the rules of ClusterRoles */
    public RightsReader(KubernetesClient client, List<Right> needed, String namespace) {
        this.client = client;
        this.needed = needed;
        this.namespace = namespace;
    }

    /**
     * @return in the order of {@link Rights}
     * @throws KubernetesClientException when the API server does not answer
     */
    public List<Right> missing() {
        var rules = new HashMap<String, List<ResourceRule>>();
        return needed.stream().filter(r -> !isListed(r, rules) && !isAllowed(r)).toList();
    }

    private boolean isListed(Right right, Map<String, List<ResourceRule>> known) {
        var where = right.namespace().isEmpty() ? namespace : right.namespace();
        return known.computeIfAbsent(where, this::rules).stream().anyMatch(rule -> covers(rule, right));
    }

    private List<ResourceRule> rules(String where) {
        var review = client.authorization()
                .v1()
                .selfSubjectRulesReview()
                .create(new SelfSubjectRulesReviewBuilder()
                        .withNewSpec()
                        .withNamespace(where)
                        .endSpec()
                        .build());
        return review.getStatus() == null ? List.of() : review.getStatus().getResourceRules();
    }

    static boolean covers(ResourceRule rule, Right right) {
        return holds(rule.getVerbs(), right.verb())
                && holds(rule.getApiGroups(), right.group())
                && holds(rule.getResources(), right.resource())
                && (rule.getResourceNames().isEmpty() || rule.getResourceNames().contains(right.name()));
    }

    private static boolean holds(List<String> values, String wanted) {
        return values.contains(wanted) || values.contains(ALL);
    }

    private boolean isAllowed(Right right) {
        var parts = right.resource().split("/", 2);
        var review = client.authorization()
                .v1()
                .selfSubjectAccessReview()
                .create(new SelfSubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withResourceAttributes(new ResourceAttributesBuilder()
                                .withVerb(right.verb())
                                .withGroup(right.group())
                                .withResource(parts[0])
                                .withSubresource(parts.length > 1 ? parts[1] : null)
                                .withNamespace(right.namespace())
                                .withName(right.name())
                                .build())
                        .endSpec()
                        .build());
        return review.getStatus() != null
                && Boolean.TRUE.equals(review.getStatus().getAllowed());
    }
}
