package dev.whimbrel.bench.figure;

import dev.whimbrel.bench.peer.Contender;
import dev.whimbrel.bench.process.CannotRun;
import dev.whimbrel.bench.process.Measured;
import dev.whimbrel.bench.process.Programs;
import dev.whimbrel.bench.result.Round;
import dev.whimbrel.bench.result.Series;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Lets contenders take turns, A B C A B C …, so that what slows the machine for a while slows all of them. */
final class Comparison {
    private final List<Contender> contenders;
    private final PrintStream out;
    private final Map<String, String> absences = new LinkedHashMap<>();
    private final Map<String, List<Round>> rounds = new LinkedHashMap<>();
    private final Map<String, List<Round>> told = new LinkedHashMap<>();

    Comparison(List<Contender> contenders, Options options, PrintStream out) {
        this.contenders = contenders.stream()
                .filter(one -> one.ours()
                        || options.peers().isEmpty()
                        || options.peers().contains(one.key()))
                .toList();
        this.out = out;
    }

    List<Series> run(Options options) {
        contenders.forEach(this::look);
        for (int round = options.warmUp() ? 0 : 1; round <= options.rounds(); round++) {
            for (Contender contender : contenders) {
                if (!absences.containsKey(contender.key())) {
                    turn(contender, round);
                }
            }
        }
        return series();
    }

    private void look(Contender contender) {
        contender.needs().stream()
                .filter(program -> Programs.find(program).isEmpty())
                .findFirst()
                .ifPresent(program -> leaveOut(contender, "peer absent: " + program + " is not on the PATH"));
    }

    private void leaveOut(Contender contender, String why) {
        absences.put(contender.key(), why);
        out.println("  " + contender.name() + ": " + why);
    }

    private void turn(Contender contender, int number) {
        Contender.Turn turn = contender.turn();
        turn.prepare();
        Measured measured;
        try {
            measured = turn.work();
        } catch (CannotRun e) {
            leaveOut(contender, (contender.ours() ? "cannot run: " : "peer cannot run: ") + e.getMessage());
            return;
        }
        String wrong = turn.verify().orElse("");
        tell(contender, number, measured, wrong);
        if (number > 0) {
            record(contender, number, measured, wrong);
        }
    }

    private void record(Contender contender, int number, Measured measured, String wrong) {
        Map<String, Double> cpu = new TreeMap<>(measured.cpu());
        rounds.computeIfAbsent(contender.key(), key -> new ArrayList<>())
                .add(new Round(number, measured.seconds(), contender.rows(), cpu, measured.memory(), wrong));
        measured.also()
                .forEach((name, seconds) -> told.computeIfAbsent(contender.key() + "-" + name, key -> new ArrayList<>())
                        .add(new Round(number, seconds, contender.rows(), cpu, measured.memory(), wrong)));
    }

    private void tell(Contender contender, int number, Measured measured, String wrong) {
        out.println("  %s  %s: %.2f s, %s rows/s, cpu %s, %.0f MB%s%s"
                .formatted(
                        number == 0 ? "warm-up" : "round " + number,
                        contender.name(),
                        measured.seconds(),
                        String.format(Locale.ROOT, "%,.0f", contender.rows() / measured.seconds()),
                        new TreeMap<>(measured.cpu()),
                        measured.memory(),
                        measured.also().isEmpty() ? "" : ", " + measured.also(),
                        wrong.isEmpty() ? "" : ", WRONG: " + wrong));
    }

    private List<Series> series() {
        List<Series> all = new ArrayList<>();
        for (Contender one : contenders) {
            all.add(series(one, one.key(), one.name(), rounds));
            new TreeMap<>(one.told())
                    .forEach((name, title) -> all.add(series(one, one.key() + "-" + name, title, told)));
        }
        return all;
    }

    private Series series(Contender one, String key, String name, Map<String, List<Round>> from) {
        return new Series(
                key,
                name,
                one.how(),
                one.ours(),
                absences.getOrDefault(one.key(), ""),
                from.getOrDefault(key, List.of()));
    }
}
