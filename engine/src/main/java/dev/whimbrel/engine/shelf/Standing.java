package dev.whimbrel.engine.shelf;

import dev.whimbrel.control.ledger.Ledger;
import dev.whimbrel.control.ledger.LedgerFaults;
import dev.whimbrel.control.ledger.Shelf;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.Fixture;
import dev.whimbrel.core.port.Fixture.Kind;
import dev.whimbrel.core.port.Target;
import dev.whimbrel.core.port.TargetTransaction;
import dev.whimbrel.core.schema.ForeignKey;
import dev.whimbrel.core.schema.Schema;
import dev.whimbrel.core.schema.Table;
import dev.whimbrel.core.schema.UniqueKey;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The target's schema as its owner knows it: what lies on the shelf counts as standing, for it will stand again. */
public final class Standing {
    /** The catalogue orders names by their bytes, and so do code points. */
    private static final Comparator<String> BY_NAME = (a, b) -> java.util.Arrays.compareUnsigned(
            a.getBytes(java.nio.charset.StandardCharsets.UTF_8), b.getBytes(java.nio.charset.StandardCharsets.UTF_8));

    private Standing() {}

    /**
     * Reads the schema. The shelf is read before it and after it: what is put aside or made again in between is on one of the two
     * or in the catalogue, and so cannot be missed.
     */
    public static Schema of(Target target) {
        Map<Long, Fixture> shelf = new LinkedHashMap<>();
        look(target, shelf);
        Schema schema = target.schema();
        look(target, shelf);
        return shelf.isEmpty() ? schema : with(schema, shelf.values());
    }

    private static void look(Target target, Map<Long, Fixture> found) {
        try (TargetTransaction transaction = target.begin()) {
            Shelf shelf = Ledger.on(transaction.unwrap(Connection.class)).shelf();
            if (shelf.exists()) {
                shelf.list().forEach(item -> found.put(item.id(), item.fixture()));
            }
        } catch (Fault fault) {
            throw fault;
        } catch (RuntimeException failure) {
            throw LedgerFaults.of(failure);
        }
    }

    static Schema with(Schema schema, Collection<Fixture> shelf) {
        return new Schema(schema.tables().stream()
                .map(table -> with(
                        table,
                        shelf.stream()
                                .filter(fixture -> fixture.table().equals(table.name()))
                                .toList()))
                .toList());
    }

    private static Table with(Table table, List<Fixture> shelf) {
        if (shelf.isEmpty()) {
            return table;
        }
        List<String> primary = table.primaryKey();
        List<UniqueKey> unique = new ArrayList<>(table.uniqueKeys());
        List<ForeignKey> references = new ArrayList<>(table.foreignKeys());
        for (Fixture fixture : shelf) {
            Fixture.Reference to = fixture.reference();
            if (fixture.kind() == Kind.PRIMARY_KEY) {
                primary = fixture.columns();
            } else if (fixture.kind() == Kind.UNIQUE
                    && unique.stream().noneMatch(key -> key.name().equals(fixture.name()))) {
                unique.add(new UniqueKey(fixture.name(), fixture.columns(), true));
            } else if (to != null
                    && references.stream().noneMatch(key -> key.name().equals(fixture.name()))) {
                references.add(new ForeignKey(fixture.name(), fixture.columns(), to.table(), to.columns()));
            }
        }
        unique.sort(Comparator.comparing(UniqueKey::name, BY_NAME));
        references.sort(Comparator.comparing(ForeignKey::name, BY_NAME));
        return new Table(
                table.name(),
                table.columns(),
                primary,
                unique,
                references,
                table.checks(),
                table.rows(),
                table.bytes());
    }
}
