package dev.rampart.bench.scale;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.ComplianceReport;
import dev.rampart.crds.v1alpha1.NodeCompliance;
import dev.rampart.crds.v1alpha1.NodeScan;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;

/** One run: from an empty cluster with nodes to a report, a second evaluation, a minute of silence, a restart. */
public final class ScaleRun {

    private static final int EVIDENCE_BYTES = 8 * 1024;
    private static final Duration STEADY = Duration.ofSeconds(60);
    private static final Duration QUIET = Duration.ofSeconds(8);
    private static final int STARTS = 3;

    private final Arguments arguments;
    private final KubernetesClient admin;
    private final ClusterView view;
    private final AuditTrail audit;
    private final Figures figures;
    private final Progress progress = Progress.ofRun();

    private record Arguments(
            int nodes, int checks, Path root, Path kubeconfig, Path audit, Path java, Path jcmd, Path work) {

        static Arguments of(String[] words) {
            return new Arguments(
                    Integer.parseInt(words[0]),
                    Integer.parseInt(words[1]),
                    Path.of(words[2]),
                    Path.of(words[3]),
                    Path.of(words[4]),
                    Path.of(words[5]),
                    Path.of(words[6]),
                    Path.of(words[7]));
        }
    }

    private ScaleRun(Arguments arguments, KubernetesClient admin, Figures figures) {
        this.arguments = arguments;
        this.admin = admin;
        this.view = new ClusterView(admin, arguments.nodes());
        this.audit = new AuditTrail(arguments.audit());
        this.figures = figures;
    }

    /**
     * @param words number of nodes, number of checks, repository root, administrator's kubeconfig, audit log, java of the
     *     operator, jcmd, folder for files, class path of the operator, file for raw data
     */
    public static void main(String[] words) throws IOException, InterruptedException {
        var arguments = Arguments.of(words);
        var config = new ConfigBuilder(
                        Config.fromKubeconfig(arguments.kubeconfig().toFile()))
                .withRequestTimeout(60_000)
                .build();
        var figures = new Figures(Path.of(words[9]));
        try (var admin = new KubernetesClientBuilder().withConfig(config).build()) {
            new ScaleRun(arguments, admin, figures).run(words[8]);
        } finally {
            figures.write();
        }
    }

    private void run(String operatorClassPath) throws IOException, InterruptedException {
        var installation = new Installation(admin, arguments.root());
        installation.apply();
        var catalogue = arguments.work().resolve("catalogue");
        BigCatalogue.write(catalogue, arguments.checks());
        var setup = new OperatorChild.Setup(
                arguments.java(),
                arguments.root().resolve("image/operator.args"),
                catalogue + ":" + operatorClassPath,
                installation.operatorKubeconfig(arguments.work()),
                18_080,
                arguments.jcmd(),
                arguments.work().resolve("operator.log"));
        try (var nodes = new SimulatedNodes(admin, arguments.nodes())) {
            nodes.create(progress);
            figures.add("node object, mean", view.sizes(Node.class).mean() / 1024.0, "KiB");
            nodes.startHeartbeats();
            try (var operator = OperatorChild.start(setup)) {
                figures.add("start to synced, nodes only", operator.startToSynced());
                firstEvaluation(installation, operator);
                evaluation("first evaluation", operator, 1);
                evaluation("evaluation", operator, 2);
                steadyState(operator);
                memory("converged", operator);
                sizes();
            }
            restart(setup);
        }
    }

    private void firstEvaluation(Installation installation, OperatorChild operator)
            throws IOException, InterruptedException {
        var before = audit.here();
        var cpu = operator.cpu();
        progress.say("policy applied; waiting for " + arguments.nodes() + " assignments");
        installation.applyPolicy();
        var took = ClusterView.await("assignments", operator::isAlive, Duration.ofSeconds(2), view::isAssigned);
        quiet(before);
        figures.add("policy to all assigned", took);
        requests("policy to all assigned", before);
        figures.add("policy to all assigned: operator's CPU", operator.cpu().minus(cpu));
        memory("assigned", operator);
    }

    private void evaluation(String what, OperatorChild operator, int round) throws IOException, InterruptedException {
        var scans = view.scans();
        var before = audit.here();
        var cpu = operator.cpu();
        var passes = operator.counter("operator_sdk_reconciliations_started_total");
        var since = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        var began = System.nanoTime();
        new InjectedResults(admin, arguments.checks(), EVIDENCE_BYTES)
                .write(scans, round, progress.of("results written"));
        var injected = Duration.ofNanos(System.nanoTime() - began);
        var lag = ClusterView.await(
                "the report", operator::isAlive, Duration.ofMillis(100), () -> view.isComplete(since));
        figures.add(what + ": writing all results (the benchmark)", injected);
        figures.add(what + ": last result to complete report", lag);
        quiet(before);
        requests(what, before);
        figures.add(what + ": operator's CPU", operator.cpu().minus(cpu));
        figures.add(
                what + ": passes of reconcilers",
                operator.counter("operator_sdk_reconciliations_started_total") - passes,
                "");
    }

