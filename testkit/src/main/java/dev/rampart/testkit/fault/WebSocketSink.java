package dev.rampart.testkit.fault;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/** A watch by WebSocket (RFC 6455): a text message for each event. The server behind is asked by plain HTTP. */
final class WebSocketSink implements EventSink {

    private static final int SWITCHING = 101;
    private static final String SALT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int TEXT = 0x81;
    private static final int CLOSE = 0x88;
    private static final int PONG = 0x8A;
    private static final int PING_CODE = 0x9;
    private static final int CLOSE_CODE = 0x8;
    private static final byte[] NORMAL = {0x03, (byte) 0xE8};

    private final ClientConnection client;
    private final String key;

    WebSocketSink(ClientConnection client, String key) {
        this.client = client;
        this.key = key;
    }

    @Override
    public void begin() throws IOException {
        client.head(
                SWITCHING,
                Map.of("Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Accept", accept()),
                "");
    }

    private String accept() {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest((key + SALT).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void event(byte[] line) throws IOException {
        send(TEXT, line, line.length, line.length);
    }

    @Override
    public void part(byte[] line, int length) throws IOException {
        send(TEXT, line, line.length, length);
    }

    @Override
    public void end() throws IOException {
        send(CLOSE, NORMAL, NORMAL.length, NORMAL.length);
    }

    private synchronized void send(int kind, byte[] payload, int announced, int sent) throws IOException {
        var head = new ByteArrayOutputStream();
        head.write(kind);
        // The shortest form that holds the length; clients refuse others.
        if (announced < 126) {
            head.write(announced);
        } else {
            var long64 = announced > 0xFFFF;
            head.write(long64 ? 127 : 126);
            for (int shift = long64 ? 56 : 8; shift >= 0; shift -= 8) {
                head.write((int) ((long) announced >> shift));
            }
        }
        client.bytes(head.toByteArray(), 0, head.size());
        client.bytes(payload, 0, sent);
    }

    /** Answers pings until the client closes. */
    @Override
    public void awaitClientsEnd() throws IOException {
        while (true) {
            int first = octet();
            var payload = payload();
            switch (first & 0x0F) {
                case CLOSE_CODE -> {
                    end();
                    return;
                }
                case PING_CODE -> send(PONG, payload, payload.length, payload.length);
                default -> {} // a watch has nothing to hear
            }
        }
    }

    private byte[] payload() throws IOException {
        int length = octet() & 0x7F;
        if (length == 126) {
            length = octet() << 8 | octet();
        } else if (length == 127) {
            throw new IOException("a client's message of more than 64 KiB in a watch");
        }
        var mask = client.in().readNBytes(4);
        var bytes = client.in().readNBytes(length);
        if (mask.length < 4 || bytes.length < length) {
            throw new EOFException();
        }
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= mask[i % 4];
        }
        return bytes;
    }

    private int octet() throws IOException {
        int octet = client.in().read();
        if (octet < 0) {
            throw new EOFException();
        }
        return octet;
    }
}
