package dev.rampart.operator.apply;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** A write that is needed. Builders return none when the cluster already is as it should be. */
public sealed interface Change {

    /** Makes the object or brings its fields to these values; holds no status. */
    record Apply(HasMetadata object) implements Change {}

    /** Replaces the status by this one; the object must exist and holds only name and status. */
    record ApplyStatus(HasMetadata object) implements Change {}

    /** An object that is gone already is no error. */
    record Delete(HasMetadata object) implements Change {}

    /**
     * Asks the scanner of a node for an evaluation of every set. By merge patch and under a field manager of its own, so
     * that the operator's apply of the spec never takes the field over from {@code rampart recheck}.
     */
    record Recheck(String node, String token) implements Change {}
}
