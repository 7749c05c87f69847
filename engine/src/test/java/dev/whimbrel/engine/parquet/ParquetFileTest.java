package dev.whimbrel.engine.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whimbrel.engine.parquet.Column.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was written is read by DuckDB, value by value. */
final class ParquetFileTest {
    private static final List<Column> COLUMNS = List.of(
            new Column("n", Kind.BIGINT), new Column("Größe, \"odd\"", Kind.TEXT), new Column("never", Kind.TEXT));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private interface Rows {
        void of(ParquetFile file) throws IOException;
    }

    private Path write(Rows rows) throws IOException {
        Path path = folder.resolve("t.parquet");
        try (OutputStream out = Files.newOutputStream(path)) {
            ParquetFile file = new ParquetFile(out, "things", COLUMNS);
            rows.of(file);
            file.finish();
        }
        return path;
    }

    /** The answer to a query, {@code t} standing for the file. */
    private static List<List<@Nullable Object>> ask(Path file, String query) throws SQLException {
        List<List<@Nullable Object>> answer = new ArrayList<>();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet rows =
                        statement.executeQuery("with t as (select * from read_parquet('" + file + "')) " + query)) {
            while (rows.next()) {
                @Nullable Object[] row = new Object[rows.getMetaData().getColumnCount()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = rows.getObject(i + 1);
                }
                answer.add(Arrays.asList(row));
            }
        }
        return answer;
    }

    @Test
    void valuesComeBackAsTheyWere() throws Exception {
        @Nullable
        Object[][] rows = {
            {1L, "", null},
            {Long.MIN_VALUE, "a,\"b\"\r\n\t", null},
            {Long.MAX_VALUE, "Zürich 東京 \uD83D\uDC26 e\u0301", null},
            {null, null, null},
            {0L, "x".repeat(70_000), null},
        };
        Path file = write(parquet -> {
            for (@Nullable Object[] row : rows) {
                parquet.add(row);
            }
        });
        assertThat(ask(file, "select * from t"))
                .containsExactlyElementsOf(
                        Arrays.stream(rows).map(Arrays::asList).toList());
        assertThat(ask(file, "select column_name, column_type from (describe t)"))
                .containsExactly(
                        List.of("n", "BIGINT"), List.of("Größe, \"odd\"", "VARCHAR"), List.of("never", "VARCHAR"));
    }

    @Test
    void manyRowsAreManyGroups() throws Exception {
        int many = 250_001;
        Path file = write(parquet -> {
            for (long i = 0; i < many; i++) {
                parquet.add(
                        new @Nullable Object[] {i, i % 3 == 0 ? null : "text " + i, i > 99 && i < 1_100 ? "" : null});
            }
        });
        assertThat(ask(
                        file,
                        "select count(*), sum(n)::bigint, count(\"Größe, \"\"odd\"\"\"), count(never),"
                                + " count(*) filter (\"Größe, \"\"odd\"\"\" <> 'text ' || n) from t"))
                .containsExactly(List.of((long) many, (many - 1L) * many / 2, 166_667L, 1_000L, 0L));
        assertThat(ask(file, "select count(distinct row_group_id) from parquet_metadata('" + file + "')"))
                .containsExactly(List.of(3L));
        assertThat(Files.size(file)).isLessThan(3_000_000);
    }

    @Test
    void wideRowsEndAGroupEarly() throws Exception {
        String wide = "w".repeat(1 << 20);
        Path file = write(parquet -> {
            for (long i = 0; i < 20; i++) {
                parquet.add(new @Nullable Object[] {i, wide, null});
            }
        });
        assertThat(ask(file, "select count(distinct row_group_id), count(*) from parquet_metadata('" + file + "')"))
                .containsExactly(List.of(3L, 9L));
        assertThat(ask(file, "select count(*) from t where \"Größe, \"\"odd\"\"\" = repeat('w', 1048576)"))
                .containsExactly(List.of(20L));
    }

    @Test
    void nothingIsATableToo() throws Exception {
        Path file = write(parquet -> {});
        assertThat(ask(file, "select count(*) from t")).containsExactly(List.of(0L));
        assertThat(ask(file, "select column_name from (describe t)")).hasSize(3);
    }

    @Test
    void aRowOfOtherLengthIsRefused() {
        assertThatThrownBy(() -> write(parquet -> parquet.add(new @Nullable Object[] {1L})))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
