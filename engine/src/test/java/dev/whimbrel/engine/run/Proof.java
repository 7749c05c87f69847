package dev.whimbrel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;

/** That a move of the {@link OldShop} ended as if nothing had happened, by SQL that shares nothing with the copying. */
final class Proof {
    private Proof() {}

    /** Rows equal on both sides, one run and complete, the row equation exact, identities of just these rows, no open issue. */
    static void of(OldShop shop) throws SQLException {
        assertThat(shop.differences()).isEmpty();
        assertThat(shop.freshText("select string_agg(state, ',') from whimbrel.run"))
                .isEqualTo("COMPLETE");
        assertThat(shop.freshNumber("select count(*) from whimbrel.issue where closed_run is null"))
                .isZero();
        assertThat(shop.freshNumber("select count(*) from whimbrel.chunk where state <> 'DONE'"))
                .isZero();
        for (String table : new String[] {"branch", "customer", "purchase"}) {
            flow(shop, table);
        }
    }

    private static void flow(OldShop shop, String table) throws SQLException {
        long rows = shop.oldNumber("select count(*) from " + table);
        String where = " join whimbrel.flow f using (flow_no) where f.name = '" + table + "'";
        assertThat(shop.freshText("select concat_ws(' ', sum(source_rows), sum(rows_read), sum(inserted),"
                        + " sum(updated + unchanged + merged + excluded + quarantined + held + gone),"
                        + " sum(target_rows), sum(target_expected)) from whimbrel.balance" + where))
                .as("balance of %s", table)
                .isEqualTo("%1$d %1$d %1$d 0 %1$d %1$d".formatted(rows));
        assertThat(shop.freshNumber("select count(*) from shop." + table)).isEqualTo(rows);
        assertThat(shop.freshNumber("select count(*) from whimbrel.identity i" + where))
                .isEqualTo(rows);
        assertThat(shop.freshNumber("select count(*) from shop." + table + " t join whimbrel.identity i"
                        + " on i.source_key = t.legacy_id::text and i.target_key = t." + table + "_id::text"
                        + " and i.outcome = 'WRITTEN'" + where))
                .as("identities of %s", table)
                .isEqualTo(rows);
        assertThat(shop.freshNumber("select coalesce(sum(k.inserted), 0) from whimbrel.chunk_count k"
                        + " join whimbrel.step s using (run_id, step_no)" + where))
                .as("rows that chunks of %s say they wrote", table)
                .isEqualTo(rows);
    }
}
