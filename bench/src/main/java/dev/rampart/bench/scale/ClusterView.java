package dev.rampart.bench.scale;

import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.ComplianceReportStatus;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeScan;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** What the administrator sees of the operator's work. */
record ClusterView(KubernetesClient admin, int nodes) {

    private static final long PAGE = 500;
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    /** @throws IllegalStateException when it does not come true in 20 minutes, or {@code alive} turns false */
    static Duration await(String what, BooleanSupplier alive, Duration poll, BooleanSupplier condition)
            throws InterruptedException {
        var began = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (!alive.getAsBoolean()) {
                throw new IllegalStateException("the operator ended while the benchmark waited for " + what);
            }
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new IllegalStateException("waited " + PATIENCE.toMinutes() + " minutes for " + what);
            }
            Thread.sleep(poll);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    <T extends HasMetadata> void each(Class<T> kind, Consumer<T> action) {
        String next = null;
        do {
            var page = admin.resources(kind)
                    .list(new io.fabric8.kubernetes.api.model.ListOptionsBuilder()
                            .withLimit(PAGE)
                            .withContinue(next)
                            .build());
            page.getItems().forEach(action);
            next = page.getMetadata().getContinue();
        } while (next != null && !next.isEmpty());
    }

    /** Without results, or the benchmark needs more memory than the operator. */
    List<NodeScan> scans() {
        var all = new ArrayList<NodeScan>(nodes);
        each(NodeScan.class, scan -> {
            scan.setStatus(null);
            all.add(scan);
        });
        return all;
    }

    /** Whether every node has its assignment and the token whose answer is asked for. */
    boolean isAssigned() {
        var waiting = new int[1];
        each(NodeCompliance.class, c -> {
            var status = c.getStatus();
            waiting[0] += status != null
                            && status.binding() != null
                            && status.binding().requiredRecheck() != null
                    ? 1
                    : 0;
        });
        return waiting[0] == nodes
                && scans().stream()
                        .allMatch(s -> s.getSpec().recheck() != null
                                && s.getSpec().assignments() != null
                                && !s.getSpec().assignments().isEmpty());
    }

    /** Whether the report rests on results of every node, none older than the moment. */
    boolean isComplete(Instant since) {
        return Optional.ofNullable(admin.resources(ComplianceReport.class)
                        .withName(Installation.POLICY)
                        .get())
                .map(ComplianceReport::getStatus)
                .filter(s -> isComplete(s, since))
                .isPresent();
    }

    private boolean isComplete(ComplianceReportStatus status, Instant since) {
        return status.nodes() != null
                && status.nodes().summary().equals(nodes + "/" + nodes)
                && status.oldestEvaluation() != null
                && !Instant.parse(status.oldestEvaluation()).isBefore(since)
                && Objects.requireNonNull(status.counts()).unknown() == 0;
    }

    /** Sizes of objects of a kind as JSON, managed fields included, as etcd holds them. */
    record Sizes(long number, long mean, long largest) {}

    <T extends HasMetadata> Sizes sizes(Class<T> kind) {
        var sum = new long[3];
        each(kind, object -> {
            var bytes = Serialization.asJson(object).getBytes(StandardCharsets.UTF_8).length;
            sum[0]++;
            sum[1] += bytes;
            sum[2] = Math.max(sum[2], bytes);
        });
        return new Sizes(sum[0], sum[0] == 0 ? 0 : sum[1] / sum[0], sum[2]);
    }
}
