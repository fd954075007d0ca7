package dev.rampart.testkit.fault;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A request as it came in, read whole. */
final class Request {

    record Header(String name, String value) {}

    private static final int MAX_LINE = 64 * 1024;
    private static final int MAX_BODY = 16 * 1024 * 1024;

    private final String method;
    private final URI uri;
    private final Call call;
    private final List<Header> headers;
    private final byte[] body;

    private Request(String method, URI uri, List<Header> headers, InputStream rest) throws IOException {
        this.method = method;
        this.uri = uri;
        this.call = Call.of(method, uri);
        this.headers = List.copyOf(headers);
        this.body = readBody(rest);
    }

    /** @return empty when the client closed the connection instead */
    static Optional<Request> read(InputStream in) throws IOException {
        var start = line(in);
        if (start.isEmpty()) {
            return Optional.empty();
        }
        var words = start.split(" ", -1);
        if (words.length != 3) {
            throw new IOException("no request line: " + start);
        }
        var headers = new ArrayList<Header>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            headers.add(new Header(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return Optional.of(new Request(words[0], URI.create(words[1]), headers, in));
    }

    private byte[] readBody(InputStream in) throws IOException {
        if (header("transfer-encoding")
                .filter(v -> v.equalsIgnoreCase("chunked"))
                .isPresent()) {
            var whole = new ByteArrayOutputStream();
            for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
                whole.write(exactly(in, size));
                line(in);
            }
            line(in);
            return whole.toByteArray();
        }
        return exactly(in, header("content-length").map(Integer::parseInt).orElse(0));
    }

    private static int chunkSize(InputStream in) throws IOException {
        return Integer.parseInt(line(in).replaceFirst(";.*", "").strip(), 16);
    }

    private static byte[] exactly(InputStream in, int size) throws IOException {
        if (size > MAX_BODY) {
            throw new IOException("a request body of " + size + " bytes");
        }
        var bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("the client ended in the middle of a request");
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                bytes.write(b);
            }
            if (bytes.size() > MAX_LINE) {
                throw new IOException("a line of more than " + MAX_LINE + " bytes");
            }
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    String method() {
        return method;
    }

    URI uri() {
        return uri;
    }

    Call call() {
        return call;
    }

    List<Header> headers() {
        return headers;
    }

    byte[] body() {
        return body;
    }

    Optional<String> header(String name) {
        return headers.stream()
                .filter(h -> h.name().toLowerCase(Locale.ROOT).equals(name))
                .map(Header::value)
                .findFirst();
    }

    String userAgent() {
        return header("user-agent").orElse("");
    }
}
