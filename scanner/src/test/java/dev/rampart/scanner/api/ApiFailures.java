package dev.rampart.scanner.api;

/** Gives tests of other packages a failure without a server. */
public final class ApiFailures {

    private ApiFailures() {}

    public static ApiFailure of(ApiFailure.Kind kind) {
        return new ApiFailure(kind, "told to fail with " + kind);
    }
}
