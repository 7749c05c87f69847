package dev.whimbrel.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.control.ledger.Ledger;
import dev.whimbrel.testkit.server.PostgresServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** What the demo says is true: a touched live row shows, and the story is told from the ledger. */
class DemoPartsTest {
    @Test
    void aLiveRowThatIsTouchedShows() throws Exception {
        PostgresServer server = PostgresServer.shared();
        try (Connection target = DriverManager.getConnection(server.createDatabase(), server.user(), "");
                Statement statement = target.createStatement()) {
            SqlScript.run(target, SqlScript.resource("national/new-schema.sql"));
            statement.execute("insert into crm.branch (legacy_id, name, region)"
                    + " values (1, 'a', 'north'), (2, 'b', 'east'), (3, 'c', 'west')");
            statement.execute("insert into crm.party (legacy_id, kind, display_name, credit_limit, vip)"
                    + " values (1, 'person', 'x', 0, false)");
            LiveRows live = LiveRows.watch(target, List.of("1", "2"));
            SortedMap<String, LiveRows.Fingerprint> before = live.fingerprints();
            assertThat(before).containsOnlyKeys("crm.branch", "crm.party", "service.tariff");
            assertThat(before.get("crm.branch"))
                    .extracting(LiveRows.Fingerprint::rows)
                    .isEqualTo(2L);

            statement.execute("update crm.branch set name = 'z' where legacy_id = 3");
            statement.execute("insert into crm.party (legacy_id, kind, display_name, credit_limit, vip)"
                    + " values (9, 'person', 'y', 0, false)");
            assertThat(live.fingerprints()).isEqualTo(before);

            statement.execute("update crm.party set vip = true where legacy_id = 1");
            StringWriter text = new StringWriter();
            assertThat(new Story(target, new PrintWriter(text, true)).untouched(before, live.fingerprints()))
                    .isFalse();
            assertThat(text.toString()).contains("crm.party").contains("CHANGED");
        }
    }

    @Test
    void theStoryIsToldFromTheLedger() throws Exception {
        PostgresServer server = PostgresServer.shared();
        try (Connection target = DriverManager.getConnection(server.createDatabase(), server.user(), "")) {
            Ledger.on(target).installation().install();
            SqlScript.run(target, SqlScript.split("""
                    insert into whimbrel.mapping_version (project, hash) values ('p', 'h');
                    insert into whimbrel.flow (project, name, source_table, target_table) values ('p', 'unit', 'unit', 'crm.unit');
                    insert into whimbrel.run (project, environment, mapping_id, tenants, state, source_fingerprint, target_fingerprint)
                      values ('p', 'dev', 1, '{3}', 'COMPLETE', '', '');
                    insert into whimbrel.balance values (1, 1, '3', 10, 10, 6, 0, 0, 1, 1, 2, 0, 6, 6, 0);
                    insert into whimbrel.issue values (1, 'k', 'TOO_LONG', '{name}', '3', 'k', 'longer than 80', '', 1, 1);
                    insert into whimbrel.identity_row (flow_no, source_key, tenant, outcome, survivor_key, rule, mapping_id, run_id)
                      values (1, 'k2', '3', 'EXCLUDED', 'k3', 'survivors', 1, 1)"""));
            StringWriter text = new StringWriter();
            Story story = new Story(target, new PrintWriter(text, true));
            assertThat(story.balance()).isTrue();
            story.leftOut();
            story.issues();
            assertThat(text.toString())
                    .contains("read 10 = written 6 + unchanged 0 + merged 1 + excluded 1 + quarantined 2: balanced")
                    .contains("TOO_LONG", "longer than 80", "survivors");
        }
    }
}