    /** Until the operator has not written for a while. */
    private void quiet(long place) throws InterruptedException {
        var seen = new long[] {-1, System.nanoTime()};
        ClusterView.await("the operator to fall silent", () -> true, Duration.ofSeconds(1), () -> {
            var writes = writes(place);
            if (writes != seen[0]) {
                seen[0] = writes;
                seen[1] = System.nanoTime();
            }
            return System.nanoTime() - seen[1] > QUIET.toNanos();
        });
    }

    private long writes(long place) {
        try {
            return audit.since(place).stream()
                    .filter(AuditTrail.Request::isWrite)
                    .count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void requests(String what, long place) throws IOException {
        var all = audit.since(place);
        figures.add(
                what + ": writes",
                all.stream().filter(AuditTrail.Request::isWrite).count(),
                "");
        figures.add(what + ": requests", all.size(), "");
        AuditTrail.count(all).forEach((request, number) -> figures.add(what + ": " + request, number, ""));
        figures.add(
                what + ": refused or failed",
                all.stream().filter(r -> r.code() >= 400).count(),
                "");
    }

    private void steadyState(OperatorChild operator) throws IOException, InterruptedException {
        progress.say("a minute of silence, with the heartbeats of kubelets");
        var place = audit.here();
        var cpu = operator.cpu();
        Thread.sleep(STEADY);
        figures.add("steady state, 60 s: writes", writes(place), "");
        figures.add(
                "steady state, 60 s: other requests",
                audit.since(place).stream().filter(r -> !r.isWrite()).count(),
                "");
        figures.add("steady state, 60 s: operator's CPU", operator.cpu().minus(cpu));
    }

    private void memory(String when, OperatorChild operator) throws IOException, InterruptedException {
        figures.add(when + ": RSS", operator.memory("VmRSS"), "MiB");
        figures.add(when + ": highest RSS so far", operator.memory("VmHWM"), "MiB");
        var heap = operator.heap();
        figures.add(when + ": heap after a collection", heap.mebibytes(), "MiB");
        Files.writeString(arguments.work().resolve("histogram-" + when.replace(' ', '-') + ".txt"), heap.histogram());
    }

    private void sizes() {
        size("NodeScan", view.sizes(NodeScan.class));
        size("NodeCompliance", view.sizes(NodeCompliance.class));
        size("ComplianceReport", view.sizes(ComplianceReport.class));
        size("CompliancePolicy", view.sizes(CompliancePolicy.class));
        var largest = new long[1];
        admin.configMaps().inNamespace("rampart-nodes").list().getItems().stream()
                .map(ConfigMap.class::cast)
                .forEach(m -> largest[0] = Math.max(
                        largest[0],
                        io.fabric8.kubernetes.client.utils.Serialization.asJson(m)
                                .length()));
        figures.add("check set document: largest object", largest[0] / 1024.0, "KiB");
    }

    private void size(String kind, ClusterView.Sizes sizes) {
        figures.add(kind + ": mean object", sizes.mean() / 1024.0, "KiB");
        figures.add(kind + ": largest object", sizes.largest() / 1024.0, "KiB");
    }

    private void restart(OperatorChild.Setup setup) throws IOException, InterruptedException {
        progress.say("the operator starts again, with everything there");
        var place = audit.here();
        try (var operator = OperatorChild.start(setup)) {
            figures.add("start to synced, everything there", operator.startToSynced());
            figures.add("start to synced, everything there: operator's CPU", operator.cpu());
            Thread.sleep(Duration.ofSeconds(30));
            figures.add("30 s after the start: writes", writes(place), "");
            var lists = audit.since(place).stream()
                    .filter(r -> r.verb().equals("list"))
                    .collect(Collectors.groupingBy(
                            r -> r.resource() + ", limit " + r.limit(), java.util.TreeMap::new, Collectors.counting()));
            lists.forEach((list, number) -> figures.add("start: LIST of " + list, number, ""));
            var watches = audit.since(place).stream()
                    .filter(r -> r.verb().equals("watch"))
                    .count();
            figures.add("start: watches", watches, "");
            memory("after the restart", operator);
        }
        for (int again = 2; again <= STARTS; again++) {
            try (var operator = OperatorChild.start(setup)) {
                figures.add("start to synced, everything there, start " + again, operator.startToSynced());
            }
        }
    }
}
