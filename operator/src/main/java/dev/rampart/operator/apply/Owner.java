package dev.rampart.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;

/** The object whose deletion takes along what carries a reference to it. */
public record Owner(String apiVersion, String kind, String name, String uid) {

    public static Owner policy(String name, String uid) {
        return new Owner("rampart.dev/v1alpha1", "CompliancePolicy", name, uid);
    }

    public static Owner node(String name, String uid) {
        return new Owner("v1", "Node", name, uid);
    }

    /** A controller reference that does not block the owner's deletion. */
    public OwnerReference reference() {
        return new OwnerReferenceBuilder()
                .withApiVersion(apiVersion)
                .withKind(kind)
                .withName(name)
                .withUid(uid)
                .withController(true)
                .build();
    }

    /** Whether the object already carries the reference. */
    public boolean owns(HasMetadata object) {
        return object.getMetadata().getOwnerReferences().stream()
                .anyMatch(r -> uid.equals(r.getUid()) && Boolean.TRUE.equals(r.getController()));
    }
}
