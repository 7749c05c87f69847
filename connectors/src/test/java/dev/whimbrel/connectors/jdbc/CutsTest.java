package dev.whimbrel.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.port.ChunkSize;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.schema.Ownership.Everyone;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.testkit.server.MariaDbServer;
import dev.whimbrel.testkit.server.PostgresServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Ranges cut one after the other hold every row exactly once: over random keys, in random sizes, while rows are added everywhere,
 * also where another source goes on with the cutting.
 */
class CutsTest {
    private static final int ROUNDS = 12;
    private static final int ROWS = 4_000;
    private static final String NUMBER = "id bigint not null primary key";
    private static final String PAIR = "word varchar(20) not null, nr bigint not null, primary key (word, nr)";
    private static final String[] WORDS = {"", "a", "aa", "b", "O'Hara", "a\\b", "%", "z|z"};

    private final long seed = Long.getLong("whimbrel.seed", 20261126L);

    @Test
    void onPostgres() throws SQLException {
        PostgresServer server = PostgresServer.shared();
        try (SourceFixture fixture =
                new SourceFixture("postgresql", server.createDatabase(), server.user(), null, Map.of())) {
            holds(fixture, new PostgresDialect(Map.of()), "analyze ");
        }
    }

    @Test
    void onMariaDb() throws SQLException {
        MariaDbServer server = MariaDbServer.shared();
        try (SourceFixture fixture =
                new SourceFixture("mariadb", server.createDatabase(), server.user(), server.password(), Map.of())) {
            holds(fixture, new MariaDbDialect(Map.of()), "analyze table ");
        }
    }

    private void holds(SourceFixture fixture, Dialect dialect, String analyze) throws SQLException {
        System.out.println("CutsTest seed " + seed);
        for (Keys keys : Keys.values()) {
            int[] counted = new int[2];
            for (int round = 0; round < ROUNDS; round++) {
                String table = "t_" + keys.name().toLowerCase(java.util.Locale.ROOT) + "_" + round;
                fixture.execute("create table " + table + " (" + keys.definition + ")");
                Random random = new Random(seed + round);
                Rows rows = new Rows(fixture, table, keys, random);
                // An empty table is filled while it is cut.
                rows.add(round == 0 ? 0 : keys.draws(random));
                if (round % 3 != 0) {
                    fixture.execute(analyze + table);
                }
                counted[round % 2] += holds(fixture, dialect, rows, round % 2 == 0);
            }
            if (keys == Keys.DENSE) {
                assertThat(counted)
                        .as("ranges that were counted, seed %d", seed)
                        .doesNotContain(0);
            }
        }
    }

    /** Cuts and reads a table, and gives how many of the ranges were counted instead of walked. */
    private int holds(SourceFixture fixture, Dialect dialect, Rows rows, boolean growing) throws SQLException {
        Table table = fixture.table(rows.table);
        ReadPlan plan = fixture.plan(rows.table, table.primaryKey(), new Everyone());
        List<KeyRange> ranges = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        NumberKeys numbers = new NumberKeys(dialect, fixture.connection());
        int counted = 0;
        Key after = null;
        do {
            int size = rows.random.nextBoolean() ? 1_000 + rows.random.nextInt(1_000) : 50 + rows.random.nextInt(500);
            Optional<KeyRange> number =
                    numbers.cut(table, List.of(table.columns().get(0)), after, size);
            KeyRange range = cut(fixture, table, after, size, rows.random.nextInt(4) == 0);
            assertThat(range.after()).isEqualTo(after);
            counted += isCounted(range, number) ? 1 : 0;
            ranges.add(range);
            sizes.add(size);
            after = range.upTo();
            if (growing) {
                rows.add(rows.random.nextInt(30));
            }
        } while (after != null);
        assertThat(read(fixture, plan, ranges, growing ? List.of() : sizes))
                .as("%s, seed %d", rows.table, seed)
                .isEqualTo(fixture.keys(fixture.read(plan, KeyRange.ALL)))
                .doesNotHaveDuplicates();
        return counted;
    }

