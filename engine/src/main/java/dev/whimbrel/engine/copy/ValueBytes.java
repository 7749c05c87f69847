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
        if (value instanceof LocalDate date) {
            out.writeByte('E');
            out.writeLong(date.toEpochDay());
        } else if (value instanceof LocalDateTime time) {
            out.writeByte('U');
            out.writeLong(time.toLocalDate().toEpochDay());
            out.writeLong(time.toLocalTime().toNanoOfDay());
        } else if (value instanceof LocalTime time) {
            out.writeByte('H');
            out.writeLong(time.toNanoOfDay());
        } else if (value instanceof Instant instant) {
            writeSeconds(out, 'I', instant.getEpochSecond(), instant.getNano());
        } else if (value instanceof Duration duration) {
            writeSeconds(out, 'P', duration.getSeconds(), duration.getNano());
        } else {
            throw new IllegalArgumentException("No form in bytes for " + value.getClass());
        }
    }

    private static void writeSeconds(DataOutputStream out, char tag, long seconds, int nanos) throws IOException {
        out.writeByte(tag);
        out.writeLong(seconds);
        out.writeInt(nanos);
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
            case 'n' -> new BigDecimal(new BigInteger(content(in)), in.readInt());
            case 't' -> true;
            case 'f' -> false;
            case 'd' -> in.readDouble();
            case 'x' -> content(in);
            case 'u' -> new UUID(in.readLong(), in.readLong());
            case 'E' -> LocalDate.ofEpochDay(in.readLong());
            case 'U' -> LocalDateTime.of(LocalDate.ofEpochDay(in.readLong()), LocalTime.ofNanoOfDay(in.readLong()));
            case 'H' -> LocalTime.ofNanoOfDay(in.readLong());
            case 'I' -> Instant.ofEpochSecond(in.readLong(), in.readInt());
            case 'P' -> Duration.ofSeconds(in.readLong(), in.readInt());
            default -> written(tag, in);
        };
    }

    /** Moments as text, as they were written once; rows that were staged then may still wait. */
    private static Object written(char tag, DataInputStream in) throws IOException {
        return switch (tag) {
            case 'D' -> LocalDate.parse(text(in));
            case 'T' -> LocalDateTime.parse(text(in));
            case 'h' -> LocalTime.parse(text(in));
            case 'i' -> Instant.parse(text(in));
            case 'p' -> Duration.parse(text(in));
            default -> throw new IOException("Unknown tag: " + (int) tag);
        };
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(content(in), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static byte[] content(DataInputStream in) throws IOException {
        byte[] content = new byte[in.readInt()];
        in.readFully(content);
        return content;
    }
}
