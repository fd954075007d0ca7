package dev.rampart.operator.apply;

import java.util.Map;

/** Labels of the objects that the operator makes. Labels of users' objects are never copied. */
public final class Labels {

    public static final String POLICY = "rampart.dev/policy";
    public static final String COMPONENT = "app.kubernetes.io/component";
    public static final String CHECK_SET = "check-set";

    private static final Map<String, String> OURS =
            Map.of("app.kubernetes.io/name", "rampart", "app.kubernetes.io/managed-by", "rampart-operator");

    private Labels() {}

    public static Map<String, String> ours() {
        return OURS;
    }

    public static Map<String, String> ofCheckSet(String policy) {
        return Map.of(
                "app.kubernetes.io/name",
                "rampart",
                "app.kubernetes.io/managed-by",
                "rampart-operator",
                COMPONENT,
                CHECK_SET,
                POLICY,
                policy);
    }
}
