package dev.whimbrel.engine.parquet;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/**
 * Writes a flat table as a Parquet file: groups of rows, one page for each column of a group, plainly encoded and packed with gzip,
 * which the JDK has and every reader knows. Only the group at hand is in memory.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/">the format</a>
 */
public final class ParquetFile {
    /** So many bytes of values are held at most, beside one row. */
    private static final int GROUP_BYTES = 8 << 20;

    private static final int GROUP_ROWS = 100_000;
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private final Counted out;
    private final String table;
    private final List<Column> columns;
    private final List<RowGroup> groups = new ArrayList<>();
    private List<ColumnPage> pages;
    private int rows;
    private long total;

    /** A file of a table; the caller keeps the stream, and closes it after {@link #finish()}. */
    public ParquetFile(OutputStream out, String table, List<Column> columns) throws IOException {
        this.out = new Counted(out);
        this.table = table;
        this.columns = List.copyOf(columns);
        this.pages = pages();
        this.out.write(MAGIC);
    }

    private List<ColumnPage> pages() {
        return columns.stream().map(ColumnPage::new).toList();
    }

    /** Adds a row: for each column a Long, a String or null. */
    public void add(@Nullable Object[] values) throws IOException {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException("A row has " + columns.size() + " values, not " + values.length);
        }
        for (int i = 0; i < values.length; i++) {
            pages.get(i).add(values[i]);
        }
        rows++;
        if (rows >= GROUP_ROWS || size() >= GROUP_BYTES) {
            endGroup();
        }
    }

    private int size() {
        return pages.stream().mapToInt(ColumnPage::size).sum();
    }

    private void endGroup() throws IOException {
        if (rows == 0) {
            return;
        }
        List<ColumnChunk> chunks = new ArrayList<>();
        long bytes = 0;
        for (ColumnPage page : pages) {
            ColumnChunk chunk = page.write(out);
            chunks.add(chunk);
            bytes += chunk.getMeta_data().getTotal_uncompressed_size();
        }
        groups.add(new RowGroup(chunks, bytes, rows));
        total += rows;
        rows = 0;
        pages = pages();
    }

    /** Writes what is left and the file's end, without which it is no Parquet file. */
    public void finish() throws IOException {
        endGroup();
        List<SchemaElement> schema = new ArrayList<>();
        SchemaElement root = new SchemaElement(table);
        root.setNum_children(columns.size());
        schema.add(root);
        columns.forEach(column -> schema.add(column.schema()));
        FileMetaData end = new FileMetaData(1, schema, total, groups);
        end.setCreated_by("whimbrel");
        long start = out.position();
        Util.writeFileMetaData(end, out);
        int length = (int) (out.position() - start);
        out.write(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .array());
        out.write(MAGIC);
    }
}
