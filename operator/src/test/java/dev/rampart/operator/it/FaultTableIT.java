package dev.rampart.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rampart.crds.v1alpha1.CompliancePolicySpec;
import dev.rampart.crds.v1alpha1.FrameworkName;
import dev.rampart.crds.v1alpha1.FrameworkSelection;
import dev.rampart.crds.v1alpha1.Result;
import dev.rampart.policy.model.Verdict;
import dev.rampart.testkit.fault.Exchange;
import dev.rampart.testkit.fault.Occurrence;
import dev.rampart.testkit.fault.Plan;
import dev.rampart.testkit.fault.RequestAction;
import dev.rampart.testkit.fault.RequestAction.Answer;
import dev.rampart.testkit.fault.RequestMatch;
import dev.rampart.testkit.fault.Rule;
import dev.rampart.testkit.fault.Trace;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way in which an API server fails, on every class of endpoint. After each the cluster is as it would have been
 * without, and the operator has asked neither at once nor for ever.
 */
class FaultTableIT extends OperatorScenario {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
    private static final CompliancePolicySpec EDITED = new CompliancePolicySpec(
            List.of(new FrameworkSelection(FrameworkName.CIS_KUBERNETES, "30 3 * * *")), null, null, null, null);

    /** The end of the story when nothing fails; computed once. */
    private static String undisturbed = "";

    enum Endpoint {
        LIST(RequestMatch.any().verb("list")),
        WATCH(RequestMatch.any().verb("watch")),
        GET(RequestMatch.any().verb("get").resource("nodescans", "nodecompliances", "namespaces")),
        APPLY(RequestMatch.writes().verb("patch").subresource("")),
        STATUS(RequestMatch.writes().verb("patch").subresource("status")),
        DELETE(RequestMatch.writes().verb("delete")),
        LEASE(RequestMatch.any().resource("leases")),
        DISCOVERY(RequestMatch.any().path("^/(version|apis/rampart.dev/v1alpha1)$"));

        private final RequestMatch match;

        Endpoint(RequestMatch match) {
            this.match = match;
        }
    }

    enum Fault {
        TOO_MANY_REQUESTS(Answer.tooManyRequests(RETRY_AFTER)),
        INTERNAL_ERROR(Answer.status(500, "InternalError", "etcdserver: request timed out")),
        UNAVAILABLE(Answer.status(503, "ServiceUnavailable", "apiserver is shutting down")),
        TIMEOUT(Answer.status(504, "Timeout", "request did not complete within requested timeout")),
        SLOW(new RequestAction.Delay(Duration.ofSeconds(2))),
        HALF_JSON(new Answer(200, Map.of("Content-Type", "application/json"), "{\"kind\":\"List\",\"items\":[{\"meta")),
        CUT_ANSWER(new RequestAction.Truncate(60)),
        HTML(new Answer(200, Map.of("Content-Type", "text/html"), "<html><body>Bad gateway</body></html>")),
        RESET(new RequestAction.DropBeforeSending()),
        ANSWER_LOST(new RequestAction.DropAfterCommit());

        private final RequestAction action;

        Fault(RequestAction action) {
            this.action = action;
        }
    }

    record Case(Fault fault, List<Endpoint> endpoints) {

        Plan plan() {
            return Plan.of(endpoints.stream()
                    .map(e -> Rule.on(e.match, Occurrence.first(2), fault.action))
                    .toArray(Rule[]::new));
        }

        @Override
        public String toString() {
            return fault + " on " + (endpoints.size() > 1 ? "every endpoint" : endpoints.getFirst());
        }
    }

