package dev.rampart.operator.obstacle;

import dev.rampart.crds.v1alpha1.Api;
import java.util.ArrayList;
import java.util.List;

/**
 * Every right that the operator uses; a test compares the list with the manifest that grants them. Only the right to
 * create the policy that the settings ask for is not in it: without it the operator works, and says so itself.
 */
public final class Rights {

    private static final String ADMISSION = "admissionregistration.k8s.io";
    private static final String BINDING = "rampart-scanner-own-node";

    private final List<Right> all = new ArrayList<>();

    private Rights() {}

    /**
     * @param namespace where the lease lies
     * @param nodesNamespace where check sets lie
     */
    public static List<Right> needed(String namespace, String nodesNamespace, String lease) {
        var rights = new Rights();
        rights.add("", "nodes", "", "", "list", "watch");
        rights.add("", "namespaces", "", "kube-system", "get");
        rights.add("", "namespaces", "", nodesNamespace, "list", "watch");
        rights.add(Api.GROUP, "compliancepolicies", "", "", "list", "watch");
        rights.add(Api.GROUP, "compliancepolicies/status", "", "", "patch");
        rights.add(Api.GROUP, "compliancereports/status", "", "", "patch");
        rights.add(Api.GROUP, "nodecompliances/status", "", "", "patch");
        rights.add(Api.GROUP, "compliancereports", "", "", "list", "watch", "create", "patch");
        rights.add(Api.GROUP, "nodescans", "", "", "get", "list", "watch", "create", "patch", "delete");
        rights.add(Api.GROUP, "nodecompliances", "", "", "get", "list", "watch", "create", "patch", "delete");
        rights.add(ADMISSION, "validatingadmissionpolicies", "", BINDING, "list", "watch");
        rights.add(ADMISSION, "validatingadmissionpolicybindings", "", BINDING, "list", "watch");
        rights.add("", "configmaps", nodesNamespace, "", "list", "watch", "create", "patch", "delete");
        rights.add("coordination.k8s.io", "leases", namespace, "", "create");
        rights.add("coordination.k8s.io", "leases", namespace, lease, "get", "update", "patch");
        return List.copyOf(rights.all);
    }

    private void add(String group, String resource, String namespace, String name, String... verbs) {
        for (var verb : verbs) {
            all.add(new Right(verb, group, resource, namespace, name));
        }
    }
}
