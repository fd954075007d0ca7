package dev.rampart.operator.main;

import dev.rampart.crds.v1alpha1.ClusterIdentity;
import dev.rampart.operator.apply.Applier;
import dev.rampart.operator.apply.WriteGuard;
import dev.rampart.operator.binding.ShippedAdmission;
import dev.rampart.operator.checkset.Plans;
import dev.rampart.operator.compliancepolicy.CompliancePolicyReconciler;
import dev.rampart.operator.compliancereport.ComplianceReportReconciler;
import dev.rampart.operator.health.HealthServer;
import dev.rampart.operator.metrics.NodeCensus;
import dev.rampart.operator.metrics.ResultMetrics;
import dev.rampart.operator.metrics.RightsMetrics;
import dev.rampart.operator.nodecompliance.LiveReader;
import dev.rampart.operator.nodecompliance.NodeComplianceReconciler;
import dev.rampart.operator.nodescan.NodeScanReconciler;
import dev.rampart.operator.obstacle.ConfigMapReader;
import dev.rampart.operator.obstacle.Rights;
import dev.rampart.operator.obstacle.RightsReader;
import dev.rampart.operator.obstacle.RightsWatch;
import dev.rampart.operator.settings.Settings;
import dev.rampart.operator.view.Informers;
import dev.rampart.policy.catalogue.Catalogue;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.monitoring.micrometer.MicrometerMetrics;
import io.javaoperatorsdk.operator.processing.event.rate.LinearRateLimiter;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
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
    private static final Duration AT_LEAST_EVERY = Duration.ofHours(1);
    private static final int THREADS = 4;

    /** The framework goes on without a cache that is not synced in time; it would take what it cannot see for deleted. */
    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(365);

    private final KubernetesClient client;
    private final AtomicBoolean closing;
    private final Operator operator;
    private final HealthServer health;
    private final RightsWatch rights;
    private final Optional<OwnLease> lease;

    private OperatorProcess(
            KubernetesClient client,
            Operator operator,
            HealthServer health,
            RightsWatch rights,
            Optional<OwnLease> lease,
            AtomicBoolean closing) {
        this.lease = lease;
        this.client = client;
        this.closing = closing;
        this.operator = operator;
        this.health = health;
        this.rights = rights;
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
        var client = client(settings, around);
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var closing = new AtomicBoolean();
        var operator = new Operator(o -> {
            configure(o, client, registry, around.leaseLost());
            if (settings.leaderElection()) {
                o.withLeaderElectionConfiguration(election(settings, closing, around.leaseLost()));
            }
        });
        var rights = rights(settings, client, registry);
        var gate = new StartGate();
        var health = HealthServer.start(
                settings.healthPort(),
                () -> gate.waitingFor().isPresent() || operator.getRuntimeInfo().allEventSourcesAreHealthy(),
                gate::waitingFor,
                registry::scrape);
        try {
            gate.answered(() -> ClusterFacts.requireKinds(client));
            gate.rights(rights);
            var cluster = gate.answered(() -> ClusterFacts.identity(client, settings.clusterName()));
            register(operator, settings, client, registry, rights, cluster, around.clock());
            operator.start();
        } catch (RuntimeException e) {
            health.close();
            rights.close();
            client.close();
            throw e;
        }
        rights.start();
        gate.open();
        var lease = Optional.of(new OwnLease(client, settings.namespace(), LEASE, settings.identity()))
                .filter(l -> settings.leaderElection());
        return new OperatorProcess(client, operator, health, rights, lease, closing);
    }

    private static RightsWatch rights(Settings settings, KubernetesClient client, PrometheusMeterRegistry registry) {
        var needed = Rights.needed(settings.namespace(), settings.nodesNamespace(), LEASE);
        var rights = new RightsWatch(new RightsReader(client, needed, settings.namespace())::missing);
        RightsMetrics.register(registry, () -> rights.missing().size());
        return rights;
    }

    private static KubernetesClient client(Settings settings, Surroundings around) {
        var all = new ArrayList<Interceptor>();
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
    private static LeaderElectionConfiguration election(Settings settings, AtomicBoolean closing, Runnable lost) {
        return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(LEASE)
                .withLeaseNamespace(settings.namespace())
                .withIdentity(settings.identity())
                .withLeaseDuration(LEASE_DURATION)
                .withRenewDeadline(RENEW_DEADLINE)
                .withRetryPeriod(RETRY_PERIOD)
                .withExitOnStopLeading(false)
                .withLeaderCallbacks(new LeaderCallbacks(
                        () -> {},
                        () -> {
                            if (!closing.get()) {
                                lost.run();
                            }
                        },
                        leader -> {}))
                .build();
    }

    private static void register(
            Operator operator,
            Settings settings,
            KubernetesClient client,
            PrometheusMeterRegistry registry,
            RightsWatch rights,
            ClusterIdentity cluster,
            Clock clock) {
        var applier = new Applier(client);
        var plans = new Plans(Catalogue.load());
        operator.register(
                new CompliancePolicyReconciler(
                        applier,
                        plans,
                        new ConfigMapReader(client, settings.nodesNamespace()),
                        rights,
                        settings.nodesNamespace(),
                        clock),
                OperatorProcess::limits);
        operator.register(
                new NodeScanReconciler(applier, plans, new NodeCensus(registry), settings.nodesNamespace()),
                c -> limits(c)
                        .withGenerationAware(false)
                        .withItemStore(Informers.nodes())
                        .withOnUpdateFilter(Informers::isNews));
        operator.register(
                new NodeComplianceReconciler(
                        applier,
                        new LiveReader(client),
                        plans,
                        ShippedAdmission.load(),
                        new ResultMetrics(registry),
                        clock),
                c -> limits(c)
                        .withGenerationAware(false)
                        .withItemStore(Informers.scans())
                        .withOnUpdateFilter(Informers::isNews));
        operator.register(
                new ComplianceReportReconciler(applier, plans, cluster, settings.reportInterval(), clock),
                OperatorProcess::limits);
    }

    /**
     * The framework limits nothing by default and gives up after five tries. At most 10 passes a second for one object;
     * failures are tried again for ever, at last once a minute.
     */
    private static <P extends io.fabric8.kubernetes.api.model.HasMetadata> ControllerConfigurationOverrider<P> limits(
            ControllerConfigurationOverrider<P> configuration) {
        return configuration
                .withRetry(new GenericRetry()
                        .setInitialInterval(1000)
                        .setIntervalMultiplier(2)
                        .setMaxInterval(60_000)
                        .withoutMaxAttempts())
                .withRateLimiter(new LinearRateLimiter(Duration.ofSeconds(1), 10))
                .withReconciliationMaxInterval(AT_LEAST_EVERY);
    }

    public int healthPort() {
        return health.port();
    }

    /** Lets passes that run end, for at most 10 s; then gives the lease back. */
    @Override
    public void close() {
        closing.set(true);
        rights.close();
        operator.stop();
        lease.ifPresent(OwnLease::giveBack);
        health.close();
        client.close();
    }
}
