package dev.rampart.testkit.fault;

import java.util.List;
import java.util.stream.Collectors;

/** What has passed, in the order of arrival; exchanges that still run are in it with what is known of them. */
public record Trace(List<Exchange> exchanges, List<SeenEvent> events) {

    public Trace {
        exchanges = List.copyOf(exchanges);
        events = List.copyOf(events);
    }

    public List<Exchange> exchanges(RequestMatch match) {
        return exchanges.stream()
                .filter(e -> match.matches(e.number(), e.call(), e.userAgent()))
                .toList();
    }

    /** What arrived after that request. */
    public Trace after(int number) {
        return new Trace(
                exchanges.stream().filter(e -> e.number() > number).toList(),
                events.stream().filter(e -> e.request() > number).toList());
    }

    public int last() {
        return exchanges.isEmpty() ? 0 : exchanges.getLast().number();
    }

    /** Changes that the API server really made, leases left out. */
    public List<Exchange> committedWrites() {
        return exchanges(RequestMatch.writes()).stream()
                .filter(e -> e.serverStatus() / 100 == 2)
                .toList();
    }

    /** One line for each exchange, to read when a test failed. */
    public String text() {
        return exchanges.stream().map(Exchange::toString).collect(Collectors.joining("\n"));
    }
}
