package dev.rampart.operator.main;

import dev.rampart.crds.v1alpha1.ClusterIdentity;
import dev.rampart.operator.apply.Applier;
import dev.rampart.operator.binding.ShippedAdmission;
import dev.rampart.operator.checkset.Plans;
import dev.rampart.operator.compliancepolicy.CompliancePolicyReconciler;
import dev.rampart.operator.compliancereport.ComplianceReportReconciler;
import dev.rampart.operator.metrics.NodeCensus;
import dev.rampart.operator.metrics.ReportMetrics;
import dev.rampart.operator.metrics.ResultMetrics;
import dev.rampart.operator.nodecompliance.LiveReader;
import dev.rampart.operator.nodecompliance.NodeComplianceReconciler;
import dev.rampart.operator.nodecompliance.RefusalReason;
import dev.rampart.operator.nodescan.NodeScanReconciler;
import dev.rampart.operator.obstacle.ConfigMapReader;
import dev.rampart.operator.obstacle.RightsWatch;
import dev.rampart.operator.settings.Settings;
import dev.rampart.operator.view.ClusterCaches;
import dev.rampart.operator.view.Informers;
import dev.rampart.operator.view.KindCache;
import dev.rampart.operator.view.News;
import dev.rampart.policy.catalogue.Catalogue;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.processing.event.rate.LinearRateLimiter;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;

/** The four controllers, over caches that they share. */
record Controllers(KubernetesClient client, PrometheusMeterRegistry registry, RightsWatch rights, Clock clock) {

    private static final Duration AT_LEAST_EVERY = Duration.ofHours(1);

    void register(Operator operator, Settings settings, ClusterIdentity cluster) {
        var applier = new Applier(client);
        var plans = new Plans(Catalogue.load());
        var caches = ClusterCaches.empty();
        operator.register(
                new CompliancePolicyReconciler(
                        applier,
                        plans,
                        new ConfigMapReader(client, settings.nodesNamespace()),
                        rights,
                        settings.nodesNamespace(),
                        caches,
                        settings.reportInterval(),
                        clock),
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
}
