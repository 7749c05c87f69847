package dev.whimbrel.connectors.jdbc.postgres;

import static dev.whimbrel.connectors.jdbc.postgres.Database.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.compare.CanonicalJson;
import dev.whimbrel.core.port.Parcel;
import dev.whimbrel.core.port.TargetTransaction;
import dev.whimbrel.core.port.TargetTransaction.Landed;
import dev.whimbrel.core.port.TargetTransaction.Refusal;
import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.schema.TableName;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rows that land are proven by a sum that the server makes of what it holds; what is not as it was sent is not proven. */
class LandTest {
    private static final TableName T = TableName.parse("public.t");

    @Test
    void valuesOfEveryTypeAreProven() throws Exception {
        try (Database database = Database.create(
                        "create table t (id bigint primary key, b boolean, s smallint, i int, n numeric,"
                                + " m numeric(12,3), r real, d double precision, c char(5), v varchar(40), x text, j json, k jsonb,"
                                + " y bytea, u uuid, e date, h time, p timestamp, z timestamptz, w interval)");
                PostgresTarget target = database.target();
                TargetTransaction transaction = target.begin()) {
            List<Column> columns = database.table("t").columns();
            List<@Nullable Object[]> rows = new ArrayList<>();
            Random random = new Random(1);
            for (long id = 0; id < 300; id++) {
                rows.add(every(id, random));
            }
            rows.add(row(
                    -5L, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                    null, null, null));
            Landed first = transaction.land(T, columns, 0, rows);
            assertThat(first.refusals()).isEmpty();
            // The server pads char(5) and writes jsonb its own way: that is found out by the first rows.
            assertThat(first.proven()).isFalse();
            assertThat(first.standing()).hasSize(301);
            for (int i = 1; i < columns.size(); i++) {
                int column = i;
                List<@Nullable Object[]> pairs = new ArrayList<>();
                rows.forEach(row -> pairs.add(row((Long) row[0] + 1_000 * column, row[column])));
                assertThat(transaction.land(T, List.of(columns.get(0), columns.get(column)), 0, pairs))
                        .as(columns.get(column).name())
                        .isEqualTo(new Landed(List.of(), true));
            }
            rows.forEach(row -> row[0] = (Long) row[0] + 100_000);
            assertThat(transaction.land(T, columns, 0, rows)).isEqualTo(new Landed(List.of(), true));
            transaction.commit();
            assertThat(database.number("select count(*) from t")).isEqualTo(301 * 21);
        }
    }

    private static @Nullable Object[] every(long id, Random random) {
        String text = "é" + "x".repeat(random.nextInt(30)) + "\uD83D\uDE00";
        return row(
                id,
                random.nextBoolean(),
                (long) (short) random.nextInt(),
                (long) random.nextInt(),
                new BigDecimal(random.nextLong()).movePointLeft(random.nextInt(30)),
                BigDecimal.valueOf(random.nextInt() / 8, random.nextInt(4)),
                (double) random.nextFloat(),
                random.nextDouble(),
                "ab",
                text,
                text.repeat(3),
                "{\"b\" : 1,\"a\":[ ]}",
                "{\"bb\" : 1.50,\"a\":\"" + id + "\\n\"}",
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                new UUID(random.nextLong(), random.nextLong()),
                LocalDate.of(1900, 1, 1).plusDays(random.nextInt(90_000)),
                LocalTime.ofNanoOfDay(random.nextInt(86_400) * 1_000_000_000L + 123_000),
                LocalDateTime.of(1969, 12, 31, 23, 59, 59).plusSeconds(random.nextInt()),
                Instant.ofEpochSecond(random.nextInt(), 999_999_000),
                Duration.ofMillis(random.nextInt()));
    }

    @Test
    void aRowThatATriggerAltersIsNotProven() throws Exception {
        try (Database database = Database.create(
                        "create table t (id int primary key, a text)",
                        "create function alter_it() returns trigger language plpgsql as"
                                + " $$ begin if new.id = 77 then new.a := 'else'; end if; return new; end $$",
                        "create trigger alter_it before insert on t for each row execute function alter_it()");
                PostgresTarget target = database.target();
                TargetTransaction transaction = target.begin()) {
            assertThat(land(transaction, database, 0, 50)).isEqualTo(new Landed(List.of(), true));
            Landed altered = land(transaction, database, 50, 100);
            assertThat(altered.proven()).isFalse();
            assertThat(altered.standing()).hasSize(50).anySatisfy(row -> assertThat(row)
                    .containsExactly(77L, "else"));
            assertThat(land(transaction, database, 100, 150).proven()).isTrue();
        }
    }

