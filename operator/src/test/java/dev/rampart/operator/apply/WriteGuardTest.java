package dev.rampart.operator.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a real client and a server that notes what reaches it. */
class WriteGuardTest {

    private final AtomicLong nanos = new AtomicLong(-5);
    private final AtomicInteger answer = new AtomicInteger(201);
    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private KubernetesClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            arrived.add(exchange.getRequestMethod());
            var body = exchange.getRequestBody().readAllBytes();
            var answered = body.length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : body;
            exchange.sendResponseHeaders(answer.get(), answered.length);
            exchange.getResponseBody().write(answered);
            exchange.close();
        });
        server.start();
        var guard = new WriteGuard("system", "lease", Duration.ofSeconds(15), nanos::get);
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder()
                        .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .withHttpClientFactory(new JdkHttpClientFactory())
                .withHttpClientBuilderConsumer(b -> b.addOrReplaceInterceptor("guard", guard))
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void nothingIsWrittenWithoutALease() {
        assertThatThrownBy(this::write).hasMessageContaining("was never held");
        assertThat(arrived).isEmpty();
    }

    @Test
    void writesPassForAsLongAsTheLeaseLasts() {
        // Given
        renew();

        // When, then
        nanos.addAndGet(Duration.ofSeconds(15).toNanos());
        write();
        nanos.addAndGet(1);
        assertThatThrownBy(this::write).hasMessageContaining("another operator may lead");
        assertThat(arrived).containsExactly("POST", "POST");

        // And a renewal opens the way again
        renew();
        write();
        assertThat(arrived).hasSize(4);
    }

    @Test
    void aRefusedRenewalIsNone() {
        // Given
        renew();
        nanos.addAndGet(Duration.ofSeconds(20).toNanos());

        // When
        answer.set(409);
        assertThatThrownBy(this::renew).isInstanceOf(RuntimeException.class);

        // Then
        answer.set(201);
        assertThatThrownBy(this::write).isInstanceOf(WriteGuard.LeaseLostException.class);
    }

    @Test
    void readsAlwaysPass() {
        client.configMaps().inNamespace("system").withName("any").get();
        assertThat(arrived).containsExactly("GET");
    }

    private void renew() {
        client.resource(new LeaseBuilder()
                        .withNewMetadata()
                        .withNamespace("system")
                        .withName("lease")
                        .endMetadata()
                        .build())
                .create();
    }

    private void write() {
        client.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withNamespace("system")
                        .withName("any")
                        .endMetadata()
                        .build())
                .create();
    }
}
