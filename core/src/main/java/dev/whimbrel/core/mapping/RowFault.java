package dev.whimbrel.core.mapping;

/** One row cannot be mapped. It carries a code and a fixed text without any of the row's content, and no stack trace. */
public final class RowFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    public RowFault(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
