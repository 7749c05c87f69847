package dev.whimbrel.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.ConnectionProfile;
import dev.whimbrel.core.port.KeyRange;
import dev.whimbrel.core.port.ReadPlan;
import dev.whimbrel.core.port.Source;
import dev.whimbrel.core.schema.Ownership.Everyone;
import dev.whimbrel.testkit.server.MariaDbServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users meet who may not do what they try, on MariaDB; and that a source never writes. */
class MariaDbFaultsTest {
    private final MariaDbServer server = MariaDbServer.shared();
    private SourceFixture fixture;

    MariaDbFaultsTest() throws SQLException {
        fixture = new SourceFixture("mariadb", server.createDatabase(), server.user(), server.password(), Map.of());
    }

    @BeforeEach
    void fill() throws SQLException {
        fixture.execute("create table seen (id int primary key)", "create table hidden (id int primary key)");
        fixture.execute("insert into hidden values (1)");
        fixture.execute("create or replace user clerk identified by 'clerk_word'", "grant select on seen to clerk");
    }

    @AfterEach
    void close() throws SQLException {
        fixture.execute("drop user if exists clerk");
        fixture.close();
    }

    @Test
    void wrongPassword() {
        assertThatThrownBy(() -> open("clerk", "wrong_word")).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.code()).isEqualTo("AUTHENTICATION_FAILED");
            assertThat(fault.getMessage() + fault.next()).contains("127.0.0.1:").doesNotContain("word'", "clerk");
        });
    }

    @Test
    void noPermission() throws SQLException {
        ReadPlan hidden = fixture.plan("hidden", List.of("id"), new Everyone());
        try (Source source = open("clerk", "clerk_word")) {
            assertThat(source.schema().tables())
                    .extracting(t -> t.name().name())
                    .containsExactly("seen");
            assertThatThrownBy(() -> source.read(hidden, KeyRange.ALL)).isInstanceOfSatisfying(Fault.class, fault -> {
                assertThat(fault.code()).isEqualTo("PERMISSION_DENIED");
                assertThat(fault.getMessage()).contains("hidden").doesNotContain("clerk");
            });
            assertThat(source.count(fixture.plan("seen", List.of("id"), new Everyone())))
                    .isEmpty();
        }
    }

    @Test
    void unknownTablesAndColumns() {
        assertThatThrownBy(() -> fixture.source().distinct(dev.whimbrel.core.schema.TableName.parse("none"), "x"))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo("TABLE_UNKNOWN"));
        assertThatThrownBy(() -> fixture.source().distinct(dev.whimbrel.core.schema.TableName.parse("seen"), "x"))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo("COLUMN_UNKNOWN"));
    }

    @Test
    void seesWhatIsCommittedLater() throws SQLException {
        ReadPlan plan = fixture.plan("seen", List.of("id"), new Everyone());
        assertThat(fixture.read(plan, KeyRange.ALL)).isEmpty();
        fixture.execute("insert into seen values (7)");
        assertThat(fixture.read(plan, KeyRange.ALL)).hasSize(1);
    }

    private Source open(String user, String password) {
        return new JdbcSourceConnector()
                .open(new ConnectionProfile("mysql", fixture.profile().url(), user, password, Map.of(), Path.of(".")));
    }
}
