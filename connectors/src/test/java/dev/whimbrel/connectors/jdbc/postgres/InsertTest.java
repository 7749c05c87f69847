package dev.whimbrel.connectors.jdbc.postgres;

import static dev.whimbrel.connectors.jdbc.postgres.Database.row;
import static dev.whimbrel.connectors.jdbc.postgres.Database.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.port.TargetTransaction;
import dev.whimbrel.core.port.TargetTransaction.Refusal;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows are written by COPY; those that the server refuses are isolated, and the others stand. */
class InsertTest {
    private static final TableName PERSON = TableName.parse("crm.person");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 500})
    void theRestStands(int bad) throws Exception {
        try (Database database = person();
                PostgresTarget target = database.target();
                TargetTransaction transaction = target.begin()) {
            List<@Nullable Object[]> rows = new ArrayList<>();
            List<Integer> wrong = new ArrayList<>();
            for (int i = 0; i < 5000; i++) {
                boolean tooLong = bad > 0 && i % (5000 / bad) == 3;
                rows.add(row((long) i, tooLong ? "far too long a name" : "n" + i));
                if (tooLong) {
                    wrong.add(i);
                }
            }
            List<Refusal> refusals = transaction.insert(PERSON, database.columns("person", "id", "name"), rows);
            transaction.commit();
            assertThat(refusals).extracting(Refusal::index).isEqualTo(wrong);
            assertThat(refusals).allMatch(r -> r.code().equals("TOO_LONG"));
            assertThat(database.number("select count(*) from crm.person")).isEqualTo(5000 - bad);
        }
    }

    @Test
    void theEarlierOfTwoStands() throws Exception {
        try (Database database = person();
                PostgresTarget target = database.target();
                TargetTransaction transaction = target.begin()) {
            List<Refusal> refusals = transaction.insert(
                    PERSON,
                    database.columns("person", "id", "name"),
                    rows(row(1L, "a"), row(2L, "b"), row(3L, "a"), row(4L, "c")));
            transaction.commit();
            assertThat(refusals)
                    .containsExactly(new Refusal(2, "UNIQUE_IN_TARGET", List.of("name"), "person_name_key"));
            assertThat(database.text("select string_agg(id::text, ',' order by id) from crm.person"))
                    .isEqualTo("1,2,4");
        }
    }

    @Test
    void findsRowsAndDrawsNumbers() throws Exception {
        try (Database database = person();
                PostgresTarget target = database.target();
                TargetTransaction transaction = target.begin()) {
            var id = database.columns("person", "id");
            var name = database.columns("person", "name");
            assertThat(transaction.nextIds(PERSON, "id", 3)).containsExactly(1L, 2L, 3L);
            transaction.insert(
                    PERSON, database.columns("person", "id", "name"), rows(row(1L, "a"), row(2L, "b"), row(3L, null)));
            var found = transaction.select(PERSON, name, id, List.of(Key.of(2L), Key.of(9L)));
            assertThat(found).containsOnlyKeys(Key.of(2L));
            assertThat(found.get(Key.of(2L))).containsExactly("b");
            assertThat(transaction.existing(PERSON, id, List.of(Key.of(1L), Key.of(9L))))
                    .isEqualTo(Set.of(Key.of(1L)));
            assertThat(transaction.holders(PERSON, name, id, List.of(Key.of("b"), Key.of("x"))))
                    .containsOnlyKeys(Key.of("b"))
                    .containsValue(Key.of(2L));
        }
    }

    private static Database person() throws Exception {
        return Database.create(
                "create schema crm",
                "create table crm.person (id bigint generated always as identity primary key, name varchar(10) unique)");
    }
}
