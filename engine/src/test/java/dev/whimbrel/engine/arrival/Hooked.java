package dev.whimbrel.engine.arrival;

import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.Inbox;
import dev.whimbrel.core.port.ObjectConnector;
import dev.whimbrel.core.port.ObjectStore;
import dev.whimbrel.engine.plan.Connectors;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Opens the real stores and inboxes, and lets a test step in between. */
final class Hooked implements ObjectConnector {
    private Runnable begun = () -> {};
    private Runnable finished = () -> {};
    private Runnable reading = () -> {};

    /** Is called when an object is to be finished. */
    Hooked whenBegun(Runnable hook) {
        begun = hook;
        return this;
    }

    /** Is called once an object is finished. */
    Hooked whenFinished(Runnable hook) {
        finished = hook;
        return this;
    }

    /** Is called before a file of an inbox is read. */
    Hooked whenReading(Runnable hook) {
        reading = hook;
        return this;
    }

    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    public ObjectStore store(ConnectionProfile profile) {
        ObjectStore real = Connectors.objects(profile).store(profile);
        return new ObjectStore() {
            @Override
            public boolean has(String name) {
                return real.has(name);
            }

            @Override
            public InputStream read(String name) {
                return real.read(name);
            }

            @Override
            public Writing write(String name) {
                return hooked(real.write(name));
            }

            @Override
            public void delete(String name) {
                real.delete(name);
            }

            @Override
            public int sweep(Instant before) {
                return real.sweep(before);
            }

            @Override
            public String location() {
                return real.location();
            }

            @Override
            public void close() {
                real.close();
            }
        };
    }

    private ObjectStore.Writing hooked(ObjectStore.Writing real) {
        return new ObjectStore.Writing() {
            @Override
            public OutputStream bytes() {
                return real.bytes();
            }

            @Override
            public void finish() {
                begun.run();
                real.finish();
                finished.run();
            }

            @Override
            public void close() {
                real.close();
            }
        };
    }

    @Override
    public Inbox inbox(ConnectionProfile profile) {
        Inbox real = Connectors.objects(profile).inbox(profile);
        return new Inbox() {
            @Override
            public Listing list() {
                return real.list();
            }

            @Override
            public Optional<Listed> again(Listed file) {
                return real.again(file);
            }

            @Override
            public InputStream read(Listed file) {
                reading.run();
                return real.read(file);
            }

            @Override
            public String location() {
                return real.location();
            }

            @Override
            public void close() {
                real.close();
            }
        };
    }
}
