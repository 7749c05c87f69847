package dev.whimbrel.core.difference;

import static dev.whimbrel.core.difference.ValueClass.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.schema.Column;
import dev.whimbrel.core.value.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random rows with values made stale, swapped or put back to their defaults. */
class RowMutationTest {
    private static final int ROUNDS = 2_000;
    private static final int WIDTH = 6;
    private static final List<Column> COLUMNS = IntStream.range(0, WIDTH)
            .mapToObj(i -> Column.of("c" + i, Type.TEXT))
            .toList();
    private static final RowClassifier ROWS = new RowClassifier(COLUMNS, Set.of(), Map.of("c0", "zero", "c1", "one"));

    @Test
    void swappedColumnsAreFound() {
        eachRow((random, row) -> {
            List<Integer> places = some(random, 2 + random.nextInt(WIDTH - 1));
            @Nullable Object[] actual = row.clone();
            for (int i = 0; i < places.size(); i++) {
                actual[places.get(i)] = row[places.get((i + 1) % places.size())];
            }
            assertThat(ROWS.cells(row, actual, null))
                    .hasSize(places.size())
                    .allMatch(cell -> cell.valueClass() == SWAPPED);
            assertThat(ROWS.cells(actual, row, null)).allMatch(cell -> cell.valueClass() == SWAPPED);
        });
    }

    @Test
    void staleColumnsAreFoundBeforeSwappedAndDefaultedOnes() {
        eachRow((random, earlier) -> {
            List<Integer> places = some(random, 1 + random.nextInt(WIDTH));
            @Nullable Object[] expected = earlier.clone();
            places.forEach(i -> expected[i] = "new " + random.nextInt(1_000_000));
            assertThat(ROWS.cells(expected, earlier, earlier))
                    .hasSize(places.size())
                    .allMatch(cell -> cell.valueClass() == STALE);
        });
    }

    @Test
    void defaultsAreFoundInTheirOwnColumnOnly() {
        eachRow((random, row) -> {
            @Nullable Object[] actual = row.clone();
            actual[0] = "zero";
            actual[1] = random.nextBoolean() ? "one" : "zero";
            assertThat(ROWS.cells(row, actual, null))
                    .extracting(Cell::valueClass)
                    .containsExactly(DEFAULTED, "one".equals(actual[1]) ? DEFAULTED : CONTENT);
        });
    }

    @Test
    void equalRowsHaveNoCells() {
        eachRow((random, row) -> assertThat(ROWS.cells(row, row.clone(), row)).isEmpty());
    }

    private static void eachRow(BiConsumer<Random, @Nullable Object[]> check) {
        long seed = System.nanoTime();
        System.out.println("RowMutationTest: seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            @Nullable Object[] row = new @Nullable Object[WIDTH];
            for (int j = 0; j < WIDTH; j++) {
                row[j] = "v" + j + "x" + random.nextInt(1_000_000) + "y";
            }
            check.accept(random, row);
        }
    }

    private static List<Integer> some(Random random, int count) {
        List<Integer> places = new ArrayList<>(IntStream.range(0, WIDTH).boxed().toList());
        Collections.shuffle(places, random);
        return places.subList(0, count);
    }
}
