package dev.rampart.operator.binding;

/** Whether a scanner can write only the NodeScan of its own node. */
public sealed interface BindingState {

    /**
     * In force as shipped.
     *
     * @param revision changes whenever policy or binding was changed or made anew, also while nobody looked
     */
    record Intact(String revision) implements BindingState {}

    /** @param why one sentence that names the object, what was found and what to do */
    record Missing(String why) implements BindingState {}
}
