package dev.whimbrel.connectors.jdbc.postgres;

import dev.whimbrel.core.port.Parcel;
import dev.whimbrel.core.port.TargetTransaction.Landed;
import dev.whimbrel.core.port.TargetTransaction.Refusal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The inserts and updates of one transaction. */
final class Writes {
    private final Connection connection;
    private final Staging staging;
    private final Refusals blame;
    private final Map<String, Optional<ReadBack>> readBacks = new HashMap<>();
    /** Tables whose rows are sent in the form in which the server gives them back. */
    private final Set<String> settled;

    private boolean immediate;

    Writes(Connection connection, Set<String> settled) {
        this.connection = connection;
        this.settled = settled;
        this.staging = new Staging(connection);
        this.blame = new Refusals(connection);
    }

    List<Refusal> insert(TableShape table, List<NativeColumn> columns, List<@Nullable Object[]> rows)
            throws SQLException {
        checkAtOnce();
        return settled(table, columns, rows, insertOnce(table, columns, rows));
    }

    private List<Refusal> settled(
            TableShape table, List<NativeColumn> columns, List<@Nullable Object[]> rows, List<Refusal> refusals)
            throws SQLException {
        boolean parents = refusals.stream().anyMatch(Writes::lacksParent) && refersToItself(table);
        return parents ? insertChildren(table, columns, rows, refusals) : refusals;
    }

    /** Makes parcels whose rows are encoded already. */
    Parcel.Maker parcels(TableShape table, List<NativeColumn> columns, int sourceKey) throws SQLException {
        ReadBack readBack = isStraight(table, columns) ? readBack(table, columns, sourceKey) : null;
        return new Parcel.Maker() {
            /** Parcels of one table are much alike in size. */
            private int bytes = BinaryCopy.FLOW;

            private CopyParcel parcel = next();

            private CopyParcel next() {
                return parcel(table, columns, readBack, new ArrayList<>(), bytes + bytes / 16);
            }

            @Override
            public void add(@Nullable Object[] row) {
                parcel.rows().add(row);
                BinaryCopy copy = parcel.copy();
                if (copy != null) {
                    copy.encodeRest();
                }
            }

            @Override
            public Parcel take() {
                CopyParcel taken = parcel;
                BinaryCopy copy = taken.copy();
                if (copy != null) {
                    bytes = copy.bytes();
                }
                parcel = next();
                return taken;
            }
        };
    }

    /** A parcel whose rows are encoded as they are sent. */
    CopyParcel parcel(TableShape table, List<NativeColumn> columns, int sourceKey, List<@Nullable Object[]> rows)
            throws SQLException {
        ReadBack readBack = isStraight(table, columns) ? readBack(table, columns, sourceKey) : null;
        return parcel(table, columns, readBack, rows, BinaryCopy.FLOW);
    }

    private CopyParcel parcel(
            TableShape table,
            List<NativeColumn> columns,
            @Nullable ReadBack readBack,
            List<@Nullable Object[]> rows,
            int bytes) {
        boolean asGiven = readBack != null && settled.contains(table.sql());
        BinaryCopy copy = isStraight(table, columns)
                ? BinaryCopy.flowing(columns, rows, readBack == null ? null : readBack.hash(), asGiven, bytes)
                : null;
        return new CopyParcel(table, columns, rows, readBack, asGiven, copy);
    }

    Landed land(CopyParcel parcel) throws SQLException {
        TableShape table = parcel.table();
        List<NativeColumn> columns = parcel.columns();
        ReadBack readBack = parcel.readBack();
        BinaryCopy copy = parcel.copy();
        if (copy == null) {
            return new Landed(insert(table, columns, parcel.rows()), false);
        }
        checkAtOnce();
        long start = readBack == null ? 0 : readBack.start();
        List<Refusal> refusals = settled(table, columns, parcel.rows(), copied(table, columns, copy));
        if (readBack == null) {
            return new Landed(refusals, false);
        }
        Set<Integer> refused = new HashSet<>();
        refusals.forEach(refusal -> refused.add(refusal.index()));
        if (!readBack.isUseless() && readBack.finds(copy.hashes(refused), start, parcel.rows())) {
            return new Landed(refusals, true);
        }
        if (parcel.settled()) {
            readBack.giveUp();
        } else {
            // The server has other bytes for some value, such as the blanks in a JSON text: from now on we send those.
            settled.add(table.sql());
        }
        return new Landed(refusals, false, readBack.rows(parcel.size() - refused.size(), start, parcel.rows()));
    }

    private @Nullable ReadBack readBack(TableShape table, List<NativeColumn> columns, int sourceKey)
            throws SQLException {
        String shape = table.sql() + " " + Staging.names(columns);
        if (!readBacks.containsKey(shape)) {
            readBacks.put(shape, Optional.ofNullable(ReadBack.of(connection, table, columns, sourceKey)));
        }
        return readBacks.get(shape).orElse(null);
    }

    /** Whether COPY can put rows of these columns into the table itself. */
    private static boolean isStraight(TableShape table, List<NativeColumn> columns) {
        return table.copyable() && columns.stream().noneMatch(NativeColumn::asText);
    }

    private List<Refusal> copied(TableShape table, List<NativeColumn> columns, BinaryCopy copy) throws SQLException {
        String sql = "copy " + table.sql() + " (" + Staging.names(columns) + ") from stdin (format binary)";
        Isolation isolation = new Isolation(
                connection,
                (from, to) -> copy.send(connection, sql, from, to),
                (position, failure) -> blame.of(copy.index(position), failure, table));
        return merged(isolation.write(() -> copy.sendFirst(connection, sql), copy::size), copy.unencodable());
    }

