package dev.whimbrel.engine.shelf;

import dev.whimbrel.core.mapping.CompiledFlow.Fill;
import dev.whimbrel.core.mapping.CompiledFlow.Write;
import dev.whimbrel.core.port.Fixture;
import dev.whimbrel.core.port.Fixture.Kind;
import dev.whimbrel.core.port.Fixture.Reference;
import dev.whimbrel.core.schema.TableName;
import dev.whimbrel.engine.shelf.TableShelf.Aside;
import dev.whimbrel.engine.shelf.TableShelf.Moment;
import dev.whimbrel.engine.shelf.TableShelf.Staying;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides what is put aside. Only time may change by it: whatever could keep a row out stays, so that the very rows land that would
 * land with everything in place, and the others are refused one by one.
 */
public final class ShelfRule {
    /** The flows whose tables serve nobody yet, by table, in run order. */
    private final Map<TableName, Filling> fillings = new LinkedHashMap<>();

    private final List<TableName> order = new ArrayList<>();
    private final List<Fixture> fixtures;
    private final Map<Fixture, Verdict> references = new HashMap<>();
    private final Map<Fixture, Verdict> keys = new HashMap<>();

    private ShelfRule(List<Filling> all, List<Fixture> fixtures) {
        this.fixtures = fixtures;
        for (Filling filling : all) {
            if (filling.untouched().isEmpty()) {
                fillings.put(filling.table(), filling);
                order.add(filling.table());
            }
        }
    }

    /** Goes or stays. {@code withKey}: it goes only where the key that it needs goes. */
    private record Verdict(
            @org.jspecify.annotations.Nullable Aside aside, String why, boolean withKey) {
        static Verdict stays(String why) {
            return new Verdict(null, why, false);
        }
    }

    /**
     * Decides.
     *
     * @param fillings the flows of the run in their order
     * @param fixtures those of their tables, and the foreign keys that lead to these
     */
    public static List<TableShelf> decide(List<Filling> fillings, List<Fixture> fixtures) {
        ShelfRule rule = new ShelfRule(fillings, fixtures);
        fixtures.stream()
                .filter(fixture -> fixture.kind() == Kind.FOREIGN_KEY)
                .forEach(fixture -> rule.references.put(fixture, rule.reference(fixture)));
        fixtures.stream()
                .filter(fixture -> fixture.kind().isUnique())
                .forEach(fixture -> rule.keys.put(fixture, rule.key(fixture)));
        return fillings.stream().map(rule::table).toList();
    }

    private TableShelf table(Filling filling) {
        List<Aside> aside = new ArrayList<>();
        List<Staying> staying = new ArrayList<>();
        Optional<String> untouched = filling.untouched();
        for (Fixture fixture : fixtures) {
            if (untouched.isPresent() || !fixture.table().equals(filling.table())) {
                continue;
            }
            Verdict verdict = verdict(filling, fixture);
            if (verdict.aside() != null) {
                aside.add(verdict.aside());
            } else {
                staying.add(new Staying(fixture, verdict.why()));
            }
        }
        return new TableShelf(filling.name(), filling.table(), untouched.orElse(null), aside, staying);
    }

    private Verdict verdict(Filling filling, Fixture fixture) {
        return switch (fixture.kind()) {
            case PRIMARY_KEY, UNIQUE -> keys.getOrDefault(fixture, Verdict.stays("it is unknown"));
            case INDEX -> index(filling, fixture);
            case FOREIGN_KEY -> {
                Verdict verdict = references.getOrDefault(fixture, Verdict.stays("it is unknown"));
                yield verdict.withKey() && !keyGoes(fixture)
                        ? Verdict.stays("only the target can tell which rows lack their parent")
                        : verdict;
            }
        };
    }

    private boolean keyGoes(Fixture reference) {
        return keys.entrySet().stream()
                .anyMatch(entry ->
                        isNeeded(entry.getKey(), reference) && entry.getValue().aside() != null);
    }

    private static boolean isNeeded(Fixture key, Fixture reference) {
        Reference to = reference.reference();
        return to != null && to.table().equals(key.table()) && to.key().equals(key.name());
    }

    /** An index that refuses nothing. It is made again when the second pass, too, has written its rows. */
    private Verdict index(Filling filling, Fixture fixture) {
        return refusing(filling, fixture)
                .map(Verdict::stays)
                .orElseGet(() -> new Verdict(new Aside(fixture, Moment.LINKED, filling.name()), "", false));
    }

