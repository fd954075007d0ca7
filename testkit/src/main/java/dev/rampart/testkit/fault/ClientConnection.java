package dev.rampart.testkit.fault;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A client's connection: HTTP/1.1 as far as it must be written by hand to be broken on purpose. */
final class ClientConnection implements AutoCloseable {

    private static final Set<String> OWN = Set.of("content-length", "transfer-encoding", "connection", "keep-alive");

    private static final Duration ARRIVAL = Duration.ofMillis(100);

    private final Socket tcp;
    private final InputStream in;
    private final OutputStream out;

    /** @param tcp below the TLS layer; resetting goes past TLS, as a network does */
    ClientConnection(Socket tls, Socket tcp) throws IOException {
        this.tcp = tcp;
        this.in = new BufferedInputStream(tls.getInputStream());
        this.out = tls.getOutputStream();
    }

    InputStream in() {
        return in;
    }

    static Map<String, String> headers(Map<String, List<String>> all) {
        var result = new TreeMap<String, String>();
        all.forEach((name, values) -> {
            if (!OWN.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                result.put(name, String.join(", ", values));
            }
        });
        return result;
    }

    void head(int status, Map<String, String> headers, String length) throws IOException {
        var text = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
        headers.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        if (!length.isEmpty()) {
            text.append(length).append("\r\n");
        }
        out.write(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    void whole(int status, Map<String, String> headers, byte[] body) throws IOException {
        head(status, headers, status == 204 || status == 304 ? "" : "Content-Length: " + body.length);
        bytes(body, 0, body.length);
    }

    void bytes(byte[] body, int from, int length) throws IOException {
        out.write(body, from, length);
        out.flush();
    }

    void chunk(byte[] piece, int length) throws IOException {
        var head = (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        var all = new byte[head.length + length + 2];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(piece, 0, all, head.length, length);
        all[all.length - 2] = '\r';
        all[all.length - 1] = '\n';
        out.write(all);
        out.flush();
    }

    void lastChunk() throws IOException {
        out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** The client sees a connection reset, not an end. */
    void reset() {
        try {
            tcp.setSoLinger(true, 0);
            tcp.close();
        } catch (IOException e) {
            // It is gone already.
        }
    }

    /** As {@link #reset}, when what was written has had the time to arrive: a reset overtakes what is not read yet. */
    void breakOff() throws InterruptedException {
        Thread.sleep(ARRIVAL);
        reset();
    }

    /** Below TLS: its own goodbye would wait for the thread that reads. */
    @Override
    public void close() {
        try {
            tcp.close();
        } catch (IOException e) {
            // It is gone already.
        }
    }
}
