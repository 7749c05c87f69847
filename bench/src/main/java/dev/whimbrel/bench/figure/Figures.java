package dev.whimbrel.bench.figure;

import java.util.ArrayList;
import java.util.List;

/** All figures, in the order in which {@code all} runs them. */
public final class Figures {
    private Figures() {}

    public static List<Figure> all() {
        List<Figure> all = new ArrayList<>(PostgresFigures.all());
        all.addAll(OwnFigures.all());
        all.addAll(MariaDbFigures.all());
        all.addAll(FileFigures.all());
        all.add(DemoFigure.figure());
        all.add(VerifyFigure.figure());
        all.add(VerifyFigure.across());
        all.addAll(CompareFigure.all());
        all.add(new EvidenceFigure());
        all.add(new GuestFigure());
        return all;
    }
}
