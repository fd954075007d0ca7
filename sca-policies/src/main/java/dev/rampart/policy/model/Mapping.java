package dev.rampart.policy.model;

/**
 * That a check speaks to a control of a framework.
 *
 * @param control the framework's own id, for example {@code 4.2.1} or {@code AC-3}
 * @param note why the strength is what it is; one line, required for {@link Strength#DIRECT}
 */
public record Mapping(Framework framework, String control, Strength strength, String note) {

    public enum Strength {
        /** The control, read alone, asks for this property of this component. */
        DIRECT,
        /** The result is evidence, but the control asks for more; never turns a control green. */
        SUPPORTING
    }
}
