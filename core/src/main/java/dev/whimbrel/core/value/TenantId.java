package dev.whimbrel.core.value;

/** The key of a tenant in the roster, as canonical text. {@link #SHARED} stands for the owner of rows that several own. */
public record TenantId(String text) implements Comparable<TenantId> {
    public static final TenantId SHARED = new TenantId("*");

    /** The owner of a row that cannot be read well enough to say whose it is, such as a malformed line of a file. */
    public static final TenantId UNKNOWN = new TenantId("?");

    public TenantId {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("A tenant's key cannot be empty");
        }
    }

    /** Whether a text names one tenant, and stands neither for rows of everybody nor for rows of nobody known. */
    public static boolean isOne(String text) {
        return !text.equals(SHARED.text) && !text.equals(UNKNOWN.text);
    }

    public boolean isShared() {
        return equals(SHARED);
    }

    @Override
    public int compareTo(TenantId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
