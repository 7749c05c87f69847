package dev.whimbrel.connectors.file;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records of one file, of which no broken one takes a neighbour with it.
 *
 * <p>A record may span lines within quotes. So a quote that was never closed would swallow the file up to the next quote, and
 * sometimes the outcome even looks well-formed. Therefore lines are only borrowed: unless they make up a record that is closed
 * properly, has the right number of fields, ends within {@value #MOST_LINES} lines and {@value #MOST_BYTES} bytes, and does not
 * have rows for its inner lines (see {@link RowLikeness}), the first line alone is malformed and reading goes on with the very
 * next line. What a record is depends on nothing before it: reading may start at any record and gives the same ones.
 *
 * <p>Blank lines between records are skipped and are no records.
 */
final class RecordReader implements AutoCloseable {
    static final int MOST_LINES = 1000;
    static final int MOST_BYTES = 1 << 20;
    static final String MALFORMED_LINE = "MALFORMED_LINE";
    static final String BAD_ENCODING = "BAD_ENCODING";

    private static final RawRecord.Texts NONE = field -> null;

    private final Lines lines;
    private final RecordParser parser;
    private final int width;
    private final List<String> nulls;
    private final RawRecord.Texts texts = this::text;
    private final @Nullable RowLikeness likeness;
    /** Lines borrowed and given back, the next one at {@code head}. */
    private final List<Line> ahead = new ArrayList<>();

    private int head;

    private RecordReader(
            Lines lines, RecordParser parser, int width, List<String> nulls, @Nullable RowLikeness likeness) {
        this.lines = lines;
        this.parser = parser;
        this.width = width;
        this.nulls = nulls;
        this.likeness = likeness;
    }

    /** Reads records of a table's file from the first byte of one on; {@code linesBefore} is the number of the line before. */
    static RecordReader open(FileTable table, DataFile file, long offset, long linesBefore) throws IOException {
        int width = file.order().size();
        return new RecordReader(
                new Lines(
                        file.path(),
                        file.encoding().charset(),
                        offset,
                        linesBefore,
                        table.layout().unpacks()),
                table.layout().parser(table.fields(), width),
                width,
                table.nulls(),
                RowLikeness.of(table, file));
    }

    /** The first record of a file as it stands, whatever its number of fields; null where the file has none. */
    static @Nullable List<String> header(Layout layout, Lines lines) throws IOException {
        RecordParser parser = layout.parser(List.of(), Integer.MAX_VALUE);
        Line line = lines.next();
        while (line != null && line.isBlank()) {
            line = lines.next();
        }
        if (line == null) {
            return null;
        }
        if (line.undecodable() || line.overlong() || parser.begin(line) != RecordParser.Outcome.DONE) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < parser.size(); i++) {
            names.add(Blanks.trim(parser.value(i)));
        }
        return names;
    }

    @Nullable
    RawRecord next() throws IOException {
        Line first = first();
        if (first == null) {
            return null;
        }
        if (first.overlong()) {
            return malformed(first, MALFORMED_LINE);
        }
        RecordParser.Outcome outcome = parser.begin(first);
        int taken = 0;
        long bytes = 0;
        boolean undecodable = first.undecodable();
        while (outcome == RecordParser.Outcome.OPEN) {
            Line line = borrow(taken);
            if (line == null || line.overlong() || taken == MOST_LINES || bytes + line.bytes() > MOST_BYTES) {
                return malformed(first);
            }
            taken++;
            bytes += line.bytes();
            undecodable |= line.undecodable();
            outcome = parser.more(line);
        }
        if (outcome == RecordParser.Outcome.BROKEN || parser.size() != width || swallowsRows(taken)) {
            return malformed(first);
        }
        consume(taken);
        return new RawRecord(
                first.offset(),
                first.number(),
                taken + 1,
                first.bytes() + bytes,
                undecodable ? NONE : texts,
                undecodable ? BAD_ENCODING : null);
    }

    private @Nullable Line first() throws IOException {
        Line line;
        do {
            line = borrow(0);
            if (line == null) {
                return null;
            }
            consume(1);
        } while (line.isBlank());
        return line;
    }

    /** The line that comes {@code n} lines after the next one, which stays to be read. */
    private @Nullable Line borrow(int n) throws IOException {
        while (ahead.size() - head <= n) {
            Line line = lines.next();
            if (line == null) {
                return null;
            }
            ahead.add(line);
        }
        return ahead.get(head + n);
    }

    private void consume(int n) {
        head += n;
        if (head == ahead.size()) {
            ahead.clear();
            head = 0;
        } else if (head > MOST_LINES) {
            ahead.subList(0, head).clear();
            head = 0;
        }
    }

    private boolean swallowsRows(int taken) {
        return taken > 0 && likeness != null && likeness.swallows(ahead.subList(head, head + taken));
    }

    private static RawRecord malformed(Line line) {
        return malformed(line, line.undecodable() ? BAD_ENCODING : MALFORMED_LINE);
    }

    private static RawRecord malformed(Line line, String code) {
        return new RawRecord(line.offset(), line.number(), 1, line.bytes(), NONE, code);
    }

    private @Nullable String text(int field) {
        String text = parser.value(field);
        return !parser.quoted(field) && nulls.contains(text) ? null : text;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
