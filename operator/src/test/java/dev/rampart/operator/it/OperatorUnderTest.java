package dev.rampart.operator.it;

import dev.rampart.operator.main.OperatorProcess;
import dev.rampart.operator.settings.Settings;
import dev.rampart.testkit.ApiServerExtension;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Installs what ships and runs the operator in this process, with the token of its own service account. */
final class OperatorUnderTest implements AutoCloseable {

    static final Duration REPORT_INTERVAL = Duration.ofSeconds(1);

    private final OperatorProcess process;
    final RequestLog requests;

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

    static OperatorUnderTest start(ApiServerExtension api, boolean leaderElection) {
        var requests = new RequestLog();
        KubernetesClient account = api.asServiceAccount("rampart-system", "rampart-operator");
        var settings = new Settings(
                "rampart-system",
                "rampart-nodes",
                "operator-under-test",
                Optional.of("test"),
                leaderElection,
                0,
                REPORT_INTERVAL);
        var process = OperatorProcess.start(settings, account.getConfiguration(), Clock.systemUTC(), List.of(requests));
        return new OperatorUnderTest(process, requests);
    }

    int healthPort() {
        return process.healthPort();
    }

    @Override
    public void close() {
        process.close();
    }
}
