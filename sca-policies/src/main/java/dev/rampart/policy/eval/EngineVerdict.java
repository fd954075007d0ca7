package dev.rampart.policy.eval;

/** What Wazuh says about a check. */
public enum EngineVerdict {
    PASSED("passed"),
    FAILED("failed"),
    NOT_APPLICABLE("not applicable"),
    /** 5.x only: a command took too long, and no other rule decided. */
    NOT_RUN("not run");

    private final String text;

    EngineVerdict(String text) {
        this.text = text;
    }

    /** In lower case, as 4.x writes it. */
    public String text() {
        return text;
    }
}
