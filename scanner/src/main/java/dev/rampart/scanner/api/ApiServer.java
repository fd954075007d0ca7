package dev.rampart.scanner.api;

import dev.rampart.scanner.api.ApiFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Requests to one API server: token, time limits, size limits. Knows no kind. Safe for use by several threads. */
public final class ApiServer implements AutoCloseable {

    /** JDK 25's client stops this clock at the headers; a client that goes on would cut every watch. */
    private static final Duration UNTIL_HEADERS = Duration.ofSeconds(20);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

    private final URI root;
    private final TokenFile token;
    private final Trust trust;
    private final String userAgent;

    /** @param root without a path */
    public ApiServer(URI root, TokenFile token, Trust trust, String userAgent) {
        this.root = root;
        this.token = token;
        this.trust = trust;
        this.userAgent = userAgent;
    }

    /**
     * @param path with its query
     * @param maxBytes a longer answer is {@link Kind#TOO_LARGE}
     */
    byte[] get(String path, int maxBytes) throws ApiFailure {
        return whole(request(path).GET(), path, maxBytes);
    }

    byte[] mergePatch(String path, byte[] patch, int maxBytes) throws ApiFailure {
        var request = request(path)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", BodyPublishers.ofByteArray(patch));
        return whole(request, path, maxBytes);
    }

    /**
     * A stream that the API server keeps open; the caller closes it.
     *
     * @param longestPause a read that waits longer fails
     */
    InputStream stream(String path, Duration longestPause) throws ApiFailure {
        return send(request(path).GET(), path, longestPause).body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(root.resolve(path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(UNTIL_HEADERS)
                .header("Accept", "application/json")
                .header("User-Agent", userAgent);
    }

    private byte[] whole(HttpRequest.Builder builder, String path, int maxBytes) throws ApiFailure {
        var response = send(builder, path, LONGEST_PAUSE);
        try (var body = response.body()) {
            var bytes = body.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new ApiFailure(
                        Kind.TOO_LARGE,
                        response.request().method() + " " + path + " answered with more than " + maxBytes + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw unreachable(response.request(), path, e);
        }
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder builder, String path, Duration longestPause)
            throws ApiFailure {
        var response = sendOnce(builder, path, longestPause);
        if (response.statusCode() == 401) {
            response = sendAgainWithFreshToken(response, builder, path, longestPause);
        }
        if (response.statusCode() / 100 != 2) {
            throw Refusal.of(response, path);
        }
        return response;
    }

    private HttpResponse<InputStream> sendAgainWithFreshToken(
            HttpResponse<InputStream> refused, HttpRequest.Builder builder, String path, Duration longestPause)
            throws ApiFailure {
        try {
            refused.body().close();
        } catch (IOException e) {
            throw unreachable(refused.request(), path, e);
        }
        token.forget();
        return sendOnce(builder, path, longestPause);
    }

    private HttpResponse<InputStream> sendOnce(HttpRequest.Builder builder, String path, Duration longestPause)
            throws ApiFailure {
        var request =
                builder.setHeader("Authorization", "Bearer " + token.current()).build();
        try {
            return trust.client().send(request, info -> new TimedBody(longestPause));
        } catch (IOException e) {
            trust.doubt(e);
            throw unreachable(request, path, e);
        } catch (IllegalArgumentException e) {
            throw new ApiFailure(
                    Kind.UNAUTHORIZED, "the ServiceAccount token is no token: it holds control characters", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiFailure(Kind.UNREACHABLE, request.method() + " " + path + " was interrupted", e);
        }
    }

    private ApiFailure unreachable(HttpRequest request, String path, IOException e) {
        var why = e.getMessage() == null ? "" : ": " + e.getMessage();
        return new ApiFailure(
                Kind.UNREACHABLE,
                request.method() + " " + path + " had no whole answer from " + root + " ("
                        + e.getClass().getSimpleName() + why + ")",
                e);
    }

    @Override
    public void close() {
        trust.close();
    }
}