    private List<Refusal> insertOnce(TableShape table, List<NativeColumn> columns, List<@Nullable Object[]> rows)
            throws SQLException {
        if (isStraight(table, columns)) {
            return copied(table, columns, BinaryCopy.flowing(columns, rows, null, false, BinaryCopy.FLOW));
        }
        BinaryCopy copy = BinaryCopy.of(columns, rows, true);
        Staged staged = stage(table, columns, copy);
        String sql = Staging.insert(table, columns, staged.name());
        return merged(isolate(table, copy, (from, to) -> between(sql, copy, from, to)), staged.refused());
    }

    /** @param refused rows that did not even reach the stage */
    private record Staged(String name, List<Refusal> refused) {}

    private Staged stage(TableShape table, List<NativeColumn> columns, BinaryCopy copy) throws SQLException {
        String name = staging.empty(columns);
        String sql = "copy " + name + " from stdin (format binary)";
        List<Refusal> refused = isolate(table, copy, (from, to) -> copy.send(connection, sql, from, to));
        staging.filled(name);
        return new Staged(name, merged(refused, copy.unencodable()));
    }

    /**
     * A row that refers to another of its own set may be refused only because both came apart while others were being isolated.
     * The refused ones are tried again for as long as that lets some in.
     */
    private List<Refusal> insertChildren(
            TableShape table, List<NativeColumn> columns, List<@Nullable Object[]> rows, List<Refusal> refusals)
            throws SQLException {
        List<Refusal> settled =
                new ArrayList<>(refusals.stream().filter(r -> !lacksParent(r)).toList());
        List<Refusal> open = refusals.stream().filter(Writes::lacksParent).toList();
        int before;
        do {
            before = open.size();
            List<Refusal> again = new ArrayList<>();
            List<@Nullable Object[]> retried = new ArrayList<>();
            for (Refusal refusal : open) {
                retried.add(rows.get(refusal.index()));
            }
            for (Refusal refusal : insertOnce(table, columns, retried)) {
                Refusal known = new Refusal(
                        open.get(refusal.index()).index(), refusal.code(), refusal.columns(), refusal.detail());
                (lacksParent(known) ? again : settled).add(known);
            }
            open = again;
        } while (!open.isEmpty() && open.size() < before);
        settled.addAll(open);
        settled.sort(Comparator.comparingInt(Refusal::index));
        return settled;
    }

    List<Refusal> update(TableShape table, List<NativeColumn> columns, List<String> keys, List<@Nullable Object[]> rows)
            throws SQLException {
        checkAtOnce();
        BinaryCopy copy = BinaryCopy.of(columns, rows, true);
        Staged staged = stage(table, columns, copy);
        List<Refusal> before = merged(staged.refused(), fixedIdentities(table, columns, keys, staged.name()));
        String sql = Staging.update(table, columns, keys, staged.name());
        return sql.isEmpty()
                ? before
                : merged(isolate(table, copy, (from, to) -> between(sql, copy, from, to)), before);
    }

    /** Rows that would change an identity GENERATED ALWAYS, which no UPDATE can; they are refused and left alone. */
    private List<Refusal> fixedIdentities(TableShape table, List<NativeColumn> columns, List<String> keys, String stage)
            throws SQLException {
        List<Refusal> refused = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            NativeColumn column = columns.get(i);
            if (!column.alwaysIdentity() || keys.contains(column.name())) {
                continue;
            }
            String sql = "delete from " + stage + " s using " + table.sql() + " t where "
                    + Staging.join(columns, keys) + " and t." + column.quoted() + " is distinct from s.c" + i
                    + " returning s.n";
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    refused.add(
                            new Refusal(row.getInt(1), "REFUSED_BY_TARGET", List.of(column.name()), "SQL state 428C9"));
                }
            }
        }
        return refused;
    }

    private List<Refusal> isolate(TableShape table, BinaryCopy copy, Isolation.Attempt attempt) throws SQLException {
        Isolation isolation = new Isolation(
                connection, attempt, (position, failure) -> blame.of(copy.index(position), failure, table));
        return isolation.write(copy.size());
    }

    private static List<Refusal> merged(List<Refusal> some, List<Refusal> others) {
        if (others.isEmpty()) {
            return some;
        }
        List<Refusal> all = new ArrayList<>(some);
        Set<Integer> known = new HashSet<>();
        some.forEach(r -> known.add(r.index()));
        others.stream().filter(r -> known.add(r.index())).forEach(all::add);
        all.sort(Comparator.comparingInt(Refusal::index));
        return all;
    }

    private void between(String sql, BinaryCopy copy, int from, int to) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, copy.index(from));
            statement.setInt(2, copy.index(to - 1));
            statement.executeUpdate();
        }
    }

    /** Deferred constraints are checked with each statement, so that the rows that break them can be isolated. */
    private void checkAtOnce() throws SQLException {
        if (!immediate) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set constraints all immediate");
            }
            immediate = true;
        }
    }

    private static boolean lacksParent(Refusal refusal) {
        return refusal.code().equals("FOREIGN_KEY_MISSING");
    }

    private boolean refersToItself(TableShape table) throws SQLException {
        String sql = "select exists (select from pg_constraint where contype = 'f' and conrelid = to_regclass(?)"
                + " and confrelid = conrelid)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, table.sql());
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
