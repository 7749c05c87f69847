package dev.whimbrel.engine.copy;

import dev.whimbrel.core.compare.Carried;
import dev.whimbrel.core.value.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values of rows as bytes: each is a tag and its content; the very value comes back. */
public final class ValueBytes {
    private ValueBytes() {}

    /** The bytes of a row's values; one that nobody has read yet is read. */
    public static byte[] of(@Nullable Object[] values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writeAll(out, values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The values that {@link #of} made bytes of. */
    public static @Nullable Object[] values(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return readAll(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void writeAll(DataOutputStream out, @Nullable Object[] values) throws IOException {
        out.writeInt(values.length);
        for (Object value : values) {
            write(out, value);
        }
    }

    static @Nullable Object[] readAll(DataInputStream in) throws IOException {
        @Nullable Object[] values = new Object[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = read(in);
        }
        return values;
    }

    static void write(DataOutputStream out, @Nullable Object unread) throws IOException {
        Object value = Carried.read(unread);
        if (value == null) {
            out.writeByte('-');
        } else if (value instanceof String text) {
            writeBytes(out, 's', text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } else if (value instanceof Long number) {
            out.writeByte('l');
            out.writeLong(number);
        } else if (value instanceof BigDecimal number) {
            writeBytes(out, 'n', number.unscaledValue().toByteArray());
            out.writeInt(number.scale());
        } else if (value instanceof Boolean flag) {
            out.writeByte(flag ? 't' : 'f');
        } else if (value instanceof Double number) {
            out.writeByte('d');
            out.writeDouble(number);
        } else if (value instanceof byte[] raw) {
            writeBytes(out, 'x', raw);
        } else if (value instanceof Unreadable unreadable) {
            writeBytes(out, '?', unreadable.code().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } else if (value instanceof UUID uuid) {
            out.writeByte('u');
            out.writeLong(uuid.getMostSignificantBits());
            out.writeLong(uuid.getLeastSignificantBits());
        } else {
            writeMoment(out, value);
        }
    }

    private static void writeMoment(DataOutputStream out, Object value) throws IOException {
        char tag;
        if (value instanceof LocalDate) {
            tag = 'D';
        } else if (value instanceof LocalDateTime) {
            tag = 'T';
        } else if (value instanceof LocalTime) {
            tag = 'h';
        } else if (value instanceof Instant) {
            tag = 'i';
        } else if (value instanceof Duration) {
            tag = 'p';
        } else {
            throw new IllegalArgumentException("No form in bytes for " + value.getClass());
        }
        writeBytes(out, tag, value.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private static void writeBytes(DataOutputStream out, char tag, byte[] content) throws IOException {
        out.writeByte(tag);
        out.writeInt(content.length);
        out.write(content);
    }

    static @Nullable Object read(DataInputStream in) throws IOException {
        char tag = (char) in.readByte();
        return switch (tag) {
            case '-' -> null;
            case 's' -> text(in);
            case '?' -> new Unreadable(text(in));
            case 'l' -> in.readLong();
            case 'n' -> new BigDecimal(new BigInteger(in.readNBytes(in.readInt())), in.readInt());
            case 't' -> true;
            case 'f' -> false;
            case 'd' -> in.readDouble();
            case 'x' -> in.readNBytes(in.readInt());
            case 'u' -> new UUID(in.readLong(), in.readLong());
            case 'D' -> LocalDate.parse(text(in));
            case 'T' -> LocalDateTime.parse(text(in));
            case 'h' -> LocalTime.parse(text(in));
            case 'i' -> Instant.parse(text(in));
            case 'p' -> Duration.parse(text(in));
            default -> throw new IOException("Unknown tag: " + (int) tag);
        };
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), java.nio.charset.StandardCharsets.UTF_8);
    }
}
