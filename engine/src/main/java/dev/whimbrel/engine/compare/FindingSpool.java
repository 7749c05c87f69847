package dev.whimbrel.engine.compare;

import dev.whimbrel.core.compare.Digest;
import dev.whimbrel.core.difference.Cell;
import dev.whimbrel.core.difference.Finding;
import dev.whimbrel.core.difference.RowClass;
import dev.whimbrel.core.difference.Status;
import dev.whimbrel.core.difference.ValueClass;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/** Findings of one flow on their way to the ledger, on disk: there may be millions. Nothing in them shows a value. */
public final class FindingSpool implements Iterable<Finding>, AutoCloseable {
    private static final int BUFFER = 64 << 10;

    private final FileChannel file;
    private final DataOutputStream out;
    private long count;

    public FindingSpool(Path folder) {
        try {
            file = Spill.temporary(folder);
            out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(file), BUFFER));
        } catch (IOException e) {
            throw Spill.full(e);
        }
    }

    public void add(Finding finding) {
        try {
            count++;
            text(finding.tenant());
            text(finding.key());
            out.writeByte(finding.rowClass().ordinal());
            out.writeByte(finding.status().ordinal());
            text(finding.cause());
            out.writeLong(finding.input().high());
            out.writeLong(finding.input().low());
            out.writeShort(finding.cells().size());
            for (Cell cell : finding.cells()) {
                text(cell.column());
                out.writeByte(cell.valueClass().ordinal());
                text(cell.mask());
                text(cell.expected());
                text(cell.actual());
            }
        } catch (IOException e) {
            throw Spill.full(e);
        }
    }

    /** All of them in the order in which they came, again for each iterator, of which one at a time may be used. */
    @Override
    public Iterator<Finding> iterator() {
        try {
            out.flush();
            file.position(0);
        } catch (IOException e) {
            throw Spill.full(e);
        }
        DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(file), BUFFER));
        return new Iterator<>() {
            private long at;

            @Override
            public boolean hasNext() {
                return at < count;
            }

            @Override
            public Finding next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                at++;
                try {
                    return finding(in);
                } catch (IOException e) {
                    throw Spill.full(e);
                }
            }
        };
    }

    private static Finding finding(DataInputStream in) throws IOException {
        String tenant = text(in);
        String key = text(in);
        RowClass rowClass = RowClass.values()[in.readByte()];
        Status status = Status.values()[in.readByte()];
        String cause = text(in);
        Digest input = new Digest(in.readLong(), in.readLong());
        int size = in.readShort();
        List<Cell> cells = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            cells.add(new Cell(text(in), ValueClass.values()[in.readByte()], text(in), text(in), text(in)));
        }
        return new Finding(tenant, key, rowClass, cells, status, cause, input);
    }

    private void text(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            // Nobody reads it any more.
            return;
        }
    }
}
