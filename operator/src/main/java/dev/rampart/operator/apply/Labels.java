package dev.rampart.operator.apply;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Labels of the objects that the operator makes. Labels of users' objects are never copied. */
public final class Labels {

    public static final String POLICY = "rampart.dev/policy";
    public static final String COMPONENT = "app.kubernetes.io/component";
    public static final String CHECK_SET = "check-set";

    private Labels() {}

    /** In order of name, so that what is sent is the same in every run. */
    public static SortedMap<String, String> ours() {
        return new TreeMap<>(
                Map.of("app.kubernetes.io/name", "rampart", "app.kubernetes.io/managed-by", "rampart-operator"));
    }

    public static SortedMap<String, String> ofCheckSet(String policy) {
        var labels = ours();
        labels.put(COMPONENT, CHECK_SET);
        labels.put(POLICY, policy);
        return labels;
    }
}
