package dev.rampart.testkit.fault;

/** What happens to a watch event. */
public sealed interface EventAction {

    /** The client never sees it. */
    record Hide() implements EventAction {}

    /** It and all after it on this watch wait until {@link FaultProxy#release}. */
    record HoldEvent(String gate) implements EventAction {}

    record Duplicate() implements EventAction {}

    /** Half of it arrives, then the connection is reset. */
    record CutInside() implements EventAction {}

    /** In its place the watch says 410 Gone and ends. */
    record Gone() implements EventAction {}
}
