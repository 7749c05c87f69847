package dev.whimbrel.examples.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;

/** What all branches of the generated system have in common: writers, counters, shared clients, and the rows of nobody. */
final class Generator {
    /** Clients of the pool have the keys 0 down to -59: old systems do such things. */
    static final int POOL = 60;

    /** Prices T01 to T40 have a tariff in the new system; T99 has a price but no tariff. */
    static final int TARIFFS = 40;

    private static final int ORPHANS = 150;

    private final Connection connection;
    private final long seed;
    private final double scale;
    private final Map<String, TableWriter> writers = new LinkedHashMap<>();
    private final Map<String, Integer> ids = new TreeMap<>();
    private final Map<Oddity, SortedMap<Integer, Long>> counts = new EnumMap<>(Oddity.class);
    private final List<BitSet> poolBranches = new ArrayList<>();

    Generator(Connection connection, long seed, double scale) {
        this.connection = connection;
        this.seed = seed;
        this.scale = scale;
        for (int i = 0; i < POOL; i++) {
            poolBranches.add(new BitSet());
        }
    }

    Planted run() throws SQLException {
        prices();
        for (int branch : new TreeMap<>(OldSystem.WEIGHTS).keySet()) {
            SplittableRandom random = new SplittableRandom(seed * 1_000 + branch);
            new BranchProperty(this, branch, random).write();
        }
        SplittableRandom random = new SplittableRandom(seed * 1_000);
        clientPool(random);
        orphans(random);
        SortedMap<String, Long> rows = new TreeMap<>();
        for (TableWriter writer : writers.values()) {
            writer.flush();
            rows.put(writer.table(), writer.rows());
        }
        return new Planted(rows, counts);
    }

    /** A branch's share of all rows in percent of the full size; at least 1. */
    int weight(int branch) {
        int full = java.util.Objects.requireNonNull(OldSystem.WEIGHTS.get(branch));
        return Math.max(1, (int) Math.round(full * scale));
    }

    TableWriter to(String table) {
        return writers.computeIfAbsent(table, t -> new TableWriter(connection, t));
    }

    /** The next key of a table, from 1. */
    int next(String table) {
        return ids.merge(table, 1, Integer::sum);
    }

    void count(Oddity oddity, int branch) {
        counts.computeIfAbsent(oddity, o -> new TreeMap<>()).merge(branch, 1L, Long::sum);
    }

    /** Key of a client that any branch may have contracts with. */
    int poolClient(int branch, SplittableRandom random) {
        // The last five of the pool never get a contract.
        int index = random.nextInt(POOL - 5);
        poolBranches.get(index).set(branch);
        return -index;
    }

    /** A version 4 UUID drawn from {@code random}. */
    static UUID uuid(SplittableRandom random) {
        return new UUID(
                random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() & 0x3FFFFFFFFFFFFFFFL | 0x8000000000000000L);
    }

    private void prices() throws SQLException {
        for (int n = 1; n <= TARIFFS; n++) {
            price("T%02d".formatted(n), n);
        }
        price("T99", 99);
    }

    private void price(String code, int n) throws SQLException {
        to("price_code")
                .add(
                        code,
                        "Grundpreis für Stufe " + n,
                        n + ".2500",
                        n % 3 == 0 ? "7.00" : "19.00",
                        "2004-01-01",
                        "00ff00");
    }

    private void clientPool(SplittableRandom random) throws SQLException {
        Words words = new Words(random);
        for (int index = 0; index < POOL; index++) {
            int branches = poolBranches.get(index).cardinality();
            if (branches > 1) {
                count(Oddity.CLIENT_SHARED, 0);
            } else if (branches == 0) {
                count(Oddity.CLIENT_OF_NOBODY, 0);
            }
            client(-index, "Hausverwaltung " + words.firm() + " " + index, words, null);
        }
        for (int i = 0; i < ORPHANS; i++) {
            count(Oddity.CLIENT_OF_NOBODY, 0);
            client(next("client"), words.person(), words, null);
        }
    }

    void client(int clientNo, String name, Words words, @org.jspecify.annotations.Nullable Integer mainContract)
            throws SQLException {
        boolean company = Math.floorMod(clientNo, 4) == 0;
        to("client")
                .add(
                        clientNo,
                        company ? "C" : "P",
                        name,
                        Math.floorMod(clientNo, 5) == 0 ? null : "Kunde." + clientNo + "@Example.COM ",
                        Math.floorMod(clientNo, 3) == 0 ? null : words.phone(),
                        Math.floorMod(clientNo, 3) == 1 ? null : words.phone(),
                        null,
                        company ? "DE" + (100_000_000 + clientNo) : null,
                        Math.floorMod(clientNo, 7) == 0 ? null : "20%02d-03-31".formatted(Math.floorMod(clientNo, 20)),
                        100L * Math.floorMod(clientNo, 5_000) + 50,
                        Math.floorMod(clientNo, 50) == 0 ? 1 : 0,
                        mainContract);
    }

    private void orphans(SplittableRandom random) throws SQLException {
        Words words = new Words(random);
        for (int i = 0; i < ORPHANS; i++) {
            to("reading").add(next("reading"), uuid(random), "2019-05-05 10:00:00", "5.000", 0, null, words.note());
            count(Oddity.READING_ORPHAN, 0);
            to("document")
                    .add(
                            next("document"),
                            90_000_000 + i,
                            "letter",
                            "Anschreiben",
                            "2012-12-12 12:12:12",
                            null,
                            1,
                            null,
                            "S1");
            count(Oddity.DOCUMENT_ORPHAN, 0);
            to("list_recipient")
                    .add(
                            "OLD",
                            i,
                            90_000 + i,
                            "old%d@example.net".formatted(i),
                            words.person(),
                            null,
                            "N",
                            "IMPORT",
                            null,
                            "2009-09-09 09:09:09");
            count(Oddity.RECIPIENT_ORPHAN, 0);
            to("print_queue").add(i, "job " + i, "2020-02-02 02:02:02");
        }
    }
}