    /** Each fault once on all endpoints together; with {@code -Drampart.full=true} each pair by itself. */
    static Stream<Case> cases() {
        var endpoints = List.of(Endpoint.values());
        return Arrays.stream(Fault.values())
                .flatMap(f -> Boolean.getBoolean("rampart.full")
                        ? endpoints.stream().map(e -> new Case(f, List.of(e)))
                        : Stream.of(new Case(f, endpoints)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void theEndIsTheSameAsWithoutTheFault(Case c) {
        if (undisturbed.isEmpty()) {
            undisturbed = story();
            empty();
            twoNodes();
        }
        try (var log = new LogCapture()) {
            // Given
            operator.close();
            int before = proxy.trace().last();

            // When
            proxy.follow(c.plan());
            operator = startOperator();
            var end = story();

            // Then
            var trace = proxy.trace().after(before);
            assertThat(end).as(trace::text).isEqualTo(undisturbed);
            assertStruck(c, trace);
            assertPatient(trace);
            if (c.fault() == Fault.TOO_MANY_REQUESTS) {
                assertRetryAfterHonoured(trace);
            }
            assertThat(log.errors()).isEmpty();
        }
    }

    private static String story() {
        apply(EVERYTHING);
        reportAll((set, i) -> i == 0 ? Verdict.failed() : Verdict.passed());
        within(40, () -> assertThat(report().result()).isEqualTo(Result.NOT_MET));
        apply(EDITED);
        reportAll((set, i) -> Verdict.passed());
        within(40, () -> {
            assertThat(report().result()).isEqualTo(Result.MET);
            assertThat(condition("Ready").status()).isEqualTo("True");
            assertThat(checkSets()).hasSize(2);
        });
        return settled();
    }

    /** The state that stays the same for a second. */
    private static String settled() {
        var seen = new AtomicReference<>("");
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    var now = state();
                    return now.equals(seen.getAndSet(now));
                });
        return seen.get();
    }

    private static String state() {
        return EndState.of(admin, Map.of(cp, "cp", worker, "worker"));
    }

    private static void assertStruck(Case c, Trace trace) {
        for (var endpoint : c.endpoints()) {
            assertThat(trace.exchanges(endpoint.match))
                    .as("%s was struck by %s", endpoint, c.fault())
                    .anyMatch(e -> !e.actions().isEmpty());
        }
    }

    private static void assertPatient(Trace trace) {
        var exchanges = trace.exchanges();
        // One informer lists each kind once, and once more for each of the two requests that the fault struck.
        assertThat(lists(trace))
                .as(trace::text)
                .allSatisfy((resource, n) -> assertThat(n).isLessThanOrEqualTo(3));
        assertThat(exchanges).as(trace::text).hasSizeLessThan(400);
    }

    private static void assertRetryAfterHonoured(Trace trace) {
        var refused = trace.exchanges().stream().filter(e -> e.status() == 429).toList();
        assertThat(refused).as(trace::text).isNotEmpty().allSatisfy(e -> {
            var next = trace.exchanges().stream()
                    .filter(x -> x.number() > e.number()
                            && x.call().equals(e.call())
                            && x.query().equals(e.query()))
                    .findFirst();
            assertThat(next)
                    .as("try after %s", e)
                    .hasValueSatisfying(x -> assertThat(x.at()).isGreaterThanOrEqualTo(e.at().plus(RETRY_AFTER)));
        });
    }

    /** What is listed by name is a live read of one object. */
    private static Map<String, Long> lists(Trace trace) {
        return trace.exchanges(RequestMatch.any().verb("list")).stream()
                .filter(e -> !e.query().contains("fieldSelector"))
                .collect(Collectors.groupingBy(e -> e.call().resource(), Collectors.counting()));
    }

    @Test
    void watchesThatAreCutListNothingAgainAndTheHeapStaysFlat() {
        // Given
        apply(EVERYTHING);
        reportAll((set, i) -> Verdict.passed());
        within(40, () -> assertThat(condition("Ready").status()).isEqualTo("True"));
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(20)).until(quiet());
        int cuts = Boolean.getBoolean("rampart.full") ? 100 : 8;
        long watches = openWatches();
        cutAndAwait(watches);
        long heap = usedHeap();
        int before = proxy.trace().last();

        // When
        for (int i = 0; i < cuts; i++) {
            cutAndAwait(watches);
        }

        // Then
        var trace = proxy.trace().after(before);
        assertThat(lists(trace)).as(trace::text).isEmpty();
        assertThat(trace.committedWrites()).as(trace::text).isEmpty();
        assertThat(usedHeap() - heap).isLessThan(8L * 1024 * 1024);
        // And what happened while nobody watched is seen
        nodes.ready(worker, false);
        within(20, () -> assertThat(report().result()).isEqualTo(Result.UNKNOWN));
    }

    private static long openWatches() {
        return proxy.trace().exchanges(RequestMatch.any().verb("watch")).stream()
                .filter(e -> e.status() / 100 == 2 && e.took().isZero())
                .count();
    }

    private static void cutAndAwait(long watches) {
        int last = proxy.trace().last();
        proxy.cut();
        within(
                40,
                () -> assertThat(proxy
                                .trace()
                                .after(last)
                                .exchanges(RequestMatch.any().verb("watch"))
                                .stream()
                                .filter(FaultTableIT::isOpen))
                        .hasSizeGreaterThanOrEqualTo((int) watches));
    }

    private static boolean isOpen(Exchange e) {
        return e.serverStatus() == 200;
    }

    private static long usedHeap() {
        System.gc();
        var runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
