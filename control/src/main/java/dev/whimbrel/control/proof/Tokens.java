package dev.whimbrel.control.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stands in for keys and values: HMAC-SHA-256 with the project's own key, cut to 16 hex digits. A token tells that two things of
 * one tenant are the same and nothing else; across tenants, flows and columns it tells not even that. Where a column has few
 * different values, how often each token comes shows which is which: such columns are to be told by their class only. May be used
 * by several threads.
 */
public final class Tokens {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 8;

    private final Mac mac;
    private final String project;

    Tokens(byte[] key, String project) {
        this.project = project;
        try {
            this.mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The token of a row, by its canonical key. */
    public String row(String tenant, String flow, String key) {
        return token("row", project, tenant, flow, key);
    }

    /** The token of a value, by its canonical text. */
    public String value(String tenant, String flow, String column, String value) {
        return token("value", project, tenant, flow, column, value);
    }

    /** The key of digests that are the same in every verification of the project. */
    long seed() {
        return digest("seed", project).getLong();
    }

    /** The token of what a row or a set of rows is made of. */
    long input(String... parts) {
        String[] all = new String[parts.length + 2];
        all[0] = "input";
        all[1] = project;
        System.arraycopy(parts, 0, all, 2, parts.length);
        return digest(all).getLong();
    }

    private String token(String... parts) {
        return HexFormat.of().formatHex(digest(parts).array(), 0, BYTES);
    }

    /** Each part goes in with its length: no two lists of parts make one message. */
    private ByteBuffer digest(String... parts) {
        Mac own = copy();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            own.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
            own.update(bytes);
        }
        return ByteBuffer.wrap(own.doFinal());
    }

    /** A Mac is of one thread at a time; a copy spares the making of another from the key. */
    private Mac copy() {
        try {
            return (Mac) mac.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
