package dev.whimbrel.core.mapping.function;

import dev.whimbrel.core.value.Type;

/** What a function's parameter takes. */
public enum Family {
    TEXT,
    INTEGER,
    /** Integers, decimals and floating point. */
    NUMBER,
    BOOLEAN,
    DATE,
    TIME,
    TIMESTAMP,
    TIMESTAMPTZ,
    /** A date, or a timestamp with or without zone. */
    MOMENT,
    INTERVAL,
    BYTES,
    UUID,
    ANY;

    /** Whether a value of this type may be given. */
    public boolean accepts(Type type) {
        return switch (this) {
            case TEXT -> type.isText();
            case INTEGER -> type.isInteger();
            case NUMBER -> type.isNumber();
            case MOMENT ->
                type.kind() == Type.Kind.DATE
                        || type.kind() == Type.Kind.TIMESTAMP
                        || type.kind() == Type.Kind.TIMESTAMPTZ;
            case ANY -> true;
            case BOOLEAN, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL, BYTES, UUID ->
                type.kind().name().equals(name());
        };
    }

    /** The family of a type, for functions declared by types. */
    static Family of(Type type) {
        if (type.isText()) {
            return TEXT;
        }
        if (type.isInteger()) {
            return INTEGER;
        }
        return type.isNumber() ? NUMBER : valueOf(type.kind().name());
    }
}
