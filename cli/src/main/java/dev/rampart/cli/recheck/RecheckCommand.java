package dev.rampart.cli.recheck;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.rampart.cli.cluster.ClusterOptions;
import dev.rampart.cli.cluster.Pages;
import dev.rampart.cli.terminal.ExitCode;
import dev.rampart.crds.v1alpha1.Assignment;
import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.NodeScan;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "recheck",
        description = "Asks nodes to evaluate all their checks now, whatever their schedule.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:asked; with --wait: every node answered",
            "1:no node to ask, or with --wait: not every node answered in time",
            "2:wrong usage, or the cluster does not answer"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rampart recheck                    every node",
            "  rampart recheck node-1 node-2      two nodes",
            "  rampart recheck quickstart         the nodes of a policy",
            "  rampart recheck --wait=2m && rampart status"
        })
public final class RecheckCommand implements Callable<Integer> {

    static final String USUAL_WAIT = "60s";

    private static final PatchContext PATCH = new PatchContext.Builder()
            .withPatchType(PatchType.JSON_MERGE)
            .withFieldManager("rampart-recheck")
            .build();

    private static final int NOT_FOUND = 404;

    private final Clock clock;
    private final RandomGenerator random;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before call
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster = new ClusterOptions();

    @Parameters(
            arity = "0..*",
            paramLabel = "NODE|POLICY",
            description =
                    "Nodes, or policies whose nodes are meant; none: every node. node/NAME and policy/NAME where a"
                            + " name is both.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--wait",
            arity = "0..1",
            fallbackValue = USUAL_WAIT,
            paramLabel = "TIME",
            converter = WaitTime.class,
            preprocessor = WaitTime.OnlyAttached.class,
            description = "Wait until every node has answered, at most TIME (90s, 5m, 1h; default ${FALLBACK-VALUE}).")
    private @Nullable Duration wait;

    /** @param random source of tokens; must not be guessable by nodes */
    public RecheckCommand(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (var client = cluster.connect()) {
            return switch (targets(client).choose(names)) {
                case Targets.Choice.Wrong(var message) -> throw new ParameterException(spec.commandLine(), message);
                case Targets.Choice.Nobody(var message) -> {
                    error(message);
                    yield ExitCode.NOT_FINE;
                }
                case Targets.Choice.Nodes(var nodes) -> recheck(client, nodes);
            };
        }
    }

    private static Targets targets(KubernetesClient client) {
        record Node(String name, Set<String> policies) {}
        var nodes = Pages.list(
                client,
                NodeScan.class,
                scan -> new Node(
                        scan.getMetadata().getName(),
                        scan.getSpec() == null || scan.getSpec().assignments() == null
                                ? Set.of()
                                : scan.getSpec().assignments().stream()
                                        .map(Assignment::policy)
                                        .collect(toSet())));
        var policies = Pages.list(
                client, CompliancePolicy.class, policy -> policy.getMetadata().getName());
        return new Targets(nodes.stream().collect(toMap(Node::name, Node::policies)), Set.copyOf(policies));
    }

    private int recheck(KubernetesClient client, SortedSet<String> nodes) throws InterruptedException {
        var asked = ask(client, nodes, RecheckToken.next(clock, random));
        if (asked.isEmpty()) {
            error("every node meant was removed a moment ago");
            return ExitCode.NOT_FINE;
        }
        out().println("Asked " + asked.size() + (asked.size() == 1 ? " node" : " nodes") + " to evaluate now.");
        out().flush();
        if (wait == null) {
            return ExitCode.FINE;
        }
        var silent = Answers.await(client, asked, wait, clock, out());
        if (silent.isEmpty()) {
            return ExitCode.FINE;
        }
        error("no answer within " + wait.toSeconds() + " s from: " + inWords(silent)
                + ". Does a scanner run there? kubectl -n rampart-nodes get pods -o wide");
        return ExitCode.NOT_FINE;
    }

    private SortedSet<String> ask(KubernetesClient client, SortedSet<String> nodes, String token) {
        var asked = new TreeSet<String>();
        for (var node : nodes) {
            try {
                client.resources(NodeScan.class)
                        .withName(node)
                        .patch(PATCH, "{\"spec\":{\"recheck\":\"" + token + "\"}}");
                asked.add(node);
            } catch (KubernetesClientException e) {
                if (e.getCode() != NOT_FOUND) {
                    throw e;
                }
                out().println(node + " was removed a moment ago");
            }
        }
        return asked;
    }

    private static String inWords(Map<String, Answer> silent) {
        return silent.entrySet().stream()
                .map(e -> switch (e.getValue()) {
                    case Answer.Waiting w
                    when w.message().isPresent() ->
                        e.getKey() + " (its scanner says: " + w.message().get() + ")";
                    case Answer.Waiting w
                    when w.answered() > 0 -> e.getKey() + " (" + w.answered() + " of " + w.sets() + " check sets)";
                    case Answer.Waiting _, Answer.Complete _ -> e.getKey();
                })
                .collect(joining(", "));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void error(String message) {
        spec.commandLine().getErr().println(message);
        spec.commandLine().getErr().flush();
    }
}
