package dev.whimbrel.core.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON texts that mean the same have one form; what is not JSON keeps its own. */
class CanonicalJsonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "{ \"b\" : 1.10, \"a\":[1e2, -0.0] }~{\"a\":[100,0],\"b\":1.1}",
                "{\"a\":1,\"a\":2}~{\"a\":2}",
                "\"\\u0041\\/\\n\"~\"A/\\u000a\"",
                "[]~[]",
                "{ }~{}",
                "` null `~null"
            })
    void oneForm(String text, String form) {
        assertThat(CanonicalJson.of(text)).isEqualTo(form);
        assertThat(CanonicalJson.of(form)).isEqualTo(form);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[1,]", "{\"a\"}", "nul", "1 2", "--1", "\"\\x\"", "\"\\u12", "abc", "{1:2}", "[1"})
    void leavesOtherTextAlone(String text) {
        assertThat(CanonicalJson.of(text)).isEqualTo(text);
    }

    @Test
    void tellsDifferentOnesApart() {
        assertThat(CanonicalJson.of("[1,2]")).isNotEqualTo(CanonicalJson.of("[2,1]"));
        assertThat(CanonicalJson.of("\"1\"")).isNotEqualTo(CanonicalJson.of("1"));
        assertThat(CanonicalJson.of("[\"a,b\"]")).isNotEqualTo(CanonicalJson.of("[\"a\",\"b\"]"));
        assertThat(CanonicalJson.of("{\"a\":null}")).isNotEqualTo(CanonicalJson.of("{}"));
    }

    @Test
    void deepNestingDoesNotExhaustTheStack() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);
        assertThat(CanonicalJson.of(deep)).isEqualTo(deep);
    }
}
