package dev.rampart.cli.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which cluster is meant, as kubectl has them. */
public final class ClusterOptions {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int RETRIES = 2;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "Kubeconfig of the cluster (default: as kubectl, KUBECONFIG or ~/.kube/config).")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "Context of the kubeconfig (default: its current one).")
    private @Nullable String context;

    /** @throws ParameterException when the kubeconfig cannot be read or has no such context */
    public KubernetesClient connect() {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(config())
                        .withConnectionTimeout(CONNECT_MILLIS)
                        .withRequestRetryBackoffLimit(RETRIES)
                        .build())
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    private Config config() {
        if (kubeconfig != null && !Files.isReadable(kubeconfig)) {
            throw usage("--kubeconfig: " + kubeconfig + " cannot be read");
        }
        var current = load(null);
        if (context == null) {
            return current;
        }
        var known = contexts(current);
        if (!known.contains(context)) {
            throw usage("--context: there is no context '" + context + "'; the kubeconfig has: "
                    + (known.isEmpty() ? "none" : String.join(", ", known)));
        }
        return load(context);
    }

    private Config load(@Nullable String ofContext) {
        return kubeconfig == null
                ? Config.autoConfigure(ofContext)
                : Config.fromKubeconfig(ofContext, kubeconfig.toFile());
    }

    private static List<String> contexts(Config config) {
        return config.getContexts() == null
                ? List.of()
                : config.getContexts().stream().map(c -> c.getName()).sorted().toList();
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