    @Test
    void valuesThatChangedPlacesAreNotProven() throws Exception {
        try (Database database = Database.create(
                        "create table t (id int primary key, a text, b text)",
                        "create function swap() returns trigger language plpgsql as $$ begin"
                                + " if new.id in (7, 8) then new.a := 'a' || (15 - new.id); end if;"
                                + " if new.id = 57 then new.a := new.b; new.b := 'a57'; end if; return new; end $$",
                        "create trigger swap before insert on t for each row execute function swap()");
                PostgresTarget target = database.target();
                TargetTransaction transaction = target.begin()) {
            for (int from : new int[] {100, 0, 50}) {
                List<@Nullable Object[]> rows = new ArrayList<>();
                for (long i = from; i < from + 50; i++) {
                    rows.add(row(i, "a" + i, "b"));
                }
                // Not at all; between two rows; within one.
                assertThat(transaction
                                .land(T, database.columns("t", "id", "a", "b"), 0, rows)
                                .proven())
                        .isEqualTo(from == 100);
            }
        }
    }

    @Test
    void aRowThatIsSwallowedIsNotProven() throws Exception {
        try (Database database = Database.create(
                        "create table t (id int primary key, a text)",
                        "create function lose() returns trigger language plpgsql as"
                                + " $$ begin return case when new.id = 7 then null else new end; end $$",
                        "create trigger lose before insert on t for each row execute function lose()");
                PostgresTarget target = database.target();
                TargetTransaction transaction = target.begin()) {
            assertThat(land(transaction, database, 0, 50)).isEqualTo(new Landed(List.of(), false));
        }
    }

    @Test
    void refusedRowsAreLeftOutOfTheProof() throws Exception {
        try (Database database = Database.create(
                        "create table t (id int primary key, a text check (a <> 'a13'))",
                        "insert into t select i, 'old' from generate_series(5000, 9000) i",
                        "delete from t where id % 2 = 0");
                PostgresTarget target = database.target();
                TargetTransaction transaction = target.begin()) {
            Landed landed = land(transaction, database, 0, 50);
            assertThat(landed.refusals()).extracting(Refusal::index).containsExactly(13);
            assertThat(landed.proven()).isTrue();
            assertThat(land(transaction, database, 10_000, 14_000).proven()).isTrue();
        }
    }

    @Test
    void rowsThatFillEarlierBlocksAreFoundThere() throws Exception {
        try (Database database = Database.create("create table t (id int, a text)", "create index on t (id)");
                PostgresTarget target = database.target()) {
            try (TargetTransaction transaction = target.begin()) {
                assertThat(land(transaction, database, 0, 60_000).proven()).isTrue();
                transaction.commit();
            }
            database.execute("delete from t where id < 3000");
            database.execute("vacuum t");
            try (TargetTransaction transaction = target.begin()) {
                assertThat(land(transaction, database, 60_000, 65_000)).isEqualTo(new Landed(List.of(), true));
                transaction.commit();
            }
            assertThat(database.number("select count(*) from t where id >= 60000 and (ctid::text::point)[0] < 20"))
                    .isPositive();
        }
    }

    @Test
    void rowsOfManySizesAreProvenByAnIndex() throws Exception {
        try (Database database = Database.create("create table t (id int unique, a text)");
                PostgresTarget target = database.target();
                TargetTransaction transaction = target.begin()) {
            Random random = new Random(3);
            for (int batch = 0; batch < 20; batch++) {
                List<@Nullable Object[]> rows = new ArrayList<>();
                for (long i = 0; i < 1_000; i++) {
                    rows.add(row(batch * 1_000 + i, "x".repeat(random.nextInt(900))));
                }
                assertThat(transaction.land(T, database.columns("t", "id", "a"), 0, rows))
                        .isEqualTo(new Landed(List.of(), true));
            }
        }
    }

