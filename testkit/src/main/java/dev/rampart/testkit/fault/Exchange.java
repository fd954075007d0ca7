package dev.rampart.testkit.fault;

import java.time.Duration;
import java.util.List;

/**
 * One request and what became of it.
 *
 * @param at since the proxy started
 * @param took until the answer's last byte; zero while it runs
 * @param status of the answer that the client got; 0: none, or none yet
 * @param serverStatus what the API server answered; 0: it was not asked, or has not answered yet
 * @param actions what the plan did to it
 * @param events watch events handed on, bookmarks included
 */
public record Exchange(
        int number,
        Duration at,
        String method,
        Call call,
        String query,
        String userAgent,
        int requestBytes,
        int serverStatus,
        int status,
        long answerBytes,
        int events,
        Duration took,
        List<String> actions) {

    static Exchange begun(int number, Duration at, Request request, List<RequestAction> actions) {
        var query = request.uri().getQuery();
        return new Exchange(
                number,
                at,
                request.method(),
                request.call(),
                query == null ? "" : query,
                request.userAgent(),
                request.body().length,
                0,
                0,
                0,
                0,
                Duration.ZERO,
                actions.stream().map(Object::toString).toList());
    }

    Exchange served(int code) {
        return new Exchange(
                number,
                at,
                method,
                call,
                query,
                userAgent,
                requestBytes,
                code,
                status,
                answerBytes,
                events,
                took,
                actions);
    }

    Exchange answered(int code, long bytes, int count, Duration after) {
        return new Exchange(
                number,
                at,
                method,
                call,
                query,
                userAgent,
                requestBytes,
                serverStatus,
                code,
                bytes,
                count,
                after,
                actions);
    }

    /** One line. */
    @Override
    public String toString() {
        return "%5d %9.3fs %-3s %s%s %dB>%dB %dms%s%s"
                .formatted(
                        number,
                        at.toMillis() / 1000.0,
                        status == 0 ? "---" : String.valueOf(status),
                        call,
                        call.verb().equals("list") || call.verb().equals("watch") ? " ?" + query : "",
                        requestBytes,
                        answerBytes,
                        took.toMillis(),
                        events == 0 ? "" : " events=" + events,
                        actions.isEmpty()
                                ? ""
                                : " " + actions + (serverStatus == status ? "" : " server=" + serverStatus));
    }
}
