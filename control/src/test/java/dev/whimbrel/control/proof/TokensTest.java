package dev.whimbrel.control.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tokens say what is the same, within a tenant and for ever, and nothing else. */
class TokensTest {
    private final Tokens tokens = new Tokens(key(0), "shop");

    private static byte[] key(int first) {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (first + i);
        }
        return key;
    }

    @Test
    void theyAreWhatAnybodyElseWouldCompute() {
        // By Python's hmac over the parts, each after its length in four bytes, under the key 00 01 … 1f.
        assertThat(tokens.row("7", "client", "4711")).isEqualTo("6ea3ed9a9d14829b");
        assertThat(tokens.value("7", "client", "mail", "ä")).isEqualTo("6326f9f61fb0afe5");
    }

    @Test
    void nothingOfAnotherDomainHasTheSame() {
        Set<String> all = new TreeSet<>(List.of(
                tokens.row("7", "client", "4711"),
                tokens.row("8", "client", "4711"),
                tokens.row("7", "order", "4711"),
                tokens.row("7", "clie", "nt4711"),
                tokens.value("7", "client", "mail", "4711"),
                tokens.value("7", "client", "phone", "4711"),
                tokens.value("8", "client", "mail", "4711"),
                tokens.value("7", "order", "mail", "4711"),
                new Tokens(key(0), "market").row("7", "client", "4711"),
                new Tokens(key(1), "shop").row("7", "client", "4711")));
        assertThat(all).hasSize(10).allMatch(token -> token.matches("[0-9a-f]{16}"));
    }

    @Test
    void threadsDoNotDisturbEachOther() {
        List<String> alone = IntStream.range(0, 20_000)
                .mapToObj(row -> tokens.row("7", "client", "k" + row))
                .toList();
        List<String> together = IntStream.range(0, 20_000)
                .parallel()
                .mapToObj(row -> tokens.row("7", "client", "k" + row))
                .toList();
        assertThat(together).isEqualTo(alone);
    }

    @Test
    void aProjectHasOneKeyForEver() throws SQLException {
        try (Target target = new Target()) {
            Connection first = target.connect();
            Connection second = target.connect();
            String token = Proof.on(first).tokens("shop").row("7", "client", "4711");
            first.commit();
            assertThat(Proof.on(second).tokens("shop").row("7", "client", "4711"))
                    .isEqualTo(token);
            assertThat(Proof.on(second).tokens("market").row("7", "client", "4711"))
                    .isNotEqualTo(token);
            assertThat(target.texts("select octet_length(key) from whimbrel.token_key where project = 'shop'"))
                    .containsExactly("32");
        }
    }
}
