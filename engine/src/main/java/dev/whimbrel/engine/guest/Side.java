package dev.whimbrel.engine.guest;

import dev.whimbrel.core.port.Reading;
import dev.whimbrel.core.port.Signal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One of the two systems as the governor sees it: a gauge for each signal, and whether anybody else is there. */
final class Side {
    private static final int PRESENCE = 10;
    /** Looks of those at which somebody must have been at work: a monitor that asks now and then is nobody whom we hurt. */
    private static final int OFTEN = 5;
    /** Looks at which somebody must still be at work to stay: who is quick is between two statements at many a look. */
    private static final int NOW_AND_THEN = 2;

    private final String name;
    private final GuestSettings.Watch watch;
    private final Map<Signal, Gauge> gauges = new EnumMap<>(Signal.class);
    /** Signals that were measured once. */
    private final Set<Signal> met = EnumSet.noneOf(Signal.class);

    private final Baseline baseline = new Baseline();
    private final Samples others = new Samples(PRESENCE);
    private List<Verdict> verdicts = List.of();
    private volatile boolean beside;

    Side(String name, GuestSettings.Watch watch) {
        this.name = name;
        this.watch = watch;
    }

    /** Judges a new look at all signals; {@code quiet} is whether we leave the servers alone just now. */
    List<Verdict> judge(List<Reading> readings, boolean quiet) {
        Map<Signal, Reading> found = new EnumMap<>(Signal.class);
        readings.forEach(reading -> found.put(reading.signal(), reading));
        readings.stream().filter(Reading.Measured.class::isInstance).forEach(reading -> met.add(reading.signal()));
        // While a server is away all its signals fail, also those of standbys that it never had.
        gauges.keySet().removeIf(signal -> !found.containsKey(signal) && !met.contains(signal));
        // Whoever vanishes, such as a standby that was there, is not known to be well.
        gauges.keySet().forEach(signal -> found.putIfAbsent(signal, new Reading.Failed(signal, "it is gone")));
        Reading present = found.remove(Signal.OTHERS);
        others.add(present instanceof Reading.Measured measured ? measured.value() : 1);
        beside = others.above(0) >= (beside ? NOW_AND_THEN : OFTEN);
        if (found.get(Signal.CANARY) instanceof Reading.Measured canary) {
            baseline.see(canary.value(), quiet);
        }
        List<Verdict> judged = new ArrayList<>();
        found.forEach((signal, reading) -> {
            if (!watch.ignores(signal)) {
                judged.add(gauges.computeIfAbsent(signal, it -> new Gauge(name, it))
                        .judge(reading, limit(signal)));
            }
        });
        verdicts = List.copyOf(judged);
        return verdicts;
    }

    private double limit(Signal signal) {
        Double set = watch.limits().get(signal);
        return set != null ? set : baseline.limit(isBesideOthers());
    }

    /** Whether there is anybody whom we could hurt. */
    boolean isBesideOthers() {
        return beside;
    }

    /** Who was there is to be seen anew. */
    void forgetOthers() {
        others.clear();
        beside = false;
    }

    String name() {
        return name;
    }

    GuestSettings.Watch watch() {
        return watch;
    }

    /** No look at all has come in for too long: what was known is known no more. */
    List<Verdict> silent(String why) {
        List<Reading> failed = new ArrayList<>();
        (gauges.isEmpty() ? List.of(Signal.CANARY) : List.copyOf(gauges.keySet()))
                .forEach(signal -> failed.add(new Reading.Failed(signal, why)));
        return judge(failed, false);
    }

    List<Verdict> verdicts() {
        return verdicts;
    }
}
