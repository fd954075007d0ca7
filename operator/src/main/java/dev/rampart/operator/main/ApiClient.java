package dev.rampart.operator.main;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.Interceptor;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.time.Duration;
import java.util.List;

/** How the operator talks to the API server, with every limit that the library leaves to its users set on purpose. */
final class ApiClient {

    /** For one attempt. The lease must be renewed within 10 s, so a longer wait would only hide that it is lost. */
    private static final Duration ONE_ATTEMPT = Duration.ofSeconds(10);

    /**
     * The library tries again what was answered with 429 or 5xx or not at all, writes included, which ours allow: all are
     * applies, merges or deletes. Seen on 7.8: it reads {@code Retry-After}, yet waits only its own pauses; {@link
     * RetryAfter} waits before them. Three times, after 0.5, 1 and 2 s, bridge a restart of an API server behind a load
     * balancer; the default of ten would keep one of four threads busy for 22 s. What takes longer is the framework's to
     * try again, with a fresh look at the cluster.
     */
    private static final int ATTEMPTS_MORE = 3;

    /** Of {@code Retry-After}: within one attempt. API servers ask for 1 s; 8 s leave time for the answer itself. */
    private static final Duration AT_MOST_ASKED = Duration.ofSeconds(8);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    /**
     * The first pause before a watch that ended is opened again, doubling to 32 s, without an end. It goes on from the
     * last version seen; only 410 Gone lists again, with the same pauses between attempts.
     */
    private static final Duration WATCH_AGAIN = Duration.ofSeconds(1);

    private static final int WITHOUT_END = -1;

    private ApiClient() {}

    static KubernetesClient open(Config config, List<Interceptor> interceptors) {
        return new KubernetesClientBuilder()
                .withConfig(onPurpose(config))
                .withHttpClientFactory(new JdkHttpClientFactory())
                .withKubernetesSerialization(new ApiAnswers())
                .withHttpClientBuilderConsumer(builder -> {
                    for (int i = 0; i < interceptors.size(); i++) {
                        builder.addOrReplaceInterceptor("rampart-" + i, interceptors.get(i));
                    }
                    builder.addOrReplaceInterceptor("rampart-retry-after", new RetryAfter(AT_MOST_ASKED));
                })
                .build();
    }

    private static Config onPurpose(Config config) {
        return new ConfigBuilder(config)
                .withRequestTimeout((int) ONE_ATTEMPT.toMillis())
                .withRequestRetryBackoffLimit(ATTEMPTS_MORE)
                .withRequestRetryBackoffInterval((int) FIRST_PAUSE.toMillis())
                .withWatchReconnectInterval((int) WATCH_AGAIN.toMillis())
                .withWatchReconnectLimit(WITHOUT_END)
                // By WebSocket: 7.8's watch by plain HTTP decodes each buffer by itself and breaks on anything but
                // ASCII.
                .withOnlyHttpWatches(false)
                .build();
    }
}