    private static Parcel parcel(Parcel.Maker maker, List<@Nullable Object[]> rows) {
        rows.forEach(maker::add);
        return maker.take();
    }

    @Test
    void parcelsMayBeMadeInAnotherThreadWhileTheTransactionIsAtWork() throws Exception {
        try (Database database = Database.create("create table t (id int primary key, a text)");
                PostgresTarget target = database.target();
                TargetTransaction transaction = target.begin()) {
            Parcel.Maker maker = transaction.parcels(T, database.columns("t", "id", "a"), 0);
            Parcel[] ahead = {parcel(maker, rows(0, 100))};
            for (int i = 1; i < 20; i++) {
                Parcel now = ahead[0];
                int from = 100 * i;
                Thread thread = new Thread(() -> ahead[0] = parcel(maker, rows(from, from + 100)));
                thread.start();
                assertThat(transaction.land(now)).isEqualTo(new Landed(List.of(), true));
                thread.join();
            }
            transaction.commit();
            assertThat(database.number("select count(*) from t")).isEqualTo(1_900);
        }
    }

    private static Landed land(TargetTransaction transaction, Database database, int from, int to) throws Exception {
        return transaction.land(T, database.columns("t", "id", "a"), 0, rows(from, to));
    }

    private static List<@Nullable Object[]> rows(int from, int to) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (long i = from; i < to; i++) {
            rows.add(row(i, "a" + i));
        }
        return rows;
    }

    @Test
    void theServersTextOfAJsonIsKnown() throws Exception {
        try (Database database = Database.create();
                PreparedStatement statement = database.outside().prepareStatement("select cast(? as jsonb)::text")) {
            List<String> texts = new ArrayList<>(List.of(
                    "1",
                    "-0",
                    "-0.00",
                    "1.50e1",
                    "15E-7",
                    "0e5",
                    "1e30",
                    " [ 1 , \"a\\u0001\\u001f\\b\\f\\n\\r\\t\\\\\\/\\\"\u007f\", null , true ] ",
                    "{\"b\":1,\"a\":2,\"aa\":3,\"B\":4,\"\":5}",
                    "{\"a\":1,\"b\":2,\"a\":{\"z\":1,\"y\":[]}}",
                    "{\"é\":1,\"zz\":2,\"z\":3,\"\uD83D\uDE00\":4,\"abc\":5,\"\\n\":6,\"\\u0041\":7}",
                    "{\"\\\"\":1,\"\\\\\":2,\"#\":3,\"]\":4}"));
            Random random = new Random(7);
            for (int i = 0; i < 400; i++) {
                texts.add(json(random, 3));
            }
            for (String text : texts) {
                statement.setString(1, text);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    assertThat(CanonicalJson.asJsonb(text)).isEqualTo(row.getString(1));
                    assertThat(CanonicalJson.of(row.getString(1))).isEqualTo(CanonicalJson.of(text));
                }
            }
        }
    }

    private static String json(Random random, int depth) {
        StringBuilder text = new StringBuilder();
        int size = random.nextInt(5);
        switch (depth == 0 ? random.nextInt(3) : random.nextInt(5)) {
            case 0 -> text.append(new BigDecimal(random.nextInt()).movePointLeft(random.nextInt(12) - 4));
            case 1 -> text.append(random.nextBoolean());
            case 2 -> text.append(name(random));
            case 3 -> {
                for (int i = 0; i < size; i++) {
                    text.append(i == 0 ? "" : ", ").append(json(random, depth - 1));
                }
                text.insert(0, '[').append(" ]");
            }
            default -> {
                for (int i = 0; i < size * 9; i++) {
                    text.append(i == 0 ? "" : ",")
                            .append(name(random))
                            .append(" :")
                            .append(json(random, depth - 1));
                }
                text.insert(0, '{').append('}');
            }
        }
        return text.toString();
    }

    private static String name(Random random) {
        String[] parts = {"a", "b", "Z", "é", "\uD83D\uDE00", "\\n", "\\u0009", "\\\\", "\\\"", " "};
        StringBuilder name = new StringBuilder("\"");
        for (int i = random.nextInt(4); i > 0; i--) {
            name.append(parts[random.nextInt(parts.length)]);
        }
        return name.append('"').toString();
    }
}
