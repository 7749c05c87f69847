package dev.whimbrel.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A network that fails on demand between a client and a PostgreSQL server on this machine. It understands enough of the protocol
 * to cut a connection just before the server is told to commit, or just after it did, when the client cannot know the outcome.
 * Connections pass unencrypted. Commits are those the client asks for by statement; a statement outside a transaction, which
 * commits by itself, is not one.
 */
public final class CuttingProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int serverPort;
    private final boolean plain;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger commits = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private final Object gate = new Object();
    private CommitPlan plan = CommitPlan.pass();
    private Duration delay = Duration.ZERO;
    private boolean blackHole;
    private boolean refusing;
    private volatile boolean closed;

    private CuttingProxy(int serverPort, boolean plain) throws IOException {
        this.serverPort = serverPort;
        this.plain = plain;
        this.listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    }

    /** Starts a proxy, which lets everything pass, on any free port of 127.0.0.1 before the server on {@code serverPort} there. */
    public static CuttingProxy to(int serverPort) {
        return start(serverPort, false);
    }

    /** The same before a server of any other protocol: its commits cannot be told apart, all else works. */
    public static CuttingProxy plain(int serverPort) {
        return start(serverPort, true);
    }

    private static CuttingProxy start(int serverPort, boolean plain) {
        try {
            CuttingProxy proxy = new CuttingProxy(serverPort, plain);
            proxy.thread("accept", proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** A JDBC address like the one given, but through this proxy. */
    public String through(String url) {
        return url.replace(":" + serverPort + "/", ":" + port() + "/");
    }

    /** Sets what becomes of commits from now on, and counts them from 1 again. */
    public void commits(CommitPlan next) {
        synchronized (gate) {
            plan = next;
            commits.set(0);
        }
    }

    /** Commits seen since the plan was set, whatever became of them. */
    public int commitsSeen() {
        return commits.get();
    }

    /** Commits cut, before or after, since the proxy started. */
    public int commitsCut() {
        return cuts.get();
    }

    /** Holds back each burst of bytes, in either direction, for this long. */
    public void delay(Duration time) {
        synchronized (gate) {
            delay = time;
        }
    }

    /**
     * Connections stay open, and new ones open, but nothing arrives any more; what was sent meanwhile arrives when the hole is
     * closed again.
     */
    public void blackHole(boolean open) {
        synchronized (gate) {
            blackHole = open;
            gate.notifyAll();
        }
    }

    /** Whether new connections are closed at once, as by a server that is down. */
    public void refuse(boolean refuse) {
        synchronized (gate) {
            refusing = refuse;
        }
    }

    /** Cuts all connections now, and gives how many there were; new ones may be made. */
    public int cutNow() {
        Link[] all = links.toArray(new Link[0]);
        for (Link link : all) {
            link.cut();
        }
        return all.length;
    }

    public int connections() {
        return links.size();
    }

    CommitFate nextFate() {
        synchronized (gate) {
            CommitFate fate = plan.fate(commits.incrementAndGet());
            if (fate != CommitFate.PASS) {
                cuts.incrementAndGet();
            }
            return fate;
        }
    }

    /** Waits for as long as the network is to hold up what passes it. */
    void holdUp() throws IOException {
        try {
            long millis;
            synchronized (gate) {
                while (blackHole && !closed) {
                    gate.wait();
                }
                millis = delay.toMillis();
            }
            if (millis > 0) {
                Thread.sleep(millis);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private boolean refuses() {
        synchronized (gate) {
            return refusing;
        }
    }

    private void accept() {
        while (!closed) {
            try {
                open(listener.accept());
            } catch (IOException e) {
                // The listener closed, or the accepted connection died at once: the loop's condition tells which.
            }
        }
    }

    private void open(Socket client) {
        Socket server = new Socket();
        try {
            if (refuses()) {
                throw new IOException("refused");
            }
            server.connect(new InetSocketAddress("127.0.0.1", serverPort), 5000);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        } catch (IOException e) {
            closeQuietly(client);
            closeQuietly(server);
            return;
        }
        Link link = new Link(this, client, server, plain);
        links.add(link);
        link.start();
        if (closed) {
            link.cut();
        }
    }

    void gone(Link link) {
        links.remove(link);
    }

    Thread thread(String name, Runnable task) {
        Thread thread = new Thread(task, "cutting-proxy " + port() + " " + name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    static void closeQuietly(@Nullable AutoCloseable resource) {
        try {
            if (resource != null) {
                resource.close();
            }
        } catch (Exception e) {
            // It is to be gone, and it is.
        }
    }

    @Override
    public void close() {
        closed = true;
        closeQuietly(listener);
        cutNow();
        synchronized (gate) {
            gate.notifyAll();
        }
    }
}
