package dev.rampart.testkit.fault;

import java.io.IOException;
import java.util.Map;

/** A watch by plain HTTP: a chunk for each event. */
record ChunkedSink(ClientConnection client, Map<String, String> headers) implements EventSink {

    @Override
    public void begin() throws IOException {
        client.head(200, headers, "Transfer-Encoding: chunked");
    }

    @Override
    public void event(byte[] line) throws IOException {
        client.chunk(line, line.length);
    }

    @Override
    public void part(byte[] line, int length) throws IOException {
        client.chunk(line, length);
    }

    @Override
    public void end() throws IOException {
        client.lastChunk();
    }

    @Override
    public void awaitClientsEnd() throws IOException {
        var unexpected = client.in().read();
        if (unexpected >= 0) {
            throw new IOException("the client sent a second request into a watch");
        }
    }
}
