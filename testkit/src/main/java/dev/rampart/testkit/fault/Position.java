package dev.rampart.testkit.fault;

/** Where an exchange can be stopped. */
public enum Position {
    /** The API server knows nothing of it. */
    BEFORE_SENT,
    /** The API server has done it and answered; the client does not know. */
    AFTER_COMMIT,
    /** The client has the whole answer; its next request on this connection is not read. */
    AFTER_ANSWER
}
