package dev.rampart.operator.main;

import dev.rampart.operator.apply.WriteGuard;
import dev.rampart.operator.health.HealthServer;
import dev.rampart.operator.metrics.ApiRequests;
import dev.rampart.operator.metrics.FrameworkMetric;
import dev.rampart.operator.metrics.ProcessMetrics;
import dev.rampart.operator.metrics.RightsMetrics;
import dev.rampart.operator.obstacle.Rights;
import dev.rampart.operator.obstacle.RightsReader;
import dev.rampart.operator.obstacle.RightsWatch;
import dev.rampart.operator.settings.Settings;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running operator. */
public final class OperatorProcess implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorProcess.class);

    static final String LEASE = "rampart-operator";
    static final Duration LEASE_DURATION = Duration.ofSeconds(15);
    private static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);
    private static final Duration RETRY_PERIOD = Duration.ofSeconds(2);
    private static final Duration TERMINATION = Duration.ofSeconds(10);
    private static final int THREADS = 4;

    /** The framework goes on without a cache that is not synced in time; it would take what it cannot see for deleted. */
    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(365);

    private final KubernetesClient client;
    private final AtomicBoolean closing;
    private final Operator operator;
    private final HealthServer health;
    private final FirstPolicy firstPolicy;
    private final RightsWatch rights;
    private final Optional<OwnLease> lease;

    private OperatorProcess(
            KubernetesClient client,
            Operator operator,
            HealthServer health,
            FirstPolicy firstPolicy,
            RightsWatch rights,
            Optional<OwnLease> lease,
            AtomicBoolean closing) {
        this.client = client;
        this.closing = closing;
        this.operator = operator;
        this.health = health;
        this.firstPolicy = firstPolicy;
        this.rights = rights;
        this.lease = lease;
    }

    /**
     * Who runs the operator.
     *
     * @param interceptors see every request that the guard lets pass
     * @param leaseLost must end the process: another operator may already lead, or this one cannot go on
     */
    public record Surroundings(Config config, Clock clock, List<Interceptor> interceptors, Runnable leaseLost) {}

    /**
     * Returns when the caches are synced; with leader election that is before this process leads. Until the API server
     * answers and every right is there it waits, alive but not ready.
     *
     * @throws IllegalStateException when the cluster lacks our kinds
     */
    public static OperatorProcess start(Settings settings, Surroundings around) {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().meterFilter(FrameworkMetric.filter());
        var process = new ProcessMetrics(registry, !settings.leaderElection());
        var client = client(settings, around, registry);
        var closing = new AtomicBoolean();
        var firstPolicy = new FirstPolicy(client, settings.firstPolicy());
        Runnable leads = () -> {
            process.leads(true);
            firstPolicy.make();
        };
        Runnable leadsNoMore = () -> {
            process.leads(false);
            if (!closing.get()) {
                around.leaseLost().run();
            }
        };
        var operator = new Operator(o -> {
            configure(o, client, registry, around.leaseLost());
            if (settings.leaderElection()) {
                o.withLeaderElectionConfiguration(election(settings, leads, leadsNoMore));
            }
        });
        var rights = rights(settings, client, registry);
        var health =
                started(operator, settings, new Controllers(client, registry, rights, around.clock()), firstPolicy);
        if (!settings.leaderElection()) {
            firstPolicy.make();
        }
        var lease = Optional.of(new OwnLease(client, settings.namespace(), LEASE, settings.identity()))
                .filter(l -> settings.leaderElection());
        return new OperatorProcess(client, operator, health, firstPolicy, rights, lease, closing);
    }

    /** Already while the start waits there is somebody to ask how it is. */
    private static HealthServer started(
            Operator operator, Settings settings, Controllers controllers, FirstPolicy firstPolicy) {
        var client = controllers.client();
        var rights = controllers.rights();
        var gate = new StartGate();
        var health = HealthServer.start(
                settings.healthPort(),
                () -> gate.waitingFor().isPresent() || operator.getRuntimeInfo().allEventSourcesAreHealthy(),
                gate::waitingFor,
                controllers.registry()::scrape);
        try {
            gate.passed(() -> ClusterFacts.requireKinds(client));
            gate.rights(rights);
            var cluster = gate.answered(() -> ClusterFacts.identity(client, settings.clusterName()));
            controllers.register(operator, settings, cluster);
            operator.start();
        } catch (RuntimeException e) {
            health.close();
            firstPolicy.close();
            rights.close();
            client.close();
            throw e;
        }
        rights.start();
        gate.open();
        return health;
    }

    private static RightsWatch rights(Settings settings, KubernetesClient client, PrometheusMeterRegistry registry) {
        var needed = Rights.needed(settings.namespace(), settings.nodesNamespace(), LEASE);
        var rights = new RightsWatch(new RightsReader(client, needed, settings.namespace())::missing);
        RightsMetrics.register(registry, () -> rights.missing().size());
        return rights;
    }

    private static KubernetesClient client(Settings settings, Surroundings around, PrometheusMeterRegistry registry) {
        var all = new ArrayList<Interceptor>();
        all.add(new ApiRequests(registry));
        if (settings.leaderElection()) {
            all.add(new WriteGuard(settings.namespace(), LEASE, LEASE_DURATION, System::nanoTime));
        }
        all.addAll(around.interceptors());
        return ApiClient.open(around.config(), all);
    }

    private static void configure(
            ConfigurationServiceOverrider configuration,
            KubernetesClient client,
            PrometheusMeterRegistry registry,
            Runnable end) {
        configuration
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withConcurrentReconciliationThreads(THREADS)
                .withConcurrentWorkflowExecutorThreads(1)
                .withReconciliationTerminationTimeout(TERMINATION)
                .withPreviousAnnotationForDependentResources(false)
                .withParseResourceVersions(true)
                // An informer that fails tries again for ever, at the start and later; it never ends the process.
                .withStopOnInformerErrorDuringStartup(false)
                .withCacheSyncTimeout(AS_LONG_AS_IT_TAKES)
                .withInformerStoppedHandler((informer, failure) -> {
                    if (failure != null) {
                        LOG.error("the informer {} has stopped and cannot be started again", informer, failure);
                        end.run();
                    }
                })
                .withMetrics(MicrometerMetrics.withoutPerResourceMetrics(registry));
    }

    /**
     * The framework's own answer to a lost lease is {@code System.exit}, which in an orderly stop, run by a shutdown
     * hook, would wait for itself for ever.
     */
    private static LeaderElectionConfiguration election(Settings settings, Runnable leads, Runnable leadsNoMore) {
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
                .withLeaseNamespace(settings.namespace())
                .withIdentity(settings.identity())
                .withLeaseDuration(LEASE_DURATION)
                .withRenewDeadline(RENEW_DEADLINE)
                .withRetryPeriod(RETRY_PERIOD)
                .withExitOnStopLeading(false)
                .withLeaderCallbacks(new LeaderCallbacks(leads, leadsNoMore, leader -> {}))
                .build();
    }

    public int healthPort() {
        return health.port();
    }

    /** Lets passes that run end, for at most 10 s; then gives the lease back. */
    @Override
    public void close() {
        closing.set(true);
        firstPolicy.close();
        rights.close();
        operator.stop();
        lease.ifPresent(OwnLease::giveBack);
        health.close();
        client.close();
    }
}
