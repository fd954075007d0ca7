package dev.rampart.testkit.fault;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hands on a watch event by event. */
final class WatchRelay {

    static final String GONE = """
            {"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",\
            "message":"too old resource version","reason":"Expired","code":410}}
            """;

    /** What the relay needs of the proxy. */
    interface Surroundings {
        List<EventAction> seen(String type, String namespace, String name, String resourceVersion);

        void pass(String gate) throws InterruptedException;
    }

    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    private final InputStream server;
    private final ClientConnection client;
    private final EventSink sink;
    private final Surroundings surroundings;
    private final Optional<RequestAction.CutWatch> cut;
    private final Optional<RequestAction.Truncate> truncate;
    private int events;
    private int countable;
    private long bytes;

    WatchRelay(
            InputStream server,
            ClientConnection client,
            EventSink sink,
            List<RequestAction> actions,
            Surroundings surroundings) {
        this.server = server;
        this.client = client;
        this.sink = sink;
        this.surroundings = surroundings;
        this.cut = Handling.first(actions, RequestAction.CutWatch.class);
        this.truncate = Handling.first(actions, RequestAction.Truncate.class);
    }

    int events() {
        return events;
    }

    long bytes() {
        return bytes;
    }

    /** Returns when the watch has ended. */
    void run() throws IOException, InterruptedException {
        while (true) {
            if (cut.filter(c -> countable >= c.afterEvents()).isPresent()) {
                end(cut.get().politely());
                return;
            }
            var line = line();
            if (line.length == 0) {
                sink.end();
                return;
            }
            if (truncate.filter(t -> bytes + line.length > t.bytes()).isPresent()) {
                sink.part(line, (int) Math.max(1, truncate.get().bytes() - bytes));
                client.breakOff();
                return;
            }
            if (!handOn(line)) {
                return;
            }
        }
    }

    private void end(boolean politely) throws IOException {
        if (politely) {
            sink.end();
        } else {
            client.reset();
        }
    }

    /** @return whether the watch goes on */
    private boolean handOn(byte[] line) throws IOException, InterruptedException {
        Map<?, ?> event = JSON.unmarshal(new String(line, StandardCharsets.UTF_8), Map.class);
        var type = String.valueOf(event.get("type"));
        Map<?, ?> meta = metadata(event);
        var actions = surroundings.seen(
                type, text(meta.get("namespace")), text(meta.get("name")), text(meta.get("resourceVersion")));
        int copies = 1;
        for (var action : actions) {
            switch (action) {
                case EventAction.Hide() -> copies = 0;
                case EventAction.Duplicate() -> copies = copies * 2;
                case EventAction.HoldEvent(var gate) -> surroundings.pass(gate);
                case EventAction.CutInside() -> {
                    sink.part(line, line.length / 2);
                    client.breakOff();
                    return false;
                }
                case EventAction.Gone() -> {
                    sink.event(GONE.getBytes(StandardCharsets.UTF_8));
                    sink.end();
                    return false;
                }
            }
        }
        for (int i = 0; i < copies; i++) {
            sink.event(line);
            bytes += line.length;
            events++;
        }
        countable += type.equals("BOOKMARK") ? 0 : 1;
        return true;
    }

    private static Map<?, ?> metadata(Map<?, ?> event) {
        return event.get("object") instanceof Map<?, ?> object && object.get("metadata") instanceof Map<?, ?> meta
                ? meta
                : Map.of();
    }

    private static String text(@Nullable Object value) {
        return Objects.requireNonNullElse(value, "").toString();
    }

    private byte[] line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = server.read(); b >= 0; b = server.read()) {
            line.write(b);
            if (b == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }
}
