package dev.whimbrel.core.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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

    /** The form is the same whether it is made of a text or of the bytes that a server sent, with strings on the way or without. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ \"b\" : 1.10, \"a\":[1e2, -0.0] }",
                "{\"name\": \"Zo\u00eb\", \"b\": 1, \"a\": \"\\u00eb\"}",
                "[\"\ud83d\ude80\", \"\\ud83d\\ude80\"]",
                "[1, 2, \"a long text before a letter of two bytes: \u00fc\"]",
                "\u00fc{ not JSON",
                "{ not JSON either",
                "",
                "null"
            })
    void sameOfBytes(String text) {
        byte[] wanted =
                new Canonical().add(7L).add(CanonicalJson.of(text)).add("x").toBytes();
        Canonical ofText = new Canonical().add(7L);
        ofText.json(text);
        assertThat(ofText.add("x").toBytes()).isEqualTo(wanted);
        byte[] sent = ("\u0001" + text + "??").getBytes(StandardCharsets.UTF_8);
        Canonical ofBytes = new Canonical().add(7L);
        ofBytes.json(sent, 1, sent.length - 3);
        assertThat(ofBytes.add("x").toBytes()).isEqualTo(wanted);
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
