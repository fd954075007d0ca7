package dev.rampart.policy.model;

/**
 * What is known of one check on one node. Only a check whose every rule was decided on the host itself is
 * {@link Passed} or {@link Failed}; everything else says why.
 */
public sealed interface Verdict {

    record Passed() implements Verdict {}

    record Failed() implements Verdict {}

    record NotApplicable(Reason reason) implements Verdict {}

    record Unknown(Reason reason) implements Verdict {}

    static Verdict passed() {
        return new Passed();
    }

    static Verdict failed() {
        return new Failed();
    }

    static Verdict notApplicable(Reason reason) {
        return new NotApplicable(reason);
    }

    static Verdict unknown(Reason reason) {
        return new Unknown(reason);
    }

    /** {@link Reason#NONE} for Passed and Failed. */
    default Reason reason() {
        return switch (this) {
            case Passed p -> Reason.NONE;
            case Failed f -> Reason.NONE;
            case NotApplicable n -> n.reason();
            case Unknown u -> u.reason();
        };
    }
}
