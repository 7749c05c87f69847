package dev.whimbrel.engine.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Util;
import org.jspecify.annotations.Nullable;

/** The values of a column in one group of rows, which become one page of the file: levels first, then those that are not null. */
final class ColumnPage {
    private final Column column;
    private final Levels levels = new Levels();
    private final ByteArrayOutputStream values = new ByteArrayOutputStream();
    private int rows;
    private int nulls;

    ColumnPage(Column column) {
        this.column = column;
    }

    void add(@Nullable Object value) {
        levels.add(value != null);
        rows++;
        if (value == null) {
            nulls++;
            return;
        }
        switch (column.kind()) {
            case BIGINT ->
                values.writeBytes(number(Long.BYTES).putLong((Long) value).array());
            case TEXT -> text(((String) value).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void text(byte[] bytes) {
        values.writeBytes(number(Integer.BYTES).putInt(bytes.length).array());
        values.writeBytes(bytes);
    }

    private static ByteBuffer number(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Bytes that it takes in memory. */
    int size() {
        return levels.size() + values.size();
    }

    /** Writes the page, and tells for the end of the file where it stands. */
    ColumnChunk write(Counted out) throws IOException {
        byte[] plain = content();
        byte[] packed = packed(plain);
        PageHeader header = new PageHeader(PageType.DATA_PAGE, plain.length, packed.length);
        header.setData_page_header(new DataPageHeader(rows, Encoding.PLAIN, Encoding.RLE, Encoding.RLE));
        long start = out.position();
        Util.writePageHeader(header, out);
        long headerSize = out.position() - start;
        out.write(packed);
        ColumnMetaData data = new ColumnMetaData(
                column.kind().type,
                List.of(Encoding.PLAIN, Encoding.RLE),
                List.of(column.name()),
                CompressionCodec.GZIP,
                rows,
                headerSize + plain.length,
                headerSize + packed.length,
                start);
        Statistics statistics = new Statistics();
        statistics.setNull_count(nulls);
        data.setStatistics(statistics);
        ColumnChunk chunk = new ColumnChunk(start);
        chunk.setMeta_data(data);
        return chunk;
    }

    private byte[] content() {
        byte[] runs = levels.encoded();
        ByteArrayOutputStream content = new ByteArrayOutputStream(Integer.BYTES + runs.length + values.size());
        content.writeBytes(number(Integer.BYTES).putInt(runs.length).array());
        content.writeBytes(runs);
        content.writeBytes(values.toByteArray());
        return content.toByteArray();
    }

    private static byte[] packed(byte[] plain) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(packed)) {
            zip.write(plain);
        }
        return packed.toByteArray();
    }
}
