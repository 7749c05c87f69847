package dev.whimbrel.control.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whimbrel.control.proof.Reveal.Asked;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who saw a row in the clear stays written down. */
class RevealsTest {
    private static Asked asked(String project, String outcome) {
        return new Asked(
                "ana",
                project,
                "live",
                "eyes",
                "client",
                null,
                "6ea3ed9a9d14829b",
                "ticket 7, a \"b\"",
                List.of("a", "b,\"c"),
                30,
                true,
                outcome);
    }

    @Test
    void theyComeBackAsTheyWereTheNewestFirst() throws SQLException {
        try (Target target = new Target()) {
            Reveals reveals = Proof.on(target.connect()).reveals();
            Asked little =
                    new Asked("ana", "shop", "live", null, null, null, "", "", List.of(), 1, false, "FLOW_UNKNOWN");
            reveals.add(asked("shop", Reveal.SHOWN));
            reveals.add(little);
            reveals.add(asked("market", Reveal.SHOWN));
            List<Reveal> found = reveals.list("shop", 9);
            assertThat(found).extracting(Reveal::asked).containsExactly(little, asked("shop", Reveal.SHOWN));
            assertThat(found).extracting(Reveal::databaseUser).containsOnly("postgres");
            assertThat(found.get(0).at()).isAfterOrEqualTo(found.get(1).at());
            assertThat(reveals.list("shop", 1)).containsExactly(found.get(0));
        }
    }

    @Test
    void nobodyChangesOrDeletesThem() throws SQLException {
        try (Target target = new Target()) {
            Connection connection = target.connect();
            Proof.on(connection).reveals().add(asked("shop", Reveal.SHOWN));
            connection.commit();
            for (String sql : List.of(
                    "update whimbrel.reveal set reason = 'none'",
                    "delete from whimbrel.reveal",
                    "truncate whimbrel.reveal")) {
                assertThatThrownBy(() -> target.execute(sql)).as(sql).hasMessageContaining("only added to");
            }
            assertThat(target.texts("select reason from whimbrel.reveal")).containsExactly("ticket 7, a \"b\"");
        }
    }

    @Test
    void aMemberOfAMemberIsAMember() throws SQLException {
        String name = "eyes" + Long.toHexString(System.nanoTime());
        try (Target target = new Target()) {
            target.execute("create role " + name + "; create role " + name + "_b; grant " + name + " to " + name + "_b;"
                    + " create role \"" + name + " C\" login noinherit; grant " + name + "_b to \"" + name + " C\";"
                    + " create role " + name + "_d login");
            assertThat(isMember(target, name + " C", name)).isTrue();
            assertThat(isMember(target, name + " C", name + " C")).isTrue();
            assertThat(isMember(target, name + "_d", name)).isFalse();
            assertThat(isMember(target, name + "_d", "no such role")).isFalse();
            assertThat(isMember(target, "postgres", "no such role")).isFalse();
        }
    }

    private static boolean isMember(Target target, String user, String role) throws SQLException {
        try (Connection connection = java.sql.DriverManager.getConnection(target.url(), user, "")) {
            return Proof.on(connection).reveals().isMember(role);
        }
    }
}
