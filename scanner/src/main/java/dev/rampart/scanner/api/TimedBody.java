package dev.rampart.scanner.api;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A response body as a stream whose reads end after a pause: the JDK's client watches the time only until the headers
 * are there, and a connection that died silently would else be waited on for ever. One reader.
 */
final class TimedBody extends InputStream implements HttpResponse.BodySubscriber<InputStream> {

    private sealed interface Part {}

    private record Data(List<ByteBuffer> buffers) implements Part {}

    private record End(@Nullable Throwable failure) implements Part {}

    private final Duration longestPause;
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

    /** One part is asked for at a time; the second place is for an end that comes with it. */
    private final BlockingQueue<Part> parts = new ArrayBlockingQueue<>(2);

    private List<ByteBuffer> current = List.of();
    private int index;
    private @Nullable End end;

    TimedBody(Duration longestPause) {
        this.longestPause = longestPause;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription s) {
        if (subscription.complete(s)) {
            s.request(1);
        } else {
            s.cancel();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        parts.add(new Data(buffers));
    }

    @Override
    public void onError(Throwable failure) {
        parts.offer(new End(failure));
    }

    @Override
    public void onComplete() {
        parts.offer(new End(null));
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        var buffer = buffer();
        if (buffer == null) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(target, offset, count);
        return count;
    }

    /** The next buffer with something in it; null at the end of the body. */
    private @Nullable ByteBuffer buffer() throws IOException {
        while (true) {
            for (; index < current.size(); index++) {
                if (current.get(index).hasRemaining()) {
                    return current.get(index);
                }
            }
            if (!nextPart()) {
                return null;
            }
        }
    }

    private boolean nextPart() throws IOException {
        if (end == null) {
            switch (take()) {
                case Data(var buffers) -> {
                    current = buffers;
                    index = 0;
                    subscription.join().request(1);
                    return true;
                }
                case End e -> end = e;
            }
        }
        if (end.failure() != null) {
            throw new IOException("the answer ended early: " + end.failure(), end.failure());
        }
        return false;
    }

    private Part take() throws IOException {
        try {
            var part = parts.poll(longestPause.toMillis(), TimeUnit.MILLISECONDS);
            if (part != null) {
                return part;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new IOException("interrupted while reading the answer", e);
        }
        close();
        throw new HttpTimeoutException("no byte for " + longestPause.toSeconds() + " s");
    }

    @Override
    public void close() {
        // A subscription that comes after this is refused by onSubscribe.
        if (!subscription.cancel(false) && !subscription.isCompletedExceptionally()) {
            subscription.join().cancel();
        }
    }
}
