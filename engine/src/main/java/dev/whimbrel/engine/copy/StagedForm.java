package dev.whimbrel.engine.copy;

import dev.whimbrel.control.ledger.StagedRow;
import dev.whimbrel.core.mapping.MappedRow;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A mapped row as bytes, between the two passes of a grouped flow: values, references and the arguments that its group is
 * resolved by. Each value is a tag and its content; the very value comes back.
 */
record StagedForm(
        @Nullable Object[] values,
        @Nullable Key[] references,
        @Nullable Object[] arguments) {
    /** A mapped row as it waits for the rest of its group. */
    static StagedRow staged(
            TenantId owner, String sourceKey, @Nullable Object[] values, @Nullable Key[] references, MappedRow mapped) {
        @Nullable Object @Nullable [] order = mapped.order();
        StagedForm form = new StagedForm(values, references, order == null ? new Object[0] : order);
        return new StagedRow(owner.text(), groupKey(mapped.group(), sourceKey), sourceKey, form.toBytes());
    }

    private static String groupKey(@Nullable Object @Nullable [] by, String sourceKey) {
        if (by == null || Arrays.stream(by).anyMatch(value -> value instanceof String text && text.isBlank())) {
            return "row " + sourceKey;
        }
        return "group " + Key.of(by).text();
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writeAll(out, values);
            writeReferences(out);
            writeAll(out, arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static StagedForm of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            @Nullable Object[] values = readAll(in);
            @Nullable Key[] references = readReferences(in);
            return new StagedForm(values, references, readAll(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A key is kept as the canonical texts of its parts, which is all that it is compared by; no part stands for none. */
    private void writeReferences(DataOutputStream out) throws IOException {
        out.writeInt(references.length);
        for (Key key : references) {
            out.writeInt(key == null ? 0 : key.parts().size());
            if (key != null) {
                for (Object part : key.parts()) {
                    write(out, Key.partText(part));
                }
            }
        }
    }

    private static @Nullable Key[] readReferences(DataInputStream in) throws IOException {
        @Nullable Key[] references = new Key[in.readInt()];
        for (int i = 0; i < references.length; i++) {
            List<Object> parts = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                parts.add(Objects.requireNonNull(read(in)));
            }
            references[i] = parts.isEmpty() ? null : new Key(parts);
        }
        return references;
    }

    private static void writeAll(DataOutputStream out, @Nullable Object[] values) throws IOException {
        out.writeInt(values.length);
        for (Object value : values) {
            write(out, value);
        }
    }

    private static @Nullable Object[] readAll(DataInputStream in) throws IOException {
        @Nullable Object[] values = new Object[in.readInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = read(in);
        }
        return values;
    }

    private static void write(DataOutputStream out, @Nullable Object value) throws IOException {
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
            throw new IllegalArgumentException("No staged form for " + value.getClass());
        }
        writeBytes(out, tag, value.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private static void writeBytes(DataOutputStream out, char tag, byte[] content) throws IOException {
        out.writeByte(tag);
        out.writeInt(content.length);
        out.write(content);
    }

    private static @Nullable Object read(DataInputStream in) throws IOException {
        char tag = (char) in.readByte();
        return switch (tag) {
            case '-' -> null;
            case 's' -> text(in);
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
            default -> throw new IOException("Unknown tag in a staged row: " + (int) tag);
        };
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), java.nio.charset.StandardCharsets.UTF_8);
    }
}
