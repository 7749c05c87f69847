package dev.whimbrel.engine.pair;

import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.TwinPlan;
import dev.whimbrel.core.port.TwinPlan.Held;
import dev.whimbrel.core.port.TwinPlan.Lead;
import dev.whimbrel.core.value.Type.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** In which manner the rows of a pair are looked at for the first time. */
sealed interface Manner {
    /**
     * Joined by the database in which both tables stand: only rows that are not the same leave it.
     *
     * @param key how a row's key is made of the columns of its key
     */
    record Joined(TwinPlan plan, List<Cell> key) implements Manner {
        public Joined {
            key = List.copyOf(key);
        }
    }

    /** Both sides are read row by row. */
    record RowByRow(String because) implements Manner {}

    /** As far as the pair itself can tell; the database may still refuse. */
    static Manner of(Pair pair) {
        return new Making(pair).manner();
    }

    /** Finds what of a pair can be held against each other by a database. */
    final class Making {
        /** A column whose text is the same for the database and for us. */
        private static final Set<Kind> OWNERS =
                EnumSet.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT, Kind.TEXT, Kind.UUID, Kind.ENUM);

        private final Pair pair;
        private final List<Held> held = new ArrayList<>();
        private final List<Lead> leads = new ArrayList<>();
        private String unlike = "";

        private Making(Pair pair) {
            this.pair = pair;
        }

        private Manner manner() {
            ReadPlan expected = pair.expected().byKey();
            ReadPlan actual = pair.actual().byKey();
            if (!pair.isKeyed()) {
                return new RowByRow("its rows have no key");
            }
            if (expected == null || actual == null) {
                return new RowByRow("its key is not made of columns that a row is found by");
            }
            if (!isOwnerPlain()) {
                return new RowByRow("its owner is no number or text of its own");
            }
            // The key may be left out of what is compared, and a collation may take two keys for one.
            held(pair.expected().key(), pair.actual().key());
            held(pair.expected().values(), pair.actual().values());
            return unlike.isEmpty()
                    ? new Joined(new TwinPlan(expected, actual, held, leads), key())
                    : new RowByRow("column " + unlike + " has two types that only we can hold against each other");
        }

        private List<Cell> key() {
            List<Cell> key = new ArrayList<>();
            for (Cell part : pair.expected().key()) {
                if (part instanceof Cell.Own own) {
                    key.add(new Cell.Own(key.size(), own.column(), null, false));
                }
            }
            return key;
        }

        private boolean isOwnerPlain() {
            Integer owner = pair.ownerPlace();
            return owner == null
                    || pair.expected().values().get(owner) instanceof Cell.Own own
                            && OWNERS.contains(own.column().type().kind());
        }

        private void held(List<Cell> left, List<Cell> right) {
            for (int i = 0; i < left.size(); i++) {
                if (left.get(i) instanceof Cell.Own one && right.get(i) instanceof Cell.Own other) {
                    own(one, other);
                } else if (left.get(i) instanceof Cell.Lead one && right.get(i) instanceof Cell.Lead other) {
                    leads.add(new Lead(new Held(one.place(), other.place()), new Held(one.found(), other.found())));
                    held(one.key(), other.key());
                }
            }
        }

        private void own(Cell.Own one, Cell.Own other) {
            Kind left = one.column().type().kind();
            Kind right = other.column().type().kind();
            boolean alike = left == right || isNumberOrText(left) && isNumberOrText(right);
            if (!alike) {
                unlike = one.column().name();
            }
            Held both = new Held(one.place(), other.place());
            if (!held.contains(both)) {
                held.add(both);
            }
        }

        /** Pairs of these are of one family, or they would be no pairs. */
        private static boolean isNumberOrText(Kind kind) {
            return switch (kind) {
                case SMALLINT, INTEGER, BIGINT, DECIMAL, TEXT, ENUM -> true;
                case BOOLEAN, REAL, DOUBLE, BYTES, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL, UUID, JSON, OTHER ->
                    false;
            };
        }
    }
}
