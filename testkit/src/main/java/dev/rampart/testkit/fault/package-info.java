/**
 * A proxy that stands between a client and a real API server and does to single requests what networks, API servers and
 * etcd do to them.
 *
 * <p>It ends TLS with a certificate of its own, which the client's configuration trusts, and passes on everything else,
 * bearer tokens included. It numbers requests and watch events from 1 in the order in which they arrive, keeps a
 * {@link dev.rampart.testkit.fault.Trace} of them, and carries out a {@link dev.rampart.testkit.fault.Plan}: an
 * immutable list of {@link dev.rampart.testkit.fault.Rule rules}, each of which says which requests or events it means,
 * which of those in their order, and what happens to them. Plans are data: the same plan meets the same sequence of
 * requests with the same faults, chance included, because chance comes from the plan's seed.
 *
 * <pre>{@code
 * try (var proxy = FaultProxy.start(API.admin().getConfiguration())) {
 *     var client = new KubernetesClientBuilder().withConfig(proxy.configFor(account)).build();
 *     proxy.follow(Plan.of(
 *             Rule.on(RequestMatch.any().verb("list").resource("nodes"), Occurrence.first(2),
 *                     RequestAction.Answer.tooManyRequests(Duration.ofSeconds(3))),
 *             Rule.on(RequestMatch.any().verb("patch").subresource("status"), Occurrence.nth(1),
 *                     new RequestAction.DropAfterCommit())));
 *     ...
 *     assertThat(proxy.trace().exchanges(RequestMatch.any().verb("list").resource("nodes"))).hasSize(3);
 * }
 * }</pre>
 *
 * <p>All rules that match a request act, in the order of the plan: first those that act before it is sent, then those
 * that act between the API server's answer and the client. The first that ends the exchange wins. A new plan starts its
 * counts anew; exchanges that run keep the old one.
 *
 * <p><b>To kill a client at a write:</b> {@link dev.rampart.testkit.fault.RequestAction.Hold} stops an exchange at one of
 * three {@link dev.rampart.testkit.fault.Position positions}; the test waits with
 * {@link dev.rampart.testkit.fault.FaultProxy#awaitHeld}, kills the client, or cuts it off with
 * {@link dev.rampart.testkit.fault.FaultProxy#sever}, and starts the next. One proxy for each process makes the trace
 * say which of them did what.
 *
 * <p>HTTP/1.1 only, which every client speaks; watches also by WebSocket, as fabric8 opens them. Another server than
 * an API server can stand behind it as well: paths of another form have the verb of their method and no resource, and
 * are matched by path.
 */
@NullMarked
package dev.rampart.testkit.fault;

import org.jspecify.annotations.NullMarked;
