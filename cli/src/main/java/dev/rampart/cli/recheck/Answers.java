package dev.rampart.cli.recheck;

import dev.rampart.crds.v1alpha1.NodeScan;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Waits for the answers of nodes and says how it goes. */
final class Answers {

    /** Somebody who waits should see now and then that something waits with them. */
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(10);

    private sealed interface Event {
        record Seen(String node, Answer answer) implements Event {}

        record Gone(String node) implements Event {}
    }

    private final Clock clock;
    private final PrintWriter out;
    private final Instant start;
    private final Map<String, Answer> open = new TreeMap<>();
    private final int total;

    private Answers(Set<String> nodes, Clock clock, PrintWriter out) {
        this.clock = clock;
        this.out = out;
        this.start = clock.instant();
        this.total = nodes.size();
        nodes.forEach(node -> open.put(node, new Answer.Waiting(0, 0, Optional.empty())));
    }

    /** @return the nodes that did not answer within that time; empty when all did */
    static Map<String, Answer> await(
            KubernetesClient client, SortedSet<String> nodes, Duration atMost, Clock clock, PrintWriter out)
            throws InterruptedException {
        var events = new LinkedBlockingQueue<Event>();
        try (var _ = client.resources(NodeScan.class).inform(handler(events))) {
            var answers = new Answers(nodes, clock, out);
            answers.take(events, atMost);
            return answers.open;
        }
    }

    private void take(BlockingQueue<Event> events, Duration atMost) throws InterruptedException {
        var end = start.plus(atMost);
        var sign = start.plus(SIGN_OF_LIFE);
        while (!open.isEmpty()) {
            var now = clock.instant();
            if (!now.isBefore(end)) {
                return;
            }
            if (!now.isBefore(sign)) {
                say("waiting for %s", String.join(", ", open.keySet()));
                sign = now.plus(SIGN_OF_LIFE);
            }
            var next = end.isBefore(sign) ? end : sign;
            var event = events.poll(Math.max(1, Duration.between(now, next).toMillis()), TimeUnit.MILLISECONDS);
            switch (event) {
                case Event.Seen(var node, var answer) when open.containsKey(node) -> seen(node, answer);
                case Event.Gone(var node) when open.remove(node) != null -> say("%s is gone", node);
                case Event.Seen _, Event.Gone _ -> {}
                case null -> {}
            }
        }
    }

    private void seen(String node, Answer answer) {
        switch (answer) {
            case Answer.Waiting waiting -> open.put(node, waiting);
            case Answer.Complete complete -> {
                open.remove(node);
                say("%s answered (check sets: %d; nodes: %d of %d)", node, complete.sets(), total - open.size(), total);
            }
        }
    }

    private void say(String format, Object... values) {
        var seconds = Duration.between(start, clock.instant()).toMillis() / 1000.0;
        out.printf(Locale.ROOT, "%5.1fs  ", seconds);
        out.printf(Locale.ROOT, format + "%n", values);
        out.flush();
    }

    private static ResourceEventHandler<NodeScan> handler(BlockingQueue<Event> events) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(NodeScan scan) {
                events.add(new Event.Seen(scan.getMetadata().getName(), Answer.of(scan)));
            }

            @Override
            public void onUpdate(NodeScan before, NodeScan scan) {
                onAdd(scan);
            }

            @Override
            public void onDelete(NodeScan scan, boolean finalStateUnknown) {
                events.add(new Event.Gone(scan.getMetadata().getName()));
            }
        };
    }
}
