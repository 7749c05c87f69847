package dev.whimbrel.engine.verify;

import dev.whimbrel.core.port.Questions.Answer;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What sort of values an answer's columns hold, as far as two rows of it show. */
final class Answers {
    private Answers() {}

    static List<Column> columns(Answer answer, @Nullable Object[] left, @Nullable Object[] right) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < left.length; i++) {
            columns.add(Column.of(answer.columns().get(i), type(left[i] == null ? right[i] : left[i])));
        }
        return columns;
    }

    private static Type type(@Nullable Object value) {
        if (value != null) {
            for (Type.Kind kind : List.of(
                    Type.Kind.BOOLEAN,
                    Type.Kind.BIGINT,
                    Type.Kind.DECIMAL,
                    Type.Kind.DOUBLE,
                    Type.Kind.DATE,
                    Type.Kind.TIME,
                    Type.Kind.TIMESTAMP,
                    Type.Kind.TIMESTAMPTZ,
                    Type.Kind.UUID,
                    Type.Kind.BYTES)) {
                if (kind.javaClass().isInstance(value)) {
                    return Type.of(kind);
                }
            }
        }
        return Type.TEXT;
    }
}
