package dev.whimbrel.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.control.ledger.Identity;
import dev.whimbrel.control.ledger.Issue;
import dev.whimbrel.engine.Migration;
import dev.whimbrel.engine.run.Trace;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every sort of row can be traced from the old key to the new one and back. */
class NationalTraceTest {
    @SuppressWarnings("NullAway.Init")
    private static NationalMove move;

    @BeforeAll
    static void moveOneBranch() throws Exception {
        String old = NationalMove.oldSystem();
        NationalMove.load(old, 12);
        move = NationalMove.into(old);
        assertThat(move.move(List.of(4)).isComplete()).isTrue();
    }

    @Test
    void aPlainRow() throws Exception {
        String site = old("select max(site_id) from site where branch_id = 4");
        Trace.Entry there = only(trace("site", site));
        assertThat(there.forward()).isTrue();
        assertThat(there.mappingHash()).isEqualTo(move.project().mappingHash());
        assertThat(there.identity().outcome()).isEqualTo(Identity.Outcome.WRITTEN);
        assertThat(there.identity().tenant()).isEqualTo("4");
        String location = fresh("select location_id from crm.location where legacy_id = " + site);
        assertThat(there.identity().targetKey()).isEqualTo(location);
        Trace.Entry back = only(trace("crm.location", location));
        assertThat(back.forward()).isFalse();
        assertThat(back.identity().sourceKey()).isEqualTo(site);
    }

    @Test
    void aRowThatBecameTwo() throws Exception {
        String client = old("""
                select max(client_no) from client join contract using (client_no) join unit using (unit_id)
                join building using (building_id) join site using (site_id)
                where branch_id = 4 and char_length(CLIENT_NAME) < 80""");
        List<Trace.Entry> entries = trace("client", client).entries();
        assertThat(entries).extracting(Trace.Entry::targetTable).containsExactly("crm.party", "crm.contact");
        assertThat(entries)
                .extracting(entry -> entry.identity().targetKey())
                .containsExactly(
                        fresh("select party_id from crm.party where legacy_id = " + client),
                        fresh("select contact_id from crm.contact where legacy_id = " + client));
        for (Trace.Entry entry : entries) {
            Trace.Entry back = only(
                    trace(entry.targetTable(), String.valueOf(entry.identity().targetKey())));
            assertThat(back.identity().sourceKey()).isEqualTo(client);
        }
    }

    @Test
    void aRecipientOfManyRows() throws Exception {
        Set<String> sources = Set.of(old("""
                select group_concat(concat(list_code, '|', line_no)) from list_recipient join site using (site_id)
                where branch_id = 4 and email is not null group by lower(trim(email))
                having count(distinct customer_no) <= 1 and count(*) >= 3 order by count(*) desc, 1 limit 1""").split(","));
        assertThat(sources).hasSizeGreaterThan(2);
        Set<String> targets = sources.stream()
                .map(source -> find("recipient", source))
                .map(entry -> String.valueOf(entry.identity().targetKey()))
                .collect(Collectors.toSet());
        assertThat(targets).hasSize(1);
        Trace back = trace("crm.recipient", targets.iterator().next());
        assertThat(back.entries().stream()
                        .map(entry -> entry.identity().sourceKey())
                        .collect(Collectors.toSet()))
                .isEqualTo(sources);
        assertThat(back.entries().stream().filter(entry -> entry.identity().outcome() == Identity.Outcome.MERGED))
                .hasSize(sources.size() - 1);
    }

    @Test
    void aTechnicianWhoIsNotTheRightOne() throws Exception {
        String pair = old("""
                select concat(l.tech_id, ' ', w.tech_id) from technician l join technician w
                  on upper(trim(w.personnel_no)) = upper(trim(l.personnel_no)) and w.tech_id <> l.tech_id
                join site s on s.site_id = l.home_site_id
                where s.branch_id = 4 and w.verified = 1 and w.changed_at = '2018-05-01 08:00:00' limit 1""");
        String loser = pair.substring(0, pair.indexOf(' '));
        String winner = pair.substring(pair.indexOf(' ') + 1);
        Identity identity = find("technician", loser).identity();
        assertThat(identity.outcome()).isEqualTo(Identity.Outcome.EXCLUDED);
        assertThat(identity.survivorKey()).isEqualTo(winner);
        String engineer = fresh("select engineer_id from service.engineer where legacy_id = " + winner);
        assertThat(identity.targetKey()).isEqualTo(engineer);
        assertThat(trace("service.engineer", engineer).entries())
                .extracting(entry -> entry.identity().sourceKey())
                .contains(loser, winner);
    }

    @Test
    void aReadingInQuarantine() throws Exception {
        String reading = old("""
                select max(reading_id) from reading join meter using (meter_guid)
                join installation using (inst_code, inst_seq) join unit using (unit_id)
                join building using (building_id) join site using (site_id)
                where branch_id = 4 and read_at < '1000-01-01'""");
        Trace.Entry entry = only(trace("reading", reading));
        assertThat(entry.identity().outcome()).isEqualTo(Identity.Outcome.QUARANTINED);
        assertThat(entry.identity().targetKey()).isNull();
        assertThat(entry.issues()).extracting(Issue::code).containsExactly("ZERO_DATE");
    }

    @Test
    void aDraftThatStayedBehind() throws Exception {
        String draft = old("""
                select max(docId) from document join contract on contract_id = contractId join unit using (unit_id)
                join building using (building_id) join site using (site_id)
                where branch_id = 4 and docKind = 'DRAFT'""");
        Identity identity = only(trace("document", draft)).identity();
        assertThat(identity.outcome()).isEqualTo(Identity.Outcome.EXCLUDED);
        assertThat(identity.rule()).isEqualTo("drafts stay behind");
    }

    @Test
    void aRowOfABranchThatHasNotMoved() throws Exception {
        assertThat(trace("site", old("select max(site_id) from site where branch_id = 9"))
                        .entries())
                .isEmpty();
    }

    private static Trace trace(String table, String key) {
        return Migration.from(move.project()).trace(table, key);
    }

    private static Trace.Entry find(String table, String key) {
        return only(trace(table, key));
    }

    private static Trace.Entry only(Trace trace) {
        assertThat(trace.entries()).hasSize(1);
        return trace.entries().get(0);
    }

    private static String old(String sql) throws SQLException {
        try (Connection connection = move.old()) {
            return Figures.texts(connection, sql, List.of()).first();
        }
    }

    private static String fresh(String sql) throws SQLException {
        try (Connection connection = move.target()) {
            return Figures.texts(connection, sql, List.of()).first();
        }
    }
}
