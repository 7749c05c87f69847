package dev.whimbrel.engine.copy;

import dev.whimbrel.core.compare.RowDigest;
import dev.whimbrel.core.port.Parcel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be done for rows as soon as they are mapped, in the thread that reads: the target's rules, the digest, and the form in
 * which the target takes them. Only rows whose values are all there by then have it, see {@link FlowWork#isWhole}; for others the
 * writing thread does it.
 */
final class Ahead {
    private final FlowWork flow;
    private final RowDigest digests;
    private final Parcel.@Nullable Maker parcels;

    Ahead(Scene scene) {
        this.flow = scene.flow();
        this.digests = new RowDigest(flow.columns());
        // Of rows that may have landed before, few are inserted.
        this.parcels = flow.isWhole() && scene.fresh() ? scene.landing().parcels(flow) : null;
    }

    /** A batch of rows; {@code ready} where some of them are to be inserted as they are. */
    record Batch(List<Mapping.Made> rows, @Nullable Ready ready) {}

    /** Rows that nothing was found against, and the same rows as the target takes them. */
    record Ready(List<Candidate> rows, Parcel parcel) {}

    Mapping.Made done(Mapping.Made made) {
        Candidate row = made.candidate();
        if (flow.isWhole() && isGood(made)) {
            @Nullable Object[] values = flow.row(row.values);
            row.found = flow.rules().check(values);
            if (row.found.isEmpty()) {
                row.digest = digests.of(values);
                if (parcels != null) {
                    parcels.add(values);
                }
            }
        }
        return made;
    }

    private static boolean isGood(Mapping.Made made) {
        return !made.mapped().filtered() && made.candidate().isGood();
    }

    Batch batch(List<Mapping.Made> rows) {
        if (parcels == null) {
            return new Batch(rows, null);
        }
        List<Candidate> good = new ArrayList<>(rows.size());
        for (Mapping.Made made : rows) {
            if (made.candidate().digest != null) {
                good.add(made.candidate());
            }
        }
        return new Batch(rows, new Ready(good, parcels.take()));
    }
}
