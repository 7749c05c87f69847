package dev.whimbrel.core.difference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.value.Unreadable;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A shape tells how a value is built, and not what it is. */
class ShapeTest {
    @Test
    void tellsHowAValueIsBuilt() {
        assertThat(Shape.of("Anna 12345")).isEqualTo("Xxxx 9{5} (10)");
        assertThat(Shape.of("sooner late")).isEqualTo("x{6} x{4} (11)");
        assertThat(Shape.of(LocalDate.of(2031, 1, 2))).isEqualTo("9{4}-99-99 (10)");
        assertThat(Shape.of(" a\t")).isEqualTo(" x? (3)");
        assertThat(Shape.of("e\u0301")).isEqualTo("x^ (2)");
        assertThat(Shape.of(null)).isEqualTo("null");
        assertThat(Shape.of(true)).isEqualTo("boolean");
        assertThat(Shape.of(new byte[100])).isEqualTo("65–128 bytes");
        assertThat(Shape.of(new Unreadable("ZERO_DATE"))).isEqualTo("unreadable, ZERO_DATE");
        assertThat(Shape.of("")).isEqualTo(" (0)");
    }

    @Test
    void putsLongLengthsInBuckets() {
        assertThat(Shape.of("x".repeat(40))).isEqualTo("x{40} (40)");
        assertThat(Shape.of("x".repeat(41))).isEqualTo("x{41–64} (41–64)");
        assertThat(Shape.of("x".repeat(64))).isEqualTo("x{41–64} (41–64)");
        assertThat(Shape.of("x".repeat(65))).isEqualTo("x{65–128} (65–128)");
        assertThat(Shape.of("x".repeat(128))).isEqualTo("x{65–128} (65–128)");
        assertThat(Shape.of("x1".repeat(12))).isEqualTo("x9".repeat(12) + " (24)");
        assertThat(Shape.of("x1".repeat(13))).isEqualTo("x9".repeat(12) + "… (26)");
    }

    @Test
    void neverShowsALetterOrDigit() {
        long seed = System.nanoTime();
        System.out.println("ShapeTest: seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(60); j > 0; j--) {
                text.append((char) random.nextInt(random.nextBoolean() ? 0x10000 : 0x250));
            }
            String shape = Shape.of(text.toString());
            String built = shape.substring(0, shape.lastIndexOf('(')).replaceAll("\\{[0-9–]+}", "");
            assertThat(built.codePoints().filter(Character::isLetterOrDigit).mapToObj(Character::toString))
                    .isSubsetOf("x", "X", "9");
        }
    }
}
