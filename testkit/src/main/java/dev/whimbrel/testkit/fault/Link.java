package dev.whimbrel.testkit.fault;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/** One client's connection through a {@link CuttingProxy}, with a thread for each direction. */
final class Link {
    private static final int SSL_REQUEST = 80877103;
    private static final int ENCRYPTION_REQUEST = 80877104;
    private static final int CANCEL_REQUEST = 80877102;

    private final CuttingProxy proxy;
    private final Socket client;
    private final Socket server;
    private final boolean plain;
    private final CommitSpotter spotter = new CommitSpotter();
    private volatile boolean swallowCommit;

    Link(CuttingProxy proxy, Socket client, Socket server, boolean plain) {
        this.plain = plain;
        this.proxy = proxy;
        this.client = client;
        this.server = server;
    }

    void start() {
        proxy.thread("to server", () -> run(plain ? () -> pipe(client, server) : this::toServer));
        proxy.thread("to client", () -> run(plain ? () -> pipe(server, client) : this::toClient));
    }

    private void pipe(Socket from, Socket to) throws IOException {
        byte[] buffer = new byte[65536];
        int n = from.getInputStream().read(buffer);
        while (n >= 0) {
            proxy.holdUp();
            to.getOutputStream().write(buffer, 0, n);
            n = from.getInputStream().read(buffer);
        }
    }

    private interface Direction {
        void pump() throws IOException;
    }

    private void run(Direction direction) {
        try {
            direction.pump();
        } catch (IOException closed) {
            // Either side closed, or was cut; the other side learns it below.
        } finally {
            cut();
        }
    }

    private void toServer() throws IOException {
        DataInputStream in = input(client);
        OutputStream out = output(server);
        boolean typed = false;
        while (true) {
            Message message = Message.read(in, typed);
            if (typed) {
                if (spotter.commits(message) && !mayCommit()) {
                    return;
                }
            } else if (message.code() == SSL_REQUEST || message.code() == ENCRYPTION_REQUEST) {
                // Encrypted traffic could not be looked into, so the proxy declines in the server's name.
                client.getOutputStream().write('N');
                continue;
            } else if (message.code() != CANCEL_REQUEST) {
                typed = true;
            }
            pass(message, in, out);
        }
    }

    private boolean mayCommit() {
        CommitFate fate = proxy.nextFate();
        swallowCommit = fate == CommitFate.CUT_AFTER;
        return fate != CommitFate.CUT_BEFORE;
    }

    private void toClient() throws IOException {
        DataInputStream in = input(server);
        OutputStream out = output(client);
        while (true) {
            Message message = Message.read(in, true);
            if (swallowCommit && message.type() == 'C' && message.text(0, 0).equals("COMMIT")) {
                return;
            }
            pass(message, in, out);
        }
    }

    private void pass(Message message, DataInputStream in, OutputStream out) throws IOException {
        message.forward(in, out);
        if (in.available() == 0) {
            proxy.holdUp();
            out.flush();
        }
    }

    private static DataInputStream input(Socket socket) throws IOException {
        return new DataInputStream(new BufferedInputStream(socket.getInputStream(), 65536));
    }

    private static OutputStream output(Socket socket) throws IOException {
        return new BufferedOutputStream(socket.getOutputStream(), 65536);
    }

    void cut() {
        CuttingProxy.closeQuietly(client);
        CuttingProxy.closeQuietly(server);
        proxy.gone(this);
    }
}
