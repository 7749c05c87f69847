package dev.whimbrel.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.whimbrel.control.ledger.Counts;
import dev.whimbrel.core.fault.Fault;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with everything holds the run, instead of being buried in the quarantine row by row. */
class BreakerTest {
    @TempDir
    Path folder;

    @Test
    void aLookupThatMissesEveryValueHoldsTheRun() throws Exception {
        String broken = OldShop.MAPPING
                .replace("flows:\n", "lookups:\n  first: { values: { nobody: somebody } }\nflows:\n")
                .replace("name: { sql: \"trim(name)\" }", "name: { lookup: first, of: name }");
        OldShop shop = new OldShop(folder).chunkRows(700).mapping(broken).fill(2_000, 5_000);
        for (int attempt = 1; attempt <= 2; attempt++) {
            Fault fault = catchThrowableOfType(
                    Fault.class,
                    () -> shop.migration().run(Set.of(), RunListener.NONE).execute());
            assertThat(fault.code()).isEqualTo("BREAKER_TRIPPED");
            assertThat(fault.getMessage())
                    .contains("flow customer")
                    .containsPattern("\\d+ of the first \\d+ rows")
                    .containsPattern("\\d+ LOOKUP_MISSING")
                    .doesNotContain("Name 1");
            assertThat(shop.freshText("select state || ' ' || reason from whimbrel.run"))
                    .startsWith("HELD ")
                    .contains("LOOKUP_MISSING");
            assertThat(shop.freshNumber("select count(*) from shop.customer")).isZero();
            assertThat(shop.freshNumber("select count(*) from whimbrel.issue")).isZero();
            assertThat(shop.freshNumber("select count(*) from whimbrel.identity join whimbrel.flow using (flow_no)"
                            + " where name <> 'branch'"))
                    .isZero();
            assertThat(shop.freshNumber("select count(*) from whimbrel.chunk where state = 'LEASED'"))
                    .isZero();
        }
        Outcome mended = shop.mapping(OldShop.MAPPING)
                .migration()
                .run(Set.of(), RunListener.NONE)
                .execute();
        assertThat(mended.isComplete()).isTrue();
        assertThat(shop.differences()).isEmpty();
        assertThat(shop.freshText("select string_agg(state, ',' order by run_id) from whimbrel.run"))
                .isEqualTo("ABANDONED,COMPLETE");
    }

    @Test
    void aSourceThatChangesInMidRunHoldsIt() throws Exception {
        changed("source", shop -> shop.old("alter table branch add column colour varchar(10)"));
    }

    @Test
    void aTargetThatChangesInMidRunHoldsIt() throws Exception {
        changed("target", shop -> shop.fresh("alter table shop.branch add column colour text"));
    }

    private interface Change {
        void make(OldShop shop) throws SQLException;
    }

    private void changed(String side, Change change) throws Exception {
        OldShop shop = new OldShop(folder).chunkRows(100).fill(1_000, 10_000);
        AtomicBoolean made = new AtomicBoolean();
        RunListener slow = new RunListener() {
            @Override
            public void chunk(String flow, String step, Counts counts) {
                try {
                    if (flow.equals("customer") && made.compareAndSet(false, true)) {
                        change.make(shop);
                    }
                    Thread.sleep(100);
                } catch (SQLException | InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        Fault fault = catchThrowableOfType(Fault.class, () -> shop.migration()
                .run(Set.of(), slow)
                .watching(Duration.ofMillis(500))
                .execute());
        assertThat(fault.code()).isEqualTo("SCHEMA_CHANGED");
        assertThat(fault.getMessage()).contains(side);
        assertThat(shop.freshText("select state || ' ' || reason from whimbrel.run"))
                .startsWith("HELD ")
                .contains(side);
        assertThat(shop.freshNumber("select count(*) from whimbrel.step where state <> 'DONE'"))
                .as("it was held in the middle")
                .isPositive();
        assertThat(shop.freshNumber("select count(*) from whimbrel.chunk where state = 'LEASED'"))
                .isZero();
    }
}
