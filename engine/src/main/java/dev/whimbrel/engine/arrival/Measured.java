package dev.whimbrel.engine.arrival;

import dev.whimbrel.control.arrival.Shape;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.Inbox;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;

/**
 * A file after it was read once.
 *
 * @param hash SHA-256 of its bytes, in hex
 */
record Measured(Inbox.Listed file, String hash, Shape shape) {
    /**
     * Reads a file once from end to end.
     *
     * @param names of columns, which may be told
     */
    static Measured of(Inbox inbox, Inbox.Listed file, List<String> names) {
        MessageDigest digest = Sum.begun();
        try (InputStream in = new DigestInputStream(inbox.read(file), digest)) {
            Shape shape = new ShapeProbe(names).read(in);
            return new Measured(file, Sum.ended(digest), shape);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    static Fault unreadable(IOException e) {
        return Fault.source(
                "FILE_UNREADABLE",
                "Cannot read a file of the inbox to its end: it broke off ("
                        + e.getClass().getSimpleName() + ")",
                "Look at the place that it lies in; the next pass tries again.",
                e);
    }

    Sum.Line line() {
        return new Sum.Line(file.name(), hash, file.size());
    }
}
