package dev.rampart.operator.metrics;

import dev.rampart.operator.checkset.NodeFacts;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** How many nodes are in which state; nodes that are gone are forgotten. */
public final class NodeCensus {

    /** Each node is in exactly one. */
    enum State {
        /** A policy targets it and its kubelet is ready. */
        TARGETED,
        /** A policy targets it and its kubelet is not ready, so its verdicts count as unknown. */
        NOT_READY,
        /** No policy targets it. */
        UNTARGETED,
        /** No scanner runs on its operating system. */
        UNSUPPORTED
    }

    private final Map<String, State> states = new ConcurrentHashMap<>();

    public NodeCensus(MeterRegistry registry) {
        for (var state : State.values()) {
            Gauge.builder(
                            Metric.NODES.meterName(),
                            states,
                            s -> s.values().stream().filter(state::equals).count())
                    .tag("state", Metric.word(state))
                    .description(Metric.NODES.help())
                    .register(registry);
        }
    }

    /**
     * @param nodes how many nodes there are
     * @param exists whether there is one of that name; asked only when some are gone
     */
    public void count(NodeFacts node, boolean targeted, int nodes, Predicate<String> exists) {
        states.put(node.name(), state(node, targeted));
        if (states.size() > nodes) {
            states.keySet().removeIf(exists.negate());
        }
    }

    private static State state(NodeFacts node, boolean targeted) {
        if (!node.isLinux()) {
            return State.UNSUPPORTED;
        }
        if (!targeted) {
            return State.UNTARGETED;
        }
        return node.ready() ? State.TARGETED : State.NOT_READY;
    }
}
