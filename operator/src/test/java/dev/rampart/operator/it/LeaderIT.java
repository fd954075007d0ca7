package dev.rampart.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rampart.crds.v1alpha1.CompliancePolicy;
import dev.rampart.crds.v1alpha1.CompliancePolicySpec;
import dev.rampart.crds.v1alpha1.FrameworkName;
import dev.rampart.crds.v1alpha1.FrameworkSelection;
import dev.rampart.testkit.ApiServerExtension;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two operators as processes; each talks through its own proxy, so that the traces say who did what. */
class LeaderIT {

    @RegisterExtension
    static final ApiServerExtension API = new ApiServerExtension();

    private static final Logger LOG = LoggerFactory.getLogger(LeaderIT.class);
    private static final String POLICY = "leader-it";

    /** The lease lasts 15 s and is asked for every 2 s; the rest is for a busy machine. */
    private static final Duration TAKEN_OVER = Duration.ofSeconds(25);

    @TempDir
    Path folder;

    private ChildOperator first;
    private ChildOperator second;

    @BeforeEach
    void startBoth() {
        OperatorUnderTest.install(API);
        API.admin()
                .leases()
                .inNamespace("rampart-system")
                .withName("rampart-operator")
                .delete();
        first = ChildOperator.start(API, folder, "operator-first");
        awaitHolder("operator-first", Duration.ofSeconds(60));
        second = ChildOperator.start(API, folder, "operator-second");
        // It waits with warm caches: its tries to get the lease are seen.
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(second.proxy
                                .trace()
                                .exchanges(dev.rampart.testkit.fault.RequestMatch.any()
                                        .verb("get")
                                        .resource("leases")))
                        .as(second::log)
                        .isNotEmpty());
        apply("0 3 * * *");
        awaitObserved();
    }

    @AfterEach
    void end() {
        API.admin().resources(CompliancePolicy.class).withName(POLICY).delete();
        first.close();
        second.close();
    }

    private static void apply(String schedule) {
        var policy = new CompliancePolicy();
        policy.setMetadata(new ObjectMetaBuilder().withName(POLICY).build());
        policy.setSpec(new CompliancePolicySpec(
                List.of(new FrameworkSelection(FrameworkName.CIS_KUBERNETES, schedule)), null, null, null, null));
        API.admin().resource(policy).forceConflicts().serverSideApply();
    }

    private void awaitObserved() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var policy = API.admin()
                    .resources(CompliancePolicy.class)
                    .withName(POLICY)
                    .require();
            assertThat(policy.getStatus()).as(first::log).isNotNull();
            assertThat(policy.getStatus().observedGeneration())
                    .isEqualTo(policy.getMetadata().getGeneration());
        });
    }

    private static String holder() {
        return Optional.ofNullable(API.admin()
                        .leases()
                        .inNamespace("rampart-system")
                        .withName("rampart-operator")
                        .get())
                .map(l -> l.getSpec())
                .map(LeaseSpec::getHolderIdentity)
                .orElse("");
    }

    private static Duration awaitHolder(String name, Duration atMost) {
        long start = System.nanoTime();
        await().atMost(atMost)
                .pollInterval(Duration.ofMillis(100))
                .untilAsserted(() -> assertThat(holder()).isEqualTo(name));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void aKilledLeaderIsReplaced() throws Exception {
        // When
        first.signal("KILL");
        first.exitCode(Duration.ofSeconds(5));

        // Then
        LOG.info(
                "taken over {} ms after SIGKILL",
                awaitHolder(second.name, TAKEN_OVER).toMillis());
        apply("0 4 * * *");
        awaitObserved();
        assertThat(second.proxy.trace().committedWrites()).isNotEmpty();
    }

    @Test
    void aLeaderThatIsAskedToEndGivesTheLeaseBack() throws Exception {
        // When
        long start = System.nanoTime();
        first.signal("TERM");
        var taken = awaitHolder(second.name, TAKEN_OVER);
        first.exitCode(Duration.ofSeconds(20));
        LOG.info(
                "taken over {} ms after SIGTERM, ended after {} ms",
                taken.toMillis(),
                Duration.ofNanos(System.nanoTime() - start).toMillis());

        // Then it was given back, not waited for
        assertThat(taken).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void aLeaderThatWasFrozenForLongerThanItsLeaseWritesNothingMoreAndEnds() throws Exception {
        // Given
        first.signal("STOP");
        LOG.info(
                "taken over {} ms after SIGSTOP",
                awaitHolder(second.name, TAKEN_OVER).toMillis());
        apply("0 5 * * *");
        awaitObserved();
        int frozen = first.proxy.trace().last();

        // When it thaws with the edit in its socket
        first.signal("CONT");
        apply("0 6 * * *");

        // Then
        assertThat(first.exitCode(Duration.ofSeconds(20))).isEqualTo(1);
        var after = first.proxy.trace().after(frozen);
        assertThat(after.committedWrites()).as(after::text).isEmpty();
        assertThat(first.log()).contains("this process cannot go on");
        awaitObserved();
        assertThat(Objects.requireNonNull(holder())).isEqualTo(second.name);
    }
}
