package dev.whimbrel.core.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The written forms against those that Java's own texts give; digests in ledgers depend on every byte. */
class CanonicalTest {
    @Test
    void writesWhatJavasTextsSay() {
        long seed = System.nanoTime();
        System.out.println("CanonicalTest: seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            Object value = value(random, i % 5);
            assertThat(new Canonical().add(value).toBytes())
                    .as("%s %s", value.getClass().getSimpleName(), value)
                    .isEqualTo(reference(value));
        }
    }

    @Test
    void writesTheEdges() {
        List<Object> edges = new ArrayList<>(List.of(
                0L,
                -1L,
                9L,
                10L,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                Instant.EPOCH,
                Instant.parse("0001-01-01T00:00:00Z"),
                Instant.parse("+12345-01-01T00:00:00.5Z"),
                LocalDateTime.of(2024, 2, 29, 0, 0),
                LocalDateTime.of(999, 1, 1, 1, 1, 1),
                LocalDateTime.of(2024, 1, 1, 0, 0, 0, 1)));
        for (String text :
                List.of("0", "0.00", "-0.5", "1.10", "100", "1E+3", "1E-30", "999999999999999999", "-12345.67800")) {
            edges.add(new BigDecimal(text));
        }
        for (Object value : edges) {
            assertThat(new Canonical().add(value).toBytes()).as("%s", value).isEqualTo(reference(value));
        }
    }

    @Test
    void servesManyRows() {
        Canonical form = new Canonical();
        byte[] first = form.add("a").add(1L).add(null).toBytes();
        form.clear();
        assertThat(form.add("a").add(1L).add(null).toBytes()).isEqualTo(first);
    }

    private static Object value(Random random, int kind) {
        return switch (kind) {
            case 0 -> random.nextLong() >> random.nextInt(64);
            case 1 ->
                new BigDecimal(new BigInteger(1 + random.nextInt(70), random), random.nextInt(24) - 2)
                        .multiply(BigDecimal.valueOf(random.nextInt(3) - 1));
            case 2 -> Instant.ofEpochSecond(random.nextInt() * 20L, fraction(random));
            case 3 -> LocalDateTime.ofEpochSecond(random.nextInt() * 60L, fraction(random), ZoneOffset.UTC);
            default -> "text ä🐦 " + random.nextInt();
        };
    }

    private static int fraction(Random random) {
        int[] steps = {1, 1_000, 1_000_000, 1_000_000_000};
        int step = steps[random.nextInt(steps.length)];
        return random.nextInt(1_000_000_000) / step * step;
    }

    private static byte[] reference(Object value) {
        if (value instanceof String text) {
            return tagged('s', text);
        } else if (value instanceof Long) {
            return tagged('n', value.toString());
        } else if (value instanceof BigDecimal number) {
            return tagged(
                    'n',
                    number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
        } else if (value instanceof Instant instant) {
            return tagged(
                    'z', instant.atOffset(ZoneOffset.UTC).toLocalDateTime().toString());
        }
        return tagged('t', value.toString());
    }

    private static byte[] tagged(char tag, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        out.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        out.writeBytes(content);
        return out.toByteArray();
    }
}
