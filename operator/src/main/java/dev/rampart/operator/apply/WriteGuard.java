package dev.rampart.operator.apply;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Refuses every write once the lease was not renewed for as long as it lasts: from then on another operator may lead,
 * and the two would overwrite each other until this one notices. Time is monotonic, because a wall clock can be set.
 *
 * <p>A renewal counts from the moment at which its request was sent: the server's clock started no earlier.
 */
public final class WriteGuard implements Interceptor {

    /** Thrown instead of sending; the framework retries, or the lost lease ends the process first. */
    public static final class LeaseLostException extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        LeaseLostException(String message) {
            super(message);
        }
    }

    private static final long NEVER = Long.MIN_VALUE;
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final String leaseName;
    private final String leasePath;
    private final Duration leaseDuration;
    private final LongSupplier nanoTime;
    private final AtomicLong sent = new AtomicLong(NEVER);
    private final AtomicLong renewed = new AtomicLong(NEVER);

    /** @param nanoTime as {@link System#nanoTime} */
    public WriteGuard(String namespace, String lease, Duration leaseDuration, LongSupplier nanoTime) {
        this.leasePath = "/apis/coordination.k8s.io/v1/namespaces/" + namespace + "/leases";
        this.leaseName = lease;
        this.leaseDuration = leaseDuration;
        this.nanoTime = nanoTime;
    }

    @Override
    public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        if (READS.contains(request.method())) {
            return;
        }
        if (isLease(request)) {
            sent.set(nanoTime.getAsLong());
            return;
        }
        if (isReview(request)) {
            return;
        }
        var last = renewed.get();
        var age = last == NEVER ? Long.MAX_VALUE : nanoTime.getAsLong() - last;
        if (age > leaseDuration.toNanos()) {
            throw new LeaseLostException(request.method() + " " + request.uri().getPath()
                    + " is not sent: lease " + leaseName + " was "
                    + (last == NEVER
                            ? "never held"
                            : "last renewed " + Duration.ofNanos(age).toSeconds() + " s ago")
                    + ", so another operator may lead");
        }
    }

    @Override
    public void after(HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        if (!READS.contains(request.method()) && isLease(request) && response.isSuccessful()) {
            renewed.set(sent.get());
        }
    }

    /** The elector makes the lease with POST to the collection and renews it with PUT or PATCH of the object. */
    private boolean isLease(HttpRequest request) {
        var path = request.uri().getPath();
        return path.equals(leasePath) || path.equals(leasePath + "/" + leaseName);
    }

    /** Asking what we may do changes nothing. */
    private static boolean isReview(HttpRequest request) {
        return request.uri().getPath().startsWith("/apis/authorization.k8s.io/");
    }
}
