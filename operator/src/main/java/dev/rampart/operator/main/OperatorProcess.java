package dev.rampart.operator.main;

import dev.rampart.operator.apply.Applier;
import dev.rampart.operator.apply.WriteGuard;
import dev.rampart.operator.binding.ShippedAdmission;
import dev.rampart.operator.checkset.Plans;
import dev.rampart.operator.compliancepolicy.CompliancePolicyReconciler;
import dev.rampart.operator.compliancereport.ComplianceReportReconciler;
import dev.rampart.operator.health.HealthServer;
import dev.rampart.operator.metrics.ApiRequests;
import dev.rampart.operator.metrics.FrameworkMetric;
import dev.rampart.operator.metrics.NodeCensus;
import dev.rampart.operator.metrics.ProcessMetrics;
import dev.rampart.operator.metrics.ReportMetrics;
import dev.rampart.operator.metrics.ResultMetrics;
import dev.rampart.operator.nodecompliance.LiveReader;
import dev.rampart.operator.nodecompliance.NodeComplianceReconciler;
import dev.rampart.operator.nodecompliance.RefusalReason;
import dev.rampart.operator.nodescan.NodeScanReconciler;
import dev.rampart.operator.settings.Settings;
import dev.rampart.operator.view.ClusterCaches;
import dev.rampart.operator.view.Informers;
import dev.rampart.operator.view.KindCache;
import dev.rampart.operator.view.News;
import dev.rampart.policy.catalogue.Catalogue;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
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
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** One running operator. */
public final class OperatorProcess implements AutoCloseable {

    static final String LEASE = "rampart-operator";
    static final Duration LEASE_DURATION = Duration.ofSeconds(15);
    private static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);
    private static final Duration RETRY_PERIOD = Duration.ofSeconds(2);
    private static final Duration TERMINATION = Duration.ofSeconds(10);
    private static final Duration AT_LEAST_EVERY = Duration.ofHours(1);
    private static final int THREADS = 4;

    private final KubernetesClient client;
    private final AtomicBoolean closing;
    private final Operator operator;
    private final HealthServer health;
    private final FirstPolicy firstPolicy;

    private OperatorProcess(
            KubernetesClient client,
            Operator operator,
            HealthServer health,
            FirstPolicy firstPolicy,
            AtomicBoolean closing) {
        this.client = client;
        this.closing = closing;
        this.operator = operator;
        this.health = health;
        this.firstPolicy = firstPolicy;
    }

    /**
     * Who runs the operator.
     *
     * @param interceptors see every request that the guard lets pass
     * @param leaseLost must end the process: another operator may already lead
     */
    public record Surroundings(Config config, Clock clock, List<Interceptor> interceptors, Runnable leaseLost) {}

    /**
     * Returns when the caches are synced; with leader election that is before this process leads.
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
        var operator = new Operator(o -> {
            configure(o, client, registry);
            if (settings.leaderElection()) {
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
                o.withLeaderElectionConfiguration(election(settings, leads, leadsNoMore));
            }
        });
        ClusterFacts.requireKinds(client);
        register(operator, settings, client, registry, around.clock());
        var health = HealthServer.start(
                settings.healthPort(),
                () -> operator.getRuntimeInfo().allEventSourcesAreHealthy(),
                () -> operator.getRuntimeInfo().isStarted(),
                registry::scrape);
        operator.start();
        if (!settings.leaderElection()) {
            firstPolicy.make();
        }
        return new OperatorProcess(client, operator, health, firstPolicy, closing);
    }

    private static KubernetesClient client(Settings settings, Surroundings around, PrometheusMeterRegistry registry) {
        var all = new ArrayList<Interceptor>();
        all.add(new ApiRequests(registry));
        if (settings.leaderElection()) {
            all.add(new WriteGuard(settings.namespace(), LEASE, LEASE_DURATION, System::nanoTime));
        }
        all.addAll(around.interceptors());
        return new KubernetesClientBuilder()
                .withConfig(around.config())
                .withHttpClientFactory(new JdkHttpClientFactory())
                .withHttpClientBuilderConsumer(builder -> {
                    for (int i = 0; i < all.size(); i++) {
                        builder.addOrReplaceInterceptor("rampart-" + i, all.get(i));
                    }
                })
                .build();
    }

    private static void configure(
            ConfigurationServiceOverrider configuration, KubernetesClient client, PrometheusMeterRegistry registry) {
        configuration
                .withKubernetesClient(client)
                .withCloseClientOnStop(false)
                .withConcurrentReconciliationThreads(THREADS)
                .withConcurrentWorkflowExecutorThreads(1)
                .withReconciliationTerminationTimeout(TERMINATION)
                .withPreviousAnnotationForDependentResources(false)
                .withParseResourceVersions(true)
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

    private static void register(
            Operator operator,
            Settings settings,
            KubernetesClient client,
            PrometheusMeterRegistry registry,
            Clock clock) {
        var applier = new Applier(client);
        var plans = new Plans(Catalogue.load());
        var caches = ClusterCaches.empty();
        var cluster = ClusterFacts.identity(client, settings.clusterName());
        operator.register(
                new CompliancePolicyReconciler(
                        applier, plans, settings.nodesNamespace(), caches, settings.reportInterval(), clock),
                c -> filling(c, caches.policies()));
        operator.register(
                new NodeScanReconciler(applier, plans, new NodeCensus(registry), caches),
                c -> filling(c, caches.nodes()).withGenerationAware(false).withOnUpdateFilter(News::ofFacts));
        operator.register(
                new NodeComplianceReconciler(
                        applier,
                        new LiveReader(client),
                        plans,
                        ShippedAdmission.load(),
                        new ResultMetrics(
                                registry,
                                Arrays.stream(RefusalReason.values())
                                        .map(Enum::name)
                                        .toList()),
                        caches,
                        clock),
                c -> filling(c, caches.scans()).withGenerationAware(false).withOnUpdateFilter(News::ofResults));
        operator.register(
                new ComplianceReportReconciler(
                        applier, plans, cluster, settings.reportInterval(), new ReportMetrics(registry), caches, clock),
                c -> filling(c, caches.reports()));
    }

    /** The controller's own informer lists in pages and fills the cache that all controllers read. */
    private static <P extends HasMetadata> ControllerConfigurationOverrider<P> filling(
            ControllerConfigurationOverrider<P> configuration, KindCache<P> cache) {
        return limits(configuration).withInformerListLimit(Informers.PAGE).withItemStore(cache);
    }

    /**
     * The framework limits nothing by default and gives up after five tries. At most 10 passes a second for one object;
     * failures are tried again for ever, at last once a minute.
     */
    private static <P extends HasMetadata> ControllerConfigurationOverrider<P> limits(
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

    /** Lets passes that run end, for at most 10 s. */
    @Override
    public void close() {
        closing.set(true);
        firstPolicy.close();
        operator.stop();
        health.close();
        client.close();
    }
}
