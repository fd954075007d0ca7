package dev.rampart.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rampart.testkit.ApiServerExtension;
import dev.rampart.testkit.fault.RequestAction.Answer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.SubjectBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every action, between a client that tries nothing twice and a real API server. */
class FaultProxyIT {

    @RegisterExtension
    static final ApiServerExtension API = new ApiServerExtension();

    private static final Duration SOON = Duration.ofSeconds(10);

    private String namespace = "";
    private FaultProxy proxy;
    private KubernetesClient client;

    @BeforeEach
    void start() {
        namespace = API.namespace();
        API.admin()
                .resource(new ServiceAccountBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName("tester")
                        .endMetadata()
                        .build())
                .create();
        API.admin()
                .resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withNamespace(namespace)
                        .withName("tester")
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", "edit")
                        .withSubjects(new SubjectBuilder()
                                .withKind("ServiceAccount")
                                .withNamespace(namespace)
                                .withName("tester")
                                .build())
                        .build())
                .create();
        proxy = FaultProxy.start(API.admin().getConfiguration());
        client = client(true);
    }

    private KubernetesClient client(boolean watchesByHttp) {
        var account = API.asServiceAccount(namespace, "tester").getConfiguration();
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(proxy.configFor(account))
                        .withOnlyHttpWatches(watchesByHttp)
                        .withRequestRetryBackoffLimit(0)
                        .withWatchReconnectInterval(100)
                        .withRequestTimeout(5000)
                        .build())
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        proxy.close();
    }

    private ConfigMap map(String name) {
        return new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace(namespace)
                .withName(name)
                .endMetadata()
                .addToData("key", "x".repeat(500))
                .build();
    }

    private boolean exists(String name) {
        return API.admin().configMaps().inNamespace(namespace).withName(name).get() != null;
    }

    private int list() {
        return client.configMaps()
                .inNamespace(namespace)
                .withLabelSelector("!nothing")
                .list()
                .getItems()
                .size();
    }

    private void create(String name) {
        client.resource(map(name)).create();
    }

    private void adminCreates(String name) {
        API.admin().resource(map(name)).create();
    }

    private static RequestMatch lists() {
        return RequestMatch.any().verb("list").resource("configmaps");
    }

    private static RequestMatch creations() {
        return RequestMatch.any().verb("create").resource("configmaps");
    }

    private Future<?> inBackground(Runnable work) {
        return CompletableFuture.runAsync(work, Executors.newVirtualThreadPerTaskExecutor());
    }

    @Test
    void withoutAPlanEverythingPassesAndIsTraced() {
        // When
        create("a");
        assertThat(list()).isPositive();

        // Then
        assertThat(exists("a")).isTrue();
        var write = proxy.trace().exchanges(creations()).getFirst();
        assertThat(write.call())
                .isEqualTo(new Call(
                        "create",
                        "",
                        "configmaps",
                        "",
                        namespace,
                        "",
                        "/api/v1/namespaces/" + namespace + "/configmaps"));
        assertThat(write.status()).isEqualTo(201);
        assertThat(write.serverStatus()).isEqualTo(201);
        assertThat(write.requestBytes()).isGreaterThan(500);
        assertThat(write.answerBytes()).isGreaterThan(500);
        assertThat(write.userAgent()).contains("fabric8");
        assertThat(proxy.trace().committedWrites()).containsExactly(write);
        assertThat(proxy.trace().text()).contains("201 create configmaps " + namespace + "/");
    }

    @Test
    void whatTheServerRefusesComesThroughAsItIs() {
        assertThatThrownBy(() -> client.configMaps().inNamespace("kube-system").list())
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(KubernetesClientException.class))
                .satisfies(e -> assertThat(e.getCode()).isEqualTo(403))
                .satisfies(e -> assertThat(e.getMessage()).contains("system:serviceaccount:" + namespace + ":tester"));
    }

    @Test
    void aRequestIsDroppedBeforeTheServerHearsOfIt() {
        proxy.follow(Plan.of(Rule.on(creations(), Occurrence.nth(2), new RequestAction.DropBeforeSending())));
        create("a");
        assertThatThrownBy(() -> create("b")).hasRootCauseInstanceOf(IOException.class);
        create("c");
        assertThat(List.of(exists("a"), exists("b"), exists("c"))).containsExactly(true, false, true);
        assertThat(proxy.trace().exchanges(creations()))
                .extracting(Exchange::status)
                .containsExactly(201, 0, 201);
    }

    @Test
    void anAnswerIsDroppedAfterTheServerDidIt() {
        proxy.follow(Plan.of(Rule.on(creations(), Occurrence.every(), new RequestAction.DropAfterCommit())));
        assertThatThrownBy(() -> create("a")).hasRootCauseInstanceOf(IOException.class);
        assertThat(exists("a")).isTrue();
        assertThat(proxy.trace().exchanges(creations()).getFirst().serverStatus())
                .isEqualTo(201);
    }

    @Test
    void aHeldRequestWaitsAtEachPosition() throws Exception {
        for (var position : Position.values()) {
            // Given
            var name = position.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
            proxy.follow(Plan.of(Rule.on(creations(), Occurrence.every(), new RequestAction.Hold(position, name))));

            // When
            var creation = inBackground(() -> create(name));
            proxy.awaitHeld(name, SOON);

            // Then
            assertThat(exists(name)).isEqualTo(position != Position.BEFORE_SENT);
            if (position == Position.AFTER_ANSWER) {
                creation.get();
            } else {
                assertThat(creation.isDone()).isFalse();
            }
            proxy.release(name);
            creation.get();
            assertThat(exists(name)).isTrue();
        }
    }

    @Test
    void aDelayComesBeforeTheServer() {
        proxy.follow(Plan.of(Rule.on(lists(), Occurrence.every(), new RequestAction.Delay(Duration.ofMillis(700)))));
        long start = System.nanoTime();
        list();
        assertThat(System.nanoTime() - start)
                .isGreaterThan(Duration.ofMillis(700).toNanos());
    }

    @Test
    void theProxyAnswersInTheServersPlace() {
        proxy.follow(Plan.of(
                Rule.on(creations(), Occurrence.nth(1), Answer.tooManyRequests(Duration.ofSeconds(7))),
                Rule.on(creations(), Occurrence.nth(2), Answer.status(503, "ServiceUnavailable", "not now"))));
        assertThatThrownBy(() -> create("a")).hasMessageContaining("Too Many Requests");
        assertThatThrownBy(() -> create("a")).hasMessageContaining("not now");
        assertThat(exists("a")).isFalse();
        create("a");
    }

    @Test
    void anAnswerIsCutAndReset() {
        adminCreates("a");
        proxy.follow(Plan.of(Rule.on(lists(), Occurrence.nth(1), new RequestAction.Truncate(100))));
        assertThatThrownBy(this::list).hasRootCauseInstanceOf(IOException.class);
        assertThat(proxy.trace().exchanges(lists()).getFirst().answerBytes()).isEqualTo(100);
        assertThat(list()).isPositive();
    }

    @Test
    void anAnswerComesInPieces() {
        adminCreates("a");
        proxy.follow(
                Plan.of(Rule.on(lists(), Occurrence.every(), new RequestAction.SlowBody(256, Duration.ofMillis(100)))));
        long start = System.nanoTime();
        assertThat(list()).isPositive();
        assertThat(System.nanoTime() - start)
                .isGreaterThan(Duration.ofMillis(300).toNanos());
    }

    @Test
    void anAnswerIsSaidToBeSomethingElse() {
        proxy.follow(Plan.of(Rule.on(lists(), Occurrence.every(), new RequestAction.ContentType("text/html"))));
        assertThat(list()).isPositive(); // this client does not look
        assertThat(proxy.trace().exchanges(lists()).getFirst().actions().toString())
                .contains("text/html");
    }

    @Test
    void chanceIsTheSameForTheSameSeed() {
        var first = strokes(7);
        assertThat(strokes(7)).isEqualTo(first);
        assertThat(first).contains(200, 500);
        assertThat(List.of(strokes(8), strokes(9), strokes(10))).anyMatch(s -> !s.equals(first));
    }

    private List<Integer> strokes(long seed) {
        proxy.follow(Plan.of(Rule.on(lists(), Occurrence.chance(50), Answer.status(500, "InternalError", "by chance")))
                .withSeed(seed));
        int before = proxy.trace().last();
        for (int i = 0; i < 12; i++) {
            try {
                list();
            } catch (KubernetesClientException e) {
                assertThat(e.getCode()).isEqualTo(500);
            }
        }
        return proxy.trace().after(before).exchanges(lists()).stream()
                .map(Exchange::status)
                .toList();
    }

    /** Names as they arrive; closed as the watch says. */
    private static final class Watched implements Watcher<ConfigMap> {
        final List<String> names = new CopyOnWriteArrayList<>();
        final CompletableFuture<WatcherException> failure = new CompletableFuture<>();

        @Override
        public void eventReceived(Action action, ConfigMap map) {
            if (!map.getMetadata().getName().equals("kube-root-ca.crt")) {
                names.add(map.getMetadata().getName());
            }
        }

        @Override
        public void onClose(WatcherException cause) {
            failure.complete(cause);
        }

        @Override
        public boolean reconnecting() {
            return true;
        }
    }

    private Watched watch() {
        var watched = new Watched();
        client.configMaps().inNamespace(namespace).watch(watched);
        await().atMost(SOON).until(() -> !watches().isEmpty());
        return watched;
    }

    private List<Exchange> watches() {
        return proxy.trace().exchanges(RequestMatch.any().verb("watch").resource("configmaps"));
    }

    private static EventMatch eventsOf(String... names) {
        return EventMatch.any().resource("configmaps").name(names);
    }

    @Test
    void eventsFlowWhileTheWatchIsOpen() {
        var watched = watch();
        adminCreates("a");
        await().atMost(SOON).until(() -> watched.names.contains("a"));
        adminCreates("b");
        await().atMost(SOON).until(() -> watched.names.contains("b"));
        assertThat(watches()).hasSize(1);
        assertThat(proxy.trace().events())
                .filteredOn(e -> e.name().equals("a"))
                .singleElement()
                .satisfies(e -> assertThat(e.type()).isEqualTo("ADDED"))
                .satisfies(e -> assertThat(e.resourceVersion()).isNotEmpty());
    }

    @Test
    void eventsAreHiddenAndDoubled() {
        proxy.follow(Plan.of(
                Rule.on(eventsOf("a"), Occurrence.every(), new EventAction.Hide()),
                Rule.on(eventsOf("b"), Occurrence.every(), new EventAction.Duplicate())));
        var watched = watch();
        List.of("a", "b", "c").forEach(this::adminCreates);
        await().atMost(SOON).until(() -> watched.names.contains("c"));
        assertThat(watched.names).containsExactly("b", "b", "c");
    }

    @Test
    void aHeldEventHoldsThoseBehindIt() {
        proxy.follow(Plan.of(Rule.on(eventsOf("a"), Occurrence.every(), new EventAction.HoldEvent("gate"))));
        var watched = watch();
        List.of("a", "b").forEach(this::adminCreates);
        proxy.awaitHeld("gate", SOON);
        await().during(Duration.ofMillis(500)).until(watched.names::isEmpty);
        proxy.release("gate");
        await().atMost(SOON).untilAsserted(() -> assertThat(watched.names).containsExactly("a", "b"));
    }

    @Test
    void aWatchIsCutAfterItsEventsAndGoesOn() {
        for (var politely : List.of(true, false)) {
            var name = politely ? "end" : "reset";
            proxy.follow(Plan.of(Rule.on(
                    RequestMatch.any().verb("watch"), Occurrence.nth(1), new RequestAction.CutWatch(2, politely))));
            var before = watches().size();
            var watched = watch();
            List.of("a", "b", "c").forEach(n -> adminCreates(name + n));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(watched.names).contains(name + "a", name + "b", name + "c"));
            assertThat(watches().size() - before).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void everythingThatIsOpenIsCutAtOnce() {
        var watched = watch();
        adminCreates("a");
        await().atMost(SOON).until(() -> watched.names.contains("a"));
        proxy.cut();
        adminCreates("b");
        await().atMost(SOON).until(() -> watched.names.contains("b"));
        assertThat(watches()).hasSize(2);
    }

    @Test
    void anEventIsCutInside() {
        proxy.follow(Plan.of(Rule.on(eventsOf("a"), Occurrence.nth(1), new EventAction.CutInside())));
        var watched = watch();
        adminCreates("a");
        await().atMost(SOON).untilAsserted(() -> assertThat(watched.names).containsExactly("a"));
        assertThat(watches()).hasSize(2);
    }

    @Test
    void aWatchIsTooOld() throws Exception {
        proxy.follow(Plan.of(Rule.on(eventsOf("a"), Occurrence.nth(1), new EventAction.Gone())));
        var watched = watch();
        adminCreates("a");
        assertThat(watched.failure
                        .get(10, java.util.concurrent.TimeUnit.SECONDS)
                        .isHttpGone())
                .isTrue();
        assertThat(watched.names).isEmpty();
    }

    @Test
    void aWatchIsTooOldFromItsStart() throws Exception {
        proxy.follow(Plan.of(Rule.on(RequestMatch.any().verb("watch"), Occurrence.every(), Answer.goneEvent())));
        assertThat(watch().failure
                        .get(10, java.util.concurrent.TimeUnit.SECONDS)
                        .isHttpGone())
                .isTrue();
    }

    @Test
    void aSeveredServerIsGoneUntilItIsMended() {
        proxy.sever();
        assertThatThrownBy(this::list).hasRootCauseInstanceOf(IOException.class);
        proxy.mend();
        assertThat(list()).isPositive();
    }

    @Test
    void anotherProcessIsGivenAKubeconfig() {
        var token = API.asServiceAccount(namespace, "tester").getConfiguration().getOauthToken();
        var other = io.fabric8.kubernetes.client.Config.fromKubeconfig(proxy.kubeconfig(token));
        try (var second = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(other)
                        .withUserAgent("another-process")
                        .build())
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build()) {
            assertThat(second.configMaps().inNamespace(namespace).list().getItems())
                    .isNotEmpty();
        }
        assertThat(proxy.trace().exchanges(lists().userAgent("another-process")))
                .hasSize(1);
    }

    /** The client's other way to watch; its faults are the same. */
    @Test
    void watchesByWebSocketAreHandedOnToo() {
        proxy.follow(Plan.of(
                Rule.on(RequestMatch.any().verb("watch"), Occurrence.nth(1), new RequestAction.CutWatch(2, true)),
                Rule.on(eventsOf("b"), Occurrence.nth(1), new EventAction.CutInside())));
        try (var second = client(false)) {
            var watched = new Watched();
            second.configMaps().inNamespace(namespace).watch(watched);
            List.of("a", "b", "c").forEach(this::adminCreates);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(watched.names)
                            .as(() -> proxy.trace().text() + proxy.trace().events())
                            .contains("a", "b", "c"));
            assertThat(watches()).hasSize(3);
        }
        assertThatThrownBy(() -> {
                    try (var second = client(false)) {
                        second.configMaps().inNamespace("kube-system").watch(new Watched());
                    }
                })
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.type(KubernetesClientException.class))
                .satisfies(e -> assertThat(e.getCode()).isEqualTo(403));
    }
}
