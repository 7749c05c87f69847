package dev.whimbrel.engine.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whimbrel.core.value.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Values as bytes, and back. */
class ValueBytesTest {
    @Test
    void theVeryValueComesBack() {
        Object[] values = {
            null,
            "",
            "Zoë \uD83D\uDE00 \u0000",
            Long.MIN_VALUE,
            new BigDecimal("-1.10"),
            new BigDecimal("1E+40"),
            new BigDecimal("123456789012345678901234567890.000000001"),
            true,
            false,
            -0.0,
            Double.NaN,
            new UUID(-1, 1),
            new Unreadable("UNREADABLE_DATE"),
            LocalDate.of(-4712, 1, 1),
            LocalDate.of(2024, 2, 29),
            LocalDateTime.of(1, 1, 1, 0, 0),
            LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_999),
            LocalTime.MIDNIGHT,
            LocalTime.MAX,
            Instant.parse("1969-12-31T23:59:59.999999Z"),
            Instant.MIN,
            Instant.MAX,
            Duration.ofSeconds(-1, 1),
            Duration.ofHours(838)
        };
        assertThat(ValueBytes.values(ValueBytes.of(values))).containsExactly(values);
        byte[] raw = {0, -1, 127};
        assertThat(ValueBytes.values(ValueBytes.of(new Object[] {raw}))[0]).isEqualTo(raw);
    }

    @Test
    void momentsThatWereWrittenAsTextAreRead() throws IOException {
        Map<Character, Object> moments = Map.of(
                'D', LocalDate.of(2024, 2, 29),
                'T', LocalDateTime.of(2024, 2, 29, 12, 30, 0, 1_000),
                'h', LocalTime.of(23, 59),
                'i', Instant.parse("2024-02-29T12:30:00.000001Z"),
                'p', Duration.ofMinutes(-90));
        for (Map.Entry<Character, Object> moment : moments.entrySet()) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            byte[] text = moment.getValue().toString().getBytes(StandardCharsets.US_ASCII);
            out.writeByte(moment.getKey());
            out.writeInt(text.length);
            out.write(text);
            assertThat(ValueBytes.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
                    .isEqualTo(moment.getValue());
        }
    }

    @Test
    void aCutRowIsNoRow() {
        byte[] bytes = ValueBytes.of(new Object[] {"text", 1L});
        assertThatThrownBy(() -> ValueBytes.values(Arrays.copyOf(bytes, bytes.length - 1)))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void whatHasNoFormIsRefused() {
        assertThatThrownBy(() -> ValueBytes.of(new Object[] {'c'}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Character");
    }
}
