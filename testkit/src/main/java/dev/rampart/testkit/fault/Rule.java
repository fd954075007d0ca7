package dev.rampart.testkit.fault;

/** One line of a plan. */
public sealed interface Rule {

    Occurrence which();

    record OnRequest(RequestMatch match, Occurrence which, RequestAction action) implements Rule {}

    record OnEvent(EventMatch match, Occurrence which, EventAction action) implements Rule {}

    static Rule on(RequestMatch match, Occurrence which, RequestAction action) {
        return new OnRequest(match, which, action);
    }

    static Rule on(EventMatch match, Occurrence which, EventAction action) {
        return new OnEvent(match, which, action);
    }
}
