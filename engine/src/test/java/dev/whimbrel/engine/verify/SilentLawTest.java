package dev.whimbrel.engine.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.engine.run.OldShop;
import dev.whimbrel.engine.run.RunListener;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Laws that say nothing, or cannot be asked, are told of, and of every tenant they should speak of. */
class SilentLawTest {
    private static final String SILENT = """
              silent:
                source: "select 1 as one from branch where 1 = 0"
                target: "select 1 as one from shop.branch where false"
              silent_of_tenants:
                tenant: branch
                by: [branch]
                source: "select branch_id as branch, count(*) as n from branch where branch_id = 1 group by branch_id"
                target: "select legacy_id as branch, count(*) as n from shop.branch where legacy_id = 1 group by legacy_id"
              broken:
                tenant: branch
                by: [branch]
                source: "select branch_id as branch from branch"
                target: "select legacy_id as other from shop.branch"
            """;

    @TempDir
    Path folder;

    @Test
    void silenceOfALawIsUntestedAndAFailureConcernsEveryTenant() throws Exception {
        OldShop shop = new OldShop(folder).fill(8, 8);
        shop.migration().run(Set.of(), RunListener.NONE).execute();
        shop.mapping(withLaws());
        Found found = new Found(shop.migration()
                .verify(Set.of(), VerifyListener.NONE)
                .settling(Duration.ZERO)
                .execute());
        assertThat(found.verdicts())
                .contains(
                        "law silent * UNTESTED",
                        "law silent_of_tenants 1 FULL_MATCH",
                        "law silent_of_tenants 2 UNTESTED",
                        "law broken 1 INCOMPARABLE",
                        "law broken 2 INCOMPARABLE")
                .doesNotContain("law broken * INCOMPARABLE", "law silent_of_tenants * UNTESTED");
    }

    private static String withLaws() {
        return OldShop.mapping().replace("flows:\n", "laws:\n" + SILENT + "flows:\n");
    }
}
