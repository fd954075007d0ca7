package dev.rampart.scanner;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a client and an API server and cuts what the test tells it to. */
final class TcpProxy implements AutoCloseable {

    private final URI target;
    private final ServerSocket door;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean open = true;

    TcpProxy(URI target) throws IOException {
        this.target = target;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    URI uri() {
        return URI.create("https://127.0.0.1:" + door.getLocalPort());
    }

    /** Ends every connection; new ones are let through. */
    void cut() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    /** Ends every connection, and new ones as soon as they are made. */
    void shut() throws IOException {
        open = false;
        cut();
    }

    void open() {
        open = true;
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread.startVirtualThread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // A connection or the door was closed under it: that is what this class is for.
            }
        });
    }

    private void accept() throws IOException {
        while (!door.isClosed()) {
            var client = door.accept();
            if (!open) {
                client.close();
                continue;
            }
            var server = new Socket(target.getHost(), target.getPort());
            sockets.add(client);
            sockets.add(server);
            start(() -> copy(client, server));
            start(() -> copy(server, client));
        }
    }

    private void copy(Socket from, Socket to) throws IOException {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cut();
    }
}