    /** Why an index could refuse a row, or cannot be taken away at all. */
    private static Optional<String> refusing(Filling filling, Fixture fixture) {
        if (fixture.obstacle() != null) {
            return Optional.of(fixture.obstacle());
        }
        boolean fits = fixture.capacity() == Fixture.ANY_SIZE
                || new ValueWidth(filling.flow()).of(fixture.holds()) <= fixture.capacity();
        return fits ? Optional.empty() : Optional.of("a value could be too large for it");
    }

    /** A key that the mapping itself keeps, with all foreign keys that need it. Second passes and children find rows by it. */
    private Verdict key(Fixture fixture) {
        Filling filling = fillings.get(fixture.table());
        if (filling == null) {
            return Verdict.stays("its table is not filled from nothing");
        }
        Optional<String> refusing = refusing(filling, fixture);
        if (refusing.isPresent()) {
            return Verdict.stays(refusing.orElseThrow());
        }
        if (!new UniqueProof(filling.flow()).covers(fixture.columns())) {
            return Verdict.stays("only the target can tell which rows agree in it");
        }
        if (isOfSourceKey(filling, fixture) || (fixture.kind() == Kind.PRIMARY_KEY && !keepsSourceKey(filling))) {
            return Verdict.stays("rows are read back by it");
        }
        if (filling.flow().grouping().isPresent()) {
            return Verdict.stays("rows of groups are looked up");
        }
        return references.entrySet().stream()
                .filter(entry ->
                        isNeeded(fixture, entry.getKey()) && entry.getValue().aside() == null)
                .map(entry -> Verdict.stays("foreign key " + entry.getKey().label() + " needs it and stays"))
                .findFirst()
                .orElseGet(() -> new Verdict(new Aside(fixture, Moment.LANDED, filling.name()), "", false));
    }

    /** Whether the table has an index of its own for source keys that are whole numbers, by which batches are read back. */
    private boolean keepsSourceKey(Filling filling) {
        return fixtures.stream()
                .anyMatch(fixture -> fixture.table().equals(filling.table()) && isOfSourceKey(filling, fixture));
    }

    private static boolean isOfSourceKey(Filling filling, Fixture fixture) {
        return fixture.kind() == Kind.UNIQUE
                && fixture.columns().size() == 1
                && write(filling, fixture.columns().get(0))
                        .filter(write -> write.fill() instanceof Fill.SourceKey
                                && write.column().type().isInteger())
                        .isPresent();
    }

    private Verdict reference(Fixture fixture) {
        Filling child = fillings.get(fixture.table());
        Reference to = fixture.reference();
        Filling parent = to == null ? null : fillings.get(to.table());
        if (fixture.obstacle() != null) {
            return Verdict.stays(fixture.obstacle());
        }
        if (child == null || parent == null) {
            return Verdict.stays("the other table is not filled from nothing");
        }
        if (child == parent) {
            return isSetLater(child, fixture)
                    ? new Verdict(new Aside(fixture, Moment.LANDED, parent.name()), "", true)
                    : Verdict.stays("only the target can tell which rows lack their parent");
        }
        if (isGuaranteed(child, parent, fixture)) {
            return new Verdict(new Aside(fixture, Moment.END, child.name()), "", false);
        }
        // While the parents are filled the child's table is empty still: it stands again before the child's first row.
        return order.indexOf(parent.table()) < order.indexOf(child.table())
                ? new Verdict(new Aside(fixture, Moment.LANDED, parent.name()), "", true)
                : Verdict.stays("only the target can tell which rows lack their parent");
    }

    /** All columns are references that a second pass sets: until then they are null. */
    private static boolean isSetLater(Filling child, Fixture fixture) {
        return fixture.columns().stream().allMatch(column -> write(child, column)
                .filter(write -> write.fill() instanceof Fill.Reference reference && reference.deferred())
                .isPresent());
    }

    /** The value comes out of the identity map, from a row that this run has written to the parent's table. */
    private static boolean isGuaranteed(Filling child, Filling parent, Fixture fixture) {
        Reference to = fixture.reference();
        return to != null
                && fixture.columns().size() == 1
                && to.columns().equals(parent.flow().target().primaryKey())
                && write(child, fixture.columns().get(0))
                        .filter(write -> write.fill() instanceof Fill.Reference reference
                                && !reference.deferred()
                                && reference.flow().equals(parent.name()))
                        .isPresent();
    }

    private static Optional<Write> write(Filling filling, String column) {
        return filling.flow().writes().stream()
                .filter(write -> write.column().name().equals(column))
                .findFirst();
    }
}
