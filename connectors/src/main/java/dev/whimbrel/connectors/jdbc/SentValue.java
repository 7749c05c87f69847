package dev.whimbrel.connectors.jdbc;

import dev.whimbrel.core.compare.Canonical;
import dev.whimbrel.core.compare.Carried;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Unreadable;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A value in PostgreSQL's binary form, a part of the message in which the source sent it. Another PostgreSQL takes it as it is;
 * its canonical form is made of the bytes wherever that is shorter than to make the value first.
 */
public final class SentValue implements Carried {
    private static final Form TEXT = new Form(FieldReader.TEXT, SentValue::text);

    private final Form form;
    private final byte[] bytes;
    private final int at;
    private final int length;

    private SentValue(Form form, byte[] bytes, int at, int length) {
        this.form = form;
        this.bytes = bytes;
        this.at = at;
        this.length = length;
    }

    /** How values of a type are read, and brought into canonical form. */
    private record Form(FieldReader reader, Adding adding) {}

    @FunctionalInterface
    private interface Adding {
        void add(Canonical form, byte[] bytes, int at, int length);
    }

    /** Reads the columns that {@link dev.whimbrel.core.mapping.check.CarryRule} lets pass; values that nobody can read come as ever. */
    static FieldReader reader(Column column) {
        FieldReader reader = FieldReader.of(column);
        return switch (column.type().kind()) {
            case TEXT ->
                PostgresReaders.isPadded(column)
                        ? reader
                        : (bytes, at, length) -> new SentValue(TEXT, bytes, at, length);
            case UUID -> always(reader, SentValue::uuid);
            case JSON -> always(reader, SentValue::json);
            case BYTES -> always(reader, (form, bytes, at, length) -> form.add(reader.read(bytes, at, length)));
            case DECIMAL -> ifReadable(reader, NumericReader::add, NumericReader::isNumber);
            case TIMESTAMPTZ -> ifReadable(reader, SentValue::instant, FieldReader::isFinite);
            case TIMESTAMP ->
                ifReadable(
                        reader,
                        (form, bytes, at, length) -> form.add(reader.read(bytes, at, length)),
                        FieldReader::isFinite);
            default -> reader;
        };
    }

    /** A text that the driver has as UTF-8; one with the character U+0000, which PostgreSQL does not take, comes as text. */
    static @Nullable Object text(ResultSet row, int index) throws SQLException {
        byte[] utf8 = row.getBytes(index);
        if (utf8 == null) {
            return null;
        }
        return ByteScan.holdsZeroOr(0, utf8)
                ? new String(utf8, StandardCharsets.UTF_8)
                : new SentValue(TEXT, utf8, 0, utf8.length);
    }

    private static FieldReader always(FieldReader reader, Adding adding) {
        Form form = new Form(reader, adding);
        return (bytes, at, length) -> new SentValue(form, bytes, at, length);
    }

    @FunctionalInterface
    private interface Readable {
        boolean test(byte[] bytes, int at);
    }

    /** What cannot be read is an {@link Unreadable} at once. */
    private static FieldReader ifReadable(FieldReader reader, Adding adding, Readable readable) {
        Form form = new Form(reader, adding);
        return (bytes, at, length) ->
                readable.test(bytes, at) ? new SentValue(form, bytes, at, length) : reader.read(bytes, at, length);
    }

    private static void text(Canonical form, byte[] bytes, int at, int length) {
        form.text(bytes, at, length);
    }

    private static void uuid(Canonical form, byte[] bytes, int at, int length) {
        form.uuid(FieldReader.int8(bytes, at), FieldReader.int8(bytes, at + Long.BYTES));
    }

    private static void json(Canonical form, byte[] bytes, int at, int length) {
        int version = FieldReader.jsonVersion(bytes, at, length);
        form.json(bytes, at + version, length - version);
    }

    private static void instant(Canonical form, byte[] bytes, int at, int length) {
        long micros = FieldReader.int8(bytes, at);
        form.instant(FieldReader.seconds(micros), FieldReader.nanos(micros));
    }

    /** What it is a part of; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where it begins. */
    public int at() {
        return at;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public Object value() {
        return form.reader.read(bytes, at, length);
    }

    @Override
    public void addTo(Canonical canonical) {
        form.adding.add(canonical, bytes, at, length);
    }

    /** Of its size only: values are nobody's business in a message. */
    @Override
    public String toString() {
        return length + " bytes";
    }
}
