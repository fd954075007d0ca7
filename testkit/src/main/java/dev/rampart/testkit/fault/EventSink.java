package dev.rampart.testkit.fault;

import java.io.IOException;

/** How watch events reach the client. */
interface EventSink {

    /** The head of the answer. */
    void begin() throws IOException;

    /** @param line JSON with its line end */
    void event(byte[] line) throws IOException;

    /** The first bytes of an event, after which the connection breaks. */
    void part(byte[] line, int length) throws IOException;

    /** The watch ends as the API server ends one whose time is over. */
    void end() throws IOException;

    /** Returns when the client has gone or wants to end. */
    void awaitClientsEnd() throws IOException;
}
