package dev.rampart.policy.yaml;

/** Bytes that are no YAML document, or one beyond our limits. */
public final class YamlProblem extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Position at;

    YamlProblem(Position at, String message) {
        super(message);
        this.at = at;
    }

    public Position at() {
        return at;
    }
}
