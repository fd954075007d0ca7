package dev.rampart.operator.it;

import static org.assertj.core.api.Assertions.fail;

import dev.rampart.operator.main.OperatorProcess;
import dev.rampart.operator.settings.Settings;
import dev.rampart.testkit.ApiServerExtension;
import dev.rampart.testkit.fault.FaultProxy;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Installs what ships and runs the operator in this process, with the token of its own service account. */
final class OperatorUnderTest implements AutoCloseable {

    private final OperatorProcess process;
    private final RequestLog requests;

    private OperatorUnderTest(OperatorProcess process, RequestLog requests) {
        this.process = process;
        this.requests = requests;
    }

    static void install(ApiServerExtension api) {
        api.installCrds();
        var install = api.root().resolve("install");
        api.apply(
                install.resolve("00-namespaces.yaml"),
                install.resolve("10-operator-rbac.yaml"),
                install.resolve("11-scanner-rbac.yaml"),
                install.resolve("20-scanner-admission.yaml"));
    }

    /** @param reportInterval least time between two writes of a report */
    static OperatorUnderTest start(ApiServerExtension api, Duration reportInterval) {
        return start(api, UnaryOperator.identity(), reportInterval);
    }

    /** As {@link #start(ApiServerExtension, Duration)}, talking to the API server through the proxy. */
    static OperatorUnderTest start(ApiServerExtension api, FaultProxy proxy, Duration reportInterval) {
        return start(api, proxy::configFor, reportInterval);
    }

    private static OperatorUnderTest start(
            ApiServerExtension api, UnaryOperator<Config> through, Duration reportInterval) {
        var requests = new RequestLog();
        KubernetesClient account = api.asServiceAccount("rampart-system", "rampart-operator");
        var settings = new Settings(
                "rampart-system",
                "rampart-nodes",
                "operator-under-test",
                Optional.of("test"),
                true,
                0,
                reportInterval,
                Optional.empty());
        var around = new OperatorProcess.Surroundings(
                through.apply(account.getConfiguration()),
                Clock.systemUTC(),
                List.of(requests),
                () -> fail("the lease was lost"));
        return new OperatorUnderTest(OperatorProcess.start(settings, around), requests);
    }

    RequestLog requests() {
        return requests;
    }

    int healthPort() {
        return process.healthPort();
    }

    @Override
    public void close() {
        process.close();
    }
}
