package dev.whimbrel.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.OwnerCounts;
import dev.whimbrel.core.port.Profiler;
import dev.whimbrel.core.port.Profiler.TableProfile;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.ReadPlan.ReadColumn;
import dev.whimbrel.core.port.ReadPlan.ReadJoin;
import dev.whimbrel.core.port.SourceRow;
import dev.whimbrel.core.port.SourceRows;
import dev.whimbrel.core.schema.ForeignKey;
import dev.whimbrel.core.schema.Ownership;
import dev.whimbrel.core.schema.Ownership.Constant;
import dev.whimbrel.core.schema.Ownership.Everyone;
import dev.whimbrel.core.schema.Ownership.Paths;
import dev.whimbrel.core.schema.Ownership.Step;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.core.value.Key;
import dev.whimbrel.core.value.TenantId;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every database source must do, whatever the database. A subclass gives the server and its names of types. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SourceContract {
    private static final long SEED = 20261121;
    private static final Paths OWN = paths(path("branch_id"));
    private static final Step TO_SITE = step("site_id", "site", "site_id", true);
    private static final Step TO_ROOM = step("room_id", "room", "room_id", true);

    private SourceFixture fixture;

    abstract SourceFixture open() throws SQLException;

    abstract String uuidType();

    abstract String bytesType();

    abstract String momentType();

    /** A text type whose order does not tell upper case from lower case. */
    abstract String caselessType();

    abstract String wrongUrl();

    /** Whether the test has a server for itself, whose sessions it may end and whose collations it may choose. */
    boolean isServer() {
        return true;
    }

    @BeforeAll
    void fill() throws SQLException {
        System.out.println("Seed of " + getClass().getSimpleName() + ": " + SEED);
        fixture = open();
        new BranchFixture(fixture).create(new Random(SEED));
    }

    @AfterAll
    void close() throws SQLException {
        fixture.close();
    }

    SourceFixture fixture() {
        return fixture;
    }

    @Test
    void splitsWholeNumbers() throws SQLException {
        Random random = new Random(SEED);
        splits("k_int", "id bigint not null primary key", i ->
                new Object[] {(i - 250) * 7_000_000_000L + random.nextInt(99)});
    }

    @Test
    void splitsTextsThatCollide() throws SQLException {
        Random random = new Random(SEED);
        String[] words = {"", "a", "A", "b", "B ", "ä", "z", "Z", "O'Hara", "a\\b", "%", "🐦"};
        splits("k_text", "word " + caselessType() + " not null, nr int not null, primary key (word, nr)", i ->
                new Object[] {words[random.nextInt(words.length)], i - 250});
    }

    @Test
    void splitsUuids() throws SQLException {
        Random random = new Random(SEED);
        splits("k_uuid", "id " + uuidType() + " not null primary key", i -> new Object[] {
            UUID.nameUUIDFromBytes(new byte[] {(byte) random.nextInt(), (byte) i, (byte) (i >> 8)})
                    .toString()
        });
    }

    @Test
    void splitsDecimals() throws SQLException {
        splits("k_dec", "id decimal(30,10) not null primary key", i -> new Object[] {
            new BigDecimal("-123456789012345.5").add(new BigDecimal("0.0000000001").multiply(BigDecimal.valueOf(i)))
        });
    }

    @Test
    void splitsDatesWithMoments() throws SQLException {
        splits("k_date", "born date not null, seen " + momentType() + " not null, primary key (born, seen)", i ->
                new Object[] {"2024-01-%02d".formatted(1 + i % 3), "2024-01-01 10:00:00.%06d".formatted(i * 7)});
    }

    @Test
    void splitsBytes() throws SQLException {
        splits("k_bytes", "id " + bytesType() + " not null primary key", i ->
                new Object[] {new byte[] {(byte) (i * 37), (byte) (i >> 8), 0, (byte) '\''}});
    }

    @Test
    void splitsThreeColumns() throws SQLException {
        splits(
                "k_three",
                "a int not null, b " + caselessType() + " not null, c bigint not null, primary key (a, b, c)",
                i -> new Object[] {i % 3 - 1, i % 2 == 0 ? "x" : "X", (long) i});
    }

    @Test
    void readsRowsWithoutKeyAsMalformed() throws SQLException {
        fixture.execute("create table k_null (a int, b int, v int)");
        fixture.insert("k_null", List.of(new Object[] {1, 1, 1}, new Object[] {1, 2, 2}, new Object[] {2, 1, 3}));
        fixture.execute("insert into k_null values (null, 1, 4), (2, null, 5), (null, null, 6)");
        ReadPlan plan = fixture.plan("k_null", List.of("a", "b"), new Everyone());
        List<SourceRow> rows = new ArrayList<>();
        fixture.split(plan, 1).forEach(range -> rows.addAll(fixture.read(plan, range)));
        assertThat(rows).hasSize(6);
        assertThat(rows.stream().filter(r -> "KEY_NULL".equals(r.malformed()))).hasSize(3);
        assertThat(fixture.source().count(plan)).isEqualTo(Map.of(TenantId.SHARED, 6L));
    }

    @Test
    void findsOwnersFiveJoinsAway() throws SQLException {
        Paths deep = paths(path(
                "branch_id",
                step("item_id", "item", "item_id", true),
                step("booking_id", "booking", "booking_id", true),
                TO_ROOM,
                TO_SITE,
                step("branch_id", "branch", "branch_id", true)));
        owns(
                "note",
                "note_id",
                deep,
                "select n.note_id, s.branch_id, s.branch_id from note n left join item i on i.item_id = n.item_id"
                        + " left join booking b on b.booking_id = i.booking_id left join room r on r.room_id = b.room_id"
                        + " left join site s on s.site_id = r.site_id");
    }

    @Test
    void findsSharedAndOrphanedRows() throws SQLException {
        Paths reverse = paths(
                path("branch_id", step("client_id", "booking", "client_id", false), TO_ROOM, TO_SITE),
                path("branch_id", step("client_id", "contract", "client_id", false), TO_SITE));
        owns(
                "client",
                "client_id",
                reverse,
                "select c.client_id, min(o.branch_id), max(o.branch_id) from client c left join (select b.client_id, s.branch_id"
                        + " from booking b join room r on r.room_id = b.room_id join site s on s.site_id = r.site_id"
                        + " union select k.client_id, s.branch_id from contract k join site s on s.site_id = k.site_id) o"
                        + " on o.client_id = c.client_id group by c.client_id");
    }

    @Test
    void findsOwnersInTheTableItself() throws SQLException {
        owns("site", "site_id", OWN, "select site_id, branch_id, branch_id from site");
    }

    @Test
    void tellsTenantsApartByCase() throws SQLException {
        fixture.execute("create table caseless (id int primary key, tenant " + caselessType() + ")");
        fixture.execute("insert into caseless values (1, 'a'), (2, 'A'), (3, 'b'), (4, null), (5, '')");
        Paths own = paths(path("tenant"));
        assertThat(fixture.keys(fixture.read(fixture.plan("caseless", List.of("id"), own, "a"), KeyRange.ALL)))
                .containsExactly("1");
        assertThat(fixture.source().count(fixture.plan("caseless", List.of("id"), own, "A", "b", "c")))
                .isEqualTo(Map.of(new TenantId("A"), 1L, new TenantId("b"), 1L));
        assertThat(fixture.source().distinct(TableName.parse("caseless"), "tenant"))
                .containsExactly("A", "a", "b");
        assertThat(fixture.source().owners(fixture.table("caseless"), own)).isEqualTo(new OwnerCounts(3, 0, 2));
    }

    @Test
    void everyoneAndConstant() {
        Table branch = fixture.table("branch");
        ReadPlan shared = fixture.plan("branch", List.of("branch_id"), new Everyone(), "1");
        assertThat(fixture.countByReading(shared))
                .isEqualTo(fixture.source().count(shared))
                .hasSize(1);
        ReadPlan constant = fixture.plan("branch", List.of("branch_id"), new Constant("7"), "7", "8");
        assertThat(fixture.countByReading(constant))
                .isEqualTo(fixture.source().count(constant))
                .hasSize(1);
        ReadPlan other = fixture.plan("branch", List.of("branch_id"), new Constant("7"), "8");
        assertThat(fixture.countByReading(other))
                .isEqualTo(fixture.source().count(other))
                .isEmpty();
        assertThat(fixture.source().owners(branch, new Everyone())).isEqualTo(new OwnerCounts(0, 12, 0));
        assertThat(fixture.source().owners(branch, new Constant("7"))).isEqualTo(new OwnerCounts(12, 0, 0));
        assertThat(fixture.source().distinct(TableName.parse("branch"), "branch_id"))
                .hasSize(12);
    }

    @Test
    void readsParentsAlongWithRows() {
        Table room = fixture.table("room");
        Table site = fixture.table("site");
        ForeignKey on = new ForeignKey("f", List.of("site_id"), site.name(), List.of("site_id"));
        ReadPlan plan = new ReadPlan(
                room,
                List.of("room_id"),
                List.of(
                        new ReadColumn("s", "branch_id"),
                        new ReadColumn(null, "site_id"),
                        new ReadColumn("s", "site_id")),
                List.of(new ReadJoin("s", site, on)),
                new Everyone(),
                Set.of());
        List<SourceRow> rows = fixture.read(plan, KeyRange.ALL);
        assertThat(rows).hasSize(120).allSatisfy(row -> assertThat(row.values()[1])
                .isEqualTo(row.values()[2]));
        assertThat(rows).anySatisfy(row -> assertThat(row.values()[0]).isNotNull());
    }

    @Test
    void keysComeBackFromTheLedgerAsTexts() {
        ReadPlan plan = fixture.plan("note", List.of("note_id"), new Everyone());
        List<String> all = fixture.keys(fixture.read(plan, KeyRange.ALL));
        List<String> again = new ArrayList<>();
        for (KeyRange range : fixture.split(plan, 100)) {
            again.addAll(fixture.keys(fixture.read(plan, asTexts(range))));
        }
        assertThat(again).isEqualTo(all);
    }

    @Test
    void findsKeysThatExist() {
        Table site = fixture.table("site");
        Set<Key> asked = new TreeSet<>((a, b) -> a.text().compareTo(b.text()));
        for (long i = -20; i < 700; i++) {
            asked.add(Key.of(i));
        }
        assertThat(fixture.source().present(site, List.of("site_id"), asked)).hasSize(40);
        assertThat(fixture.source().present(site, List.of("site_id"), Set.of())).isEmpty();
        assertThat(fixture.source().present(site, List.of("site_id", "branch_id"), List.of(Key.of(1L, 999L))))
                .isEmpty();
    }

    @Test
    void readsTheCatalogue() {
        Schema schema = fixture.source().schema();
        Table contract = schema.table(TableName.parse("contract")).orElseThrow();
        assertThat(contract.primaryKey()).containsExactly("client_id", "site_id");
        assertThat(contract.foreignKeys()).hasSize(2).anySatisfy(key -> {
            assertThat(key.columns()).containsExactly("site_id");
            assertThat(key.references().name()).isEqualTo("site");
            assertThat(key.referencedColumns()).containsExactly("site_id");
        });
        Table client = schema.table(TableName.parse("client")).orElseThrow();
        assertThat(client.uniqueKeys())
                .anySatisfy(key -> assertThat(key.columns()).containsExactly("code"));
        assertThat(client.column("code").orElseThrow().nullable()).isFalse();
        assertThat(schema.table(TableName.parse("client_names"))).isPresent();
    }

    @Test
    void profiles() {
        TableProfile profile = ((Profiler) fixture.source()).profile(fixture.table("client"));
        assertThat(profile.rows()).isEqualTo(300);
        assertThat(profile.columns().get(0).distinct()).isEqualTo(21);
        assertThat(profile.columns().get(2).values()).containsExactly("", "A", "a");
        assertThat(profile.columns().get(2).nulls()).isPositive();
        assertThat(profile.columns().get(1).longest()).isEqualTo(4);
    }

    @Test
    void saysWhatIsWrongWithoutSayingWho() {
        ConnectionProfile good = fixture.profile();
        ConnectionProfile refused =
                new ConnectionProfile(good.type(), wrongUrl(), "secret_user", "secret_word", Map.of(), Path.of("."));
        fails(refused, "CONNECTION_REFUSED", "127.0.0.1:1");
        if (!isServer()) {
            return;
        }
        String unknown = good.url().replaceAll("/[^/]*$", "/no_such_db");
        fails(
                new ConnectionProfile(good.type(), unknown, good.user(), good.password(), Map.of(), Path.of(".")),
                "DATABASE_UNKNOWN",
                "no_such_db");
        fails(
                new ConnectionProfile(good.type(), "jdbc:nothing://x/y", "u", "p", Map.of(), Path.of(".")),
                "DRIVER_MISSING",
                "jdbc:nothing");
    }

    @Test
    void aCutConnectionMayBeTriedAgain() throws SQLException {
        assumeTrue(isServer(), "no server whose sessions may be ended");
        ReadPlan plan = fixture.plan("note", List.of("note_id"), new Everyone());
        try (SourceFixture other = open(fixture.profile())) {
            try (SourceRows rows = other.source().read(plan, KeyRange.ALL)) {
                rows.next();
                killOthers();
                assertThatThrownBy(() -> {
                            while (rows.next() != null) {}
                            other.source().count(plan);
                        })
                        .isInstanceOfSatisfying(Fault.class, fault -> {
                            assertThat(fault.isTransient()).isTrue();
                            assertThat(fault.getCause()).isNull();
                        });
            }
        }
        fixture.close();
        fixture = open(fixture.profile());
    }

    /** Whether the server has sent little, all or only a part by then. */
    @Test
    void aReadThatIsGivenUpLeavesNothingForTheNext() throws SQLException {
        fixture.execute("create table few (few_id int primary key, what varchar(90))");
        fixture.execute("create table many (many_id int primary key, what varchar(90))");
        List<Object[]> few = new ArrayList<>();
        List<Object[]> many = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            (i < 600 ? few : many).add(new Object[] {i, "w".repeat(80)});
        }
        insert("few", few);
        insert("many", many);
        List<ReadPlan> plans = List.of(
                fixture.plan("few", List.of("few_id"), new Everyone()),
                fixture.plan("many", List.of("many_id"), new Everyone()));
        for (int read : new int[] {0, 1, 300, 599}) {
            for (ReadPlan plan : plans) {
                try (SourceRows rows = fixture.source().scan(plan)) {
                    for (int i = 0; i < read; i++) {
                        assertThat(rows.next()).isNotNull();
                    }
                }
                assertThat(fixture.source().count(plans.get(0))).isEqualTo(Map.of(TenantId.SHARED, 600L));
                assertThat(fixture.read(plans.get(0), KeyRange.ALL)).hasSize(600);
                assertThat(SourceFixture.all(fixture.source().scan(plans.get(1))))
                        .hasSize(19_400);
            }
        }
    }

    /** Ends all other sessions of the database. */
    abstract void killOthers() throws SQLException;

    static SourceFixture open(ConnectionProfile profile) throws SQLException {
        return new SourceFixture(profile.type(), profile.url(), profile.user(), profile.password(), profile.settings());
    }

    private static void fails(ConnectionProfile profile, String code, String named) {
        assertThatThrownBy(() -> new JdbcSourceConnector().open(profile)).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.code()).isEqualTo(code);
            assertThat(fault.getMessage() + fault.next()).contains(named).doesNotContain("secret");
        });
    }

    /** Splits by several sizes: the ranges, in order, must give exactly the rows of the whole table, in order. */
    private void splits(String table, String definition, Rows maker) throws SQLException {
        fixture.execute("create table " + table + " (" + definition + ")");
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            rows.add(maker.row(i));
        }
        insert(table, rows);
        List<String> key = fixture.table(table).primaryKey();
        ReadPlan plan = fixture.plan(table, key, new Everyone());
        List<String> all = fixture.keys(fixture.read(plan, KeyRange.ALL));
        assertThat(all).hasSize(500).doesNotHaveDuplicates();
        for (int size : new int[] {1, 7, 100, 499, 500, 1000}) {
            List<KeyRange> ranges = fixture.split(plan, size);
            assertThat(ranges.get(0).after()).isNull();
            assertThat(ranges.get(ranges.size() - 1).upTo()).isNull();
            assertThat(ranges).hasSize((499 + size) / size).isEqualTo(fixture.split(plan, size));
            List<String> read = new ArrayList<>();
            for (KeyRange range : ranges) {
                List<String> keys = fixture.keys(fixture.read(plan, size == 1 ? asTexts(range) : range));
                assertThat(keys).hasSizeBetween(1, size);
                read.addAll(keys);
            }
            assertThat(read).isEqualTo(all);
        }
        Set<Key> asked = Set.copyOf(
                fixture.read(plan, KeyRange.ALL).stream().map(SourceRow::key).toList());
        assertThat(fixture.source().present(plan.table(), key, asked)).hasSize(500);
        scansAndFinds(plan, all, asked);
    }

    /** Without order, and row by row: by keys as a ledger has them, and by one that no row can have. */
    private void scansAndFinds(ReadPlan plan, List<String> all, Set<Key> asked) {
        assertThat(fixture.keys(SourceFixture.all(fixture.source().scan(plan))))
                .containsExactlyInAnyOrderElementsOf(all);
        List<Key> some = new ArrayList<>(
                asked.stream().limit(90).map(SourceContract::asTexts).toList());
        List<String> texts = some.stream().map(Key::text).toList();
        some.add(new Key(java.util.Collections.nCopies(plan.key().size(), "no such key")));
        boolean words = plan.key().stream()
                .map(name -> plan.table().column(name).orElseThrow().type())
                .allMatch(type ->
                        type.isText() || type.isNumber() || type.kind() == dev.whimbrel.core.value.Type.Kind.UUID);
        List<Key> wanted = words ? some : some.subList(0, some.size() - 1);
        assertThat(fixture.keys(SourceFixture.all(fixture.source().find(plan, wanted))))
                .containsExactlyInAnyOrderElementsOf(texts);
        assertThat(SourceFixture.all(fixture.source().find(plan, List.of()))).isEmpty();
    }

    abstract void insert(String table, List<Object[]> rows) throws SQLException;

    private static KeyRange asTexts(KeyRange range) {
        return new KeyRange(asTexts(range.after()), asTexts(range.upTo()), range.rows());
    }

    private static @org.jspecify.annotations.Nullable Key asTexts(@org.jspecify.annotations.Nullable Key key) {
        return key == null
                ? null
                : new Key(List.copyOf(Key.split(key.text(), key.parts().size())));
    }

    /** Compares rows, counts and owners with an independent query that gives key, lowest and highest tenant. */
    private void owns(String table, String key, Paths paths, String independent) throws SQLException {
        Map<String, String> expected = new TreeMap<>();
        Map<String, List<String>> holders = new TreeMap<>();
        long none = 0;
        for (String line : fixture.texts(independent)) {
            String[] parts = line.split("\\|");
            if (parts[1].equals("null")) {
                none++;
            } else {
                expected.put(parts[0], parts[1].equals(parts[2]) ? parts[1] : "*");
                holders.put(parts[0], List.of(parts[1], parts[2]));
            }
        }
        ReadPlan plan = fixture.plan(table, List.of(key), paths);
        Map<String, String> read = new TreeMap<>();
        for (KeyRange range : fixture.split(plan, 50)) {
            fixture.read(plan, range)
                    .forEach(row -> read.put(row.key().text(), row.owner().text()));
        }
        assertThat(read).isEqualTo(expected);
        assertThat(fixture.source().count(plan))
                .isEqualTo(fixture.countByReading(plan))
                .isNotEmpty();
        long several = expected.values().stream().filter("*"::equals).count();
        assertThat(fixture.source().owners(plan.table(), paths))
                .isEqualTo(new OwnerCounts(expected.size() - several, several, none));
        ReadPlan some = fixture.plan(table, List.of(key), paths, "3", "5", "no number");
        List<String> owned = fixture.keys(fixture.read(some, KeyRange.ALL));
        assertThat(fixture.source().count(some)).isEqualTo(fixture.countByReading(some));
        expected.forEach((id, owner) -> {
            if (!owner.equals("*")) {
                assertThat(owned.contains(id)).isEqualTo(owner.equals("3") || owner.equals("5"));
            } else if (holders.getOrDefault(id, List.of()).contains("3")
                    || holders.getOrDefault(id, List.of()).contains("5")) {
                assertThat(owned).contains(id);
            }
        });
    }

    static Paths paths(Ownership.Path... paths) {
        return new Paths(List.of(paths));
    }

    static Ownership.Path path(String tenantColumn, Step... steps) {
        return new Ownership.Path(Arrays.asList(steps), tenantColumn);
    }

    static Step step(String column, String to, String toColumn, boolean single) {
        return new Step(List.of(column), TableName.parse(to), List.of(toColumn), single);
    }

    /** Makes the row of a number. */
    @FunctionalInterface
    interface Rows {
        Object[] row(int number);
    }
}
