package dev.whimbrel.core.mapping.function;

import static dev.whimbrel.core.mapping.function.Library.Arguments.present;
import static dev.whimbrel.core.mapping.function.Library.Arguments.text;

import dev.whimbrel.core.mapping.RowFault;
import dev.whimbrel.core.value.Type;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hashes, UUIDs, JSON and codes that stand for a boolean. */
final class OtherFunctions {
    private OtherFunctions() {}

    static void register(Library.Catalogue c) {
        Family t = Family.TEXT;
        c.strict("md5", Type.text(32), a -> hex("MD5", text(a, 0)), t);
        c.strict("sha256", Type.text(64), a -> hex("SHA-256", text(a, 0)), t);
        c.strict("uuid_from", Type.UUID, a -> uuidFrom(text(a, 0)), t);
        c.strict("to_uuid", Type.UUID, a -> present(Casts.cast(text(a, 0), Type.UUID)), t);
        c.maybe("json_value", 2, Type.TEXT, OtherFunctions::jsonValue, t, t);
        c.add(
                "json_object",
                0,
                true,
                x -> Type.JSON,
                Function.Nulls.NEVER,
                k -> OtherFunctions::jsonObject,
                Family.ANY);
        c.strict("is_json", Type.BOOLEAN, a -> Json.isValid(text(a, 0)), t);
        c.strict("bool", Type.BOOLEAN, a -> present(Casts.cast(present(a[0]), Type.BOOLEAN)), t);
        c.strict("bool", Type.BOOLEAN, a -> present(Casts.cast(present(a[0]), Type.BOOLEAN)), Family.INTEGER);
        c.strict("bool", Type.BOOLEAN, OtherFunctions::coded, t, t, t);
        c.strict("bool", Type.BOOLEAN, OtherFunctions::coded, Family.INTEGER, Family.INTEGER, Family.INTEGER);
    }

    private static Object coded(@Nullable Object[] a) {
        if (Values.same(a[0], a[1])) {
            return true;
        }
        if (Values.same(a[0], a[2])) {
            return false;
        }
        throw new RowFault("CAST_FAILED", "neither the value for true nor the one for false");
    }

    private static byte[] digest(String algorithm, String text) {
        try {
            return MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(String algorithm, String text) {
        return HexFormat.of().formatHex(digest(algorithm, text));
    }

    /** RFC 9562 version 8 over SHA-256. */
    private static UUID uuidFrom(String text) {
        ByteBuffer hash = ByteBuffer.wrap(digest("SHA-256", text));
        long high = (hash.getLong() & ~0xf000L) | 0x8000L;
        long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static Function.Body jsonValue(@Nullable Object[] constants) {
        List<Object> fixed = constants[1] == null ? null : Json.path((String) constants[1]);
        return a -> Json.find(text(a, 0), fixed == null ? Json.path(text(a, 1)) : fixed);
    }

    private static Object jsonObject(@Nullable Object[] a) {
        if (a.length % 2 != 0) {
            throw new RowFault("CAST_FAILED", "json_object takes names and values in turn");
        }
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < a.length; i += 2) {
            if (a[i] == null) {
                throw new RowFault("CAST_FAILED", "a name in a JSON object cannot be null");
            }
            text.append(i == 0 ? "" : ",");
            Json.quote(text, present(a[i]).toString());
            text.append(':');
            Object value = a[i + 1];
            if (value == null || value instanceof Boolean || value instanceof Long) {
                text.append(value);
            } else if (value instanceof java.math.BigDecimal number) {
                text.append(number.toPlainString());
            } else if (value instanceof Double real && Double.isFinite(real)) {
                text.append(real);
            } else {
                Json.quote(text, present(Casts.cast(value, Type.TEXT)).toString());
            }
        }
        return text.append('}').toString();
    }
}