    /** Among random keys a range that was walked hardly ever ends where one of successive numbers does. */
    private static boolean isCounted(KeyRange range, Optional<KeyRange> number) {
        Key end = range.upTo();
        return end != null && number.map(n -> end.equals(n.upTo())).orElse(false);
    }

    private static KeyRange cut(SourceFixture fixture, Table table, @Nullable Key after, int size, boolean elsewhere) {
        ChunkSize most = new ChunkSize(size, Long.MAX_VALUE);
        if (!elsewhere) {
            return fixture.source().cut(table, table.primaryKey(), after, most);
        }
        try (Source other = new JdbcSourceConnector().open(fixture.profile())) {
            return other.cut(table, table.primaryKey(), after, most);
        }
    }

    /** Reads the ranges, none of which may hold more rows than its size where there is one. */
    private static List<String> read(SourceFixture fixture, ReadPlan plan, List<KeyRange> ranges, List<Integer> sizes) {
        List<String> read = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i++) {
            List<String> keys = fixture.keys(fixture.read(plan, ranges.get(i)));
            assertThat(keys).hasSizeLessThanOrEqualTo(sizes.isEmpty() ? Integer.MAX_VALUE : sizes.get(i));
            read.addAll(keys);
        }
        return read;
    }

    /** How the keys of a table lie. */
    private enum Keys {
        DENSE(NUMBER) {
            @Override
            Object[] key(Random random) {
                // Some come to lie after all that is cut already.
                return new Object[] {(long) random.nextInt(ROWS + (random.nextInt(8) == 0 ? ROWS / 8 : 0)) - ROWS / 2};
            }

            @Override
            int draws(Random random) {
                return 2 * ROWS + random.nextInt(ROWS);
            }
        },
        SPARSE(NUMBER) {
            @Override
            Object[] key(Random random) {
                return new Object[] {(long) random.nextInt(2 * ROWS) - ROWS};
            }
        },
        CLUSTERS(NUMBER) {
            @Override
            Object[] key(Random random) {
                return new Object[] {random.nextInt(4) * 1_000_000L + random.nextInt(ROWS / 2) - 1_000_000L};
            }
        },
        HALVES(NUMBER) {
            @Override
            Object[] key(Random random) {
                long place = random.nextInt(ROWS);
                return new Object[] {place < ROWS / 2 ? place - ROWS : place};
            }
        },
        ENDS(NUMBER) {
            @Override
            Object[] key(Random random) {
                long place = random.nextInt(ROWS);
                return new Object[] {random.nextBoolean() ? Long.MIN_VALUE + 1 + place : Long.MAX_VALUE - place};
            }
        },
        PAIRS(PAIR) {
            @Override
            Object[] key(Random random) {
                return new Object[] {WORDS[random.nextInt(WORDS.length)], (long) random.nextInt(ROWS) - ROWS / 2};
            }
        };

        private final String definition;

        Keys(String definition) {
            this.definition = definition;
        }

        abstract Object[] key(Random random);

        /** How often a key is drawn for a new table; what was drawn before makes no row. */
        int draws(Random random) {
            return random.nextInt(ROWS);
        }
    }

    /** The rows of a table, to which more may be added. */
    private static final class Rows {
        private final SourceFixture fixture;
        private final String table;
        private final Keys keys;
        private final Random random;
        private final TreeSet<String> known = new TreeSet<>();

        Rows(SourceFixture fixture, String table, Keys keys, Random random) {
            this.fixture = fixture;
            this.table = table;
            this.keys = keys;
            this.random = random;
        }

        void add(int most) throws SQLException {
            List<Object[]> rows = new ArrayList<>();
            for (int i = 0; i < most; i++) {
                Object[] key = keys.key(random);
                if (known.add(java.util.Arrays.toString(key))) {
                    rows.add(key);
                }
            }
            if (!rows.isEmpty()) {
                fixture.insert(table, rows);
            }
        }
    }
}
