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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A mapped row as bytes, between the two passes of a grouped flow: values, references and the arguments that its group is
 * resolved by.
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
            ValueBytes.writeAll(out, values);
            writeReferences(out);
            ValueBytes.writeAll(out, arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static StagedForm of(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            @Nullable Object[] values = ValueBytes.readAll(in);
            @Nullable Key[] references = readReferences(in);
            return new StagedForm(values, references, ValueBytes.readAll(in));
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
                    ValueBytes.write(out, Key.partText(part));
                }
            }
        }
    }

    private static @Nullable Key[] readReferences(DataInputStream in) throws IOException {
        @Nullable Key[] references = new Key[in.readInt()];
        for (int i = 0; i < references.length; i++) {
            List<Object> parts = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                parts.add(Objects.requireNonNull(ValueBytes.read(in)));
            }
            references[i] = parts.isEmpty() ? null : new Key(parts);
        }
        return references;
    }
}
