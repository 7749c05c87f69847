package dev.whimbrel.bench.figure;

import dev.whimbrel.bench.server.Bed;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every figure with a few rows, on the same servers: those of each kind in every build, the rest in the long one. */
class FiguresTest {
    private static final Set<String> QUICK = Set.of("pg-plain", "pg-full", "csv", "springbatch", "evidence");

    @SuppressWarnings("NullAway.Init")
    private static Bed bed;

    @BeforeAll
    static void start() {
        bed = Bed.below(Path.of("target", "beds"));
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    static List<Figure> quick() {
        return Figures.all().stream()
                .filter(figure -> QUICK.contains(figure.name()))
                .toList();
    }

    static List<Figure> rest() {
        return Figures.all().stream()
                .filter(figure -> !QUICK.contains(figure.name()))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("quick")
    void landsTheRightRows(Figure figure) {
        Smoke.landsTheRightRows(figure, bed);
    }

    @Tag("endurance")
    @ParameterizedTest
    @MethodSource("rest")
    void theRestDoesAsWell(Figure figure) {
        Smoke.landsTheRightRows(figure, bed);
    }
}
