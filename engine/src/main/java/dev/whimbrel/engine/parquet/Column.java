package dev.whimbrel.engine.parquet;

import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.Type;

/** A column of a Parquet file. Every value may be null. */
public record Column(String name, Kind kind) {
    /** What its values are. */
    public enum Kind {
        /** Long. */
        BIGINT(Type.INT64),
        /** String. */
        TEXT(Type.BYTE_ARRAY);

        final Type type;

        Kind(Type type) {
            this.type = type;
        }
    }

    SchemaElement schema() {
        SchemaElement element = new SchemaElement(name);
        element.setType(kind.type);
        element.setRepetition_type(FieldRepetitionType.OPTIONAL);
        if (kind == Kind.TEXT) {
            // The older word for it is still what some readers go by.
            element.setConverted_type(ConvertedType.UTF8);
            element.setLogicalType(LogicalType.STRING(new StringType()));
        }
        return element;
    }
}
