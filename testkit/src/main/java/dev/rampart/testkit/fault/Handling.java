package dev.rampart.testkit.fault;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One exchange, from the request that was read to the answer's last byte. */
final class Handling {

    private static final int BAD_GATEWAY = 502;

    /** How it ended. */
    private enum End {
        /** The connection takes the next request. */
        GO_ON,
        CLOSED
    }

    private final FaultProxy proxy;
    private final ClientConnection client;
    private final Request request;
    private final int number;
    private final List<RequestAction> actions;

    Handling(FaultProxy proxy, ClientConnection client, Request request, int number, List<RequestAction> actions) {
        this.proxy = proxy;
        this.client = client;
        this.request = request;
        this.number = number;
        this.actions = actions;
    }

    static <A extends RequestAction> Optional<A> first(List<RequestAction> actions, Class<A> type) {
        return actions.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private <A extends RequestAction> Optional<A> first(Class<A> type) {
        return first(actions, type);
    }

    /** @return whether the connection can take another request */
    boolean run() throws IOException, InterruptedException {
        for (var action : actions) {
            switch (action) {
                case RequestAction.Hold(var position, var gate)
                when position == Position.BEFORE_SENT -> proxy.pass(gate);
                case RequestAction.Delay(var pause) -> Thread.sleep(pause);
                case RequestAction.DropBeforeSending() -> {
                    client.reset();
                    return false;
                }
                case RequestAction.Answer own -> {
                    return answer(own.status(), own.headers(), own.bytes()) == End.GO_ON;
                }
                default -> {}
            }
        }
        return send() == End.GO_ON;
    }

    private End send() throws IOException, InterruptedException {
        HttpResponse<InputStream> response;
        try {
            response = proxy.upstream().send(request);
        } catch (IOException e) {
            return answer(
                    BAD_GATEWAY,
                    Map.of("Content-Type", "text/plain"),
                    bytes("the server behind the fault proxy cannot be reached: " + e + "\n"));
        }
        try (var body = response.body()) {
            proxy.served(number, response.statusCode());
            var isStream = request.call().verb().equals("watch") && response.statusCode() == 200;
            return isStream ? watch(response, body) : whole(response, body.readAllBytes());
        }
    }

    private End whole(HttpResponse<InputStream> response, byte[] body) throws IOException, InterruptedException {
        hold(Position.AFTER_COMMIT);
        if (first(RequestAction.DropAfterCommit.class).isPresent()) {
            client.reset();
            return End.CLOSED;
        }
        var headers = headers(response);
        var truncate = first(RequestAction.Truncate.class);
        if (truncate.isPresent() && truncate.get().bytes() < body.length) {
            client.head(response.statusCode(), headers, "Content-Length: " + body.length);
            client.bytes(body, 0, truncate.get().bytes());
            proxy.answered(number, response.statusCode(), truncate.get().bytes(), 0);
            client.breakOff();
            return End.CLOSED;
        }
        var slow = first(RequestAction.SlowBody.class);
        if (slow.isPresent()) {
            client.head(response.statusCode(), headers, "Content-Length: " + body.length);
            for (int at = 0; at < body.length; at += slow.get().pieceBytes()) {
                Thread.sleep(slow.get().pause());
                client.bytes(body, at, Math.min(slow.get().pieceBytes(), body.length - at));
            }
            proxy.answered(number, response.statusCode(), body.length, 0);
            return End.GO_ON;
        }
        var end = answer(response.statusCode(), headers, body);
        hold(Position.AFTER_ANSWER);
        return end;
    }

    private void hold(Position where) throws InterruptedException {
        for (var action : actions) {
            if (action instanceof RequestAction.Hold(var position, var gate) && position == where) {
                proxy.pass(gate);
            }
        }
    }

    private Map<String, String> headers(HttpResponse<InputStream> response) {
        var headers = ClientConnection.headers(response.headers().map());
        first(RequestAction.ContentType.class).ifPresent(t -> {
            headers.keySet().removeIf("content-type"::equalsIgnoreCase);
            headers.put("Content-Type", t.type());
        });
        return headers;
    }

    private End watch(HttpResponse<InputStream> response, InputStream body) throws IOException, InterruptedException {
        hold(Position.AFTER_COMMIT);
        EventSink sink = request.header("sec-websocket-key")
                .<EventSink>map(key -> new WebSocketSink(client, key))
                .orElseGet(() -> new ChunkedSink(client, headers(response)));
        sink.begin();
        var relay = new WatchRelay(body, client, sink, actions, new WatchRelay.Surroundings() {
            @Override
            public List<EventAction> seen(String type, String namespace, String name, String resourceVersion) {
                return proxy.event(number, request.call(), type, namespace, name, resourceVersion);
            }

            @Override
            public void pass(String gate) throws InterruptedException {
                proxy.pass(gate);
            }
        });
        proxy.answered(number, response.statusCode(), 0, 0);
        // A client that goes away says so only by the end of its side, which nobody else reads meanwhile.
        Thread.startVirtualThread(() -> endWithClient(body, sink));
        try {
            relay.run();
        } finally {
            proxy.answered(number, response.statusCode(), relay.bytes(), relay.events());
        }
        return End.CLOSED;
    }

    private static void endWithClient(InputStream body, EventSink sink) {
        try (body) {
            sink.awaitClientsEnd();
        } catch (IOException e) {
            // Either end is gone, which is what this thread waits for.
        }
    }

    private End answer(int status, Map<String, String> headers, byte[] body) throws IOException {
        client.whole(status, headers, body);
        proxy.answered(number, status, body.length, 0);
        return End.GO_ON;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
