package dev.rampart.operator.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.CompliancePolicySpec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * All settings of the operator.
 *
 * @param namespace where the lease lies; {@code POD_NAMESPACE}
 * @param nodesNamespace where check sets lie; not from the environment, because rights and admission policy name it
 * @param identity who holds the lease; {@code POD_NAME}
 * @param clusterName name shown in reports; {@code CLUSTER_NAME}; absent: the first 8 characters of the uid of namespace
 *     kube-system
 * @param leaderElection {@code LEADER_ELECTION}, {@code true} or {@code false}
 * @param healthPort {@code HEALTH_PORT}, 0 to 65535; 0 takes a free one
 * @param reportInterval least time between two writes of one report; {@code REPORT_INTERVAL}, 1s to 3600s
 * @param firstPolicy made when there is none of its name, otherwise nothing; {@code POLICY_NAME} and {@code POLICY_SPEC},
 *     JSON, absent: an empty spec
 */
public record Settings(
        String namespace,
        String nodesNamespace,
        String identity,
        Optional<String> clusterName,
        boolean leaderElection,
        int healthPort,
        Duration reportInterval,
        Optional<CompliancePolicy> firstPolicy) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_PORT = 65535;
    private static final int MAX_REPORT_SECONDS = 3600;

    public static Settings ofProcess() {
        return of(System.getenv());
    }

    /** @throws IllegalArgumentException naming the variable, its value and what it should be */
    public static Settings of(Map<String, String> environment) {
        return new Settings(
                text(environment, "POD_NAMESPACE").orElse("rampart-system"),
                "rampart-nodes",
                text(environment, "POD_NAME").orElse("rampart-operator"),
                text(environment, "CLUSTER_NAME"),
                flag(environment, "LEADER_ELECTION"),
                port(environment, "HEALTH_PORT"),
                seconds(environment, "REPORT_INTERVAL"),
                text(environment, "POLICY_NAME").map(name -> policy(environment, name)));
    }

    private static CompliancePolicy policy(Map<String, String> environment, String name) {
        var spec = text(environment, "POLICY_SPEC").orElse("{}");
        var policy = new CompliancePolicy();
        policy.getMetadata().setName(name);
        try {
            policy.setSpec(JSON.readValue(spec, CompliancePolicySpec.class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "POLICY_SPEC is not the spec of a CompliancePolicy as JSON: " + e.getOriginalMessage(), e);
        }
        return policy;
    }

    private static Optional<String> text(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(v -> !v.isEmpty());
    }

    private static boolean flag(Map<String, String> environment, String name) {
        var value = text(environment, name).orElse("true");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(name + " is \"" + value + "\"; set true or false");
        };
    }

    private static Duration seconds(Map<String, String> environment, String name) {
        var value = text(environment, name).orElse("30s");
        if (value.matches("[1-9][0-9]{0,3}s")) {
            var seconds = Integer.parseInt(value.substring(0, value.length() - 1));
            if (seconds <= MAX_REPORT_SECONDS) {
                return Duration.ofSeconds(seconds);
            }
        }
        throw new IllegalArgumentException(
                name + " is \"" + value + "\"; set seconds from 1s to " + MAX_REPORT_SECONDS + "s");
    }

    private static int port(Map<String, String> environment, String name) {
        var value = text(environment, name).orElse("8080");
        try {
            var port = Integer.parseInt(value);
            if (port >= 0 && port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw new IllegalArgumentException(name + " is \"" + value + "\"; set a port from 0 to " + MAX_PORT);
    }
}
