package dev.whimbrel.bench.process;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Processor seconds that groups of processes have used so far: all contenders so far, and each server. */
public final class Clock {
    /** The group of the contender's own processes. */
    public static final String CLIENT = "client";

    private static final Duration LOOK = Duration.ofMillis(500);

    private record Group(String name, long pid) {}

    private final List<Group> servers = new ArrayList<>();

    /** Adds a server by the id of its first process, whose children count with it. */
    public void add(String name, long pid) {
        servers.add(new Group(name, pid));
    }

    /** Seconds by group, as of now. */
    public Map<String, Double> read() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        seconds.put(CLIENT, ended());
        for (Group server : servers) {
            seconds.put(server.name(), server(server.pid()));
        }
        return seconds;
    }

    /** What passed between two readings. */
    public static Map<String, Double> between(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> passed = new LinkedHashMap<>();
        after.forEach((name, seconds) -> passed.put(name, hundredths(seconds - before.getOrDefault(name, 0.0))));
        return passed;
    }

    /** Waits until no server used more than a twentieth of a processor for half a second, or until {@code most} is over. */
    public void awaitRest(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        Map<String, Double> before = read();
        boolean rest = false;
        while (!rest && System.nanoTime() < end) {
            try {
                Thread.sleep(LOOK.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            Map<String, Double> now = read();
            double used = between(before, now).values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            rest = used <= LOOK.toMillis() / 1_000.0 / 20;
            before = now;
        }
    }

    private static double hundredths(double seconds) {
        return Math.round(seconds * 100) / 100.0;
    }

    /** Contenders are children of this process; once they have ended, all they used counts here. */
    private static double ended() {
        return ProcStat.of(ProcessHandle.current().pid())
                .map(stat -> stat.children() / ProcStat.TICKS_PER_SECOND)
                .orElse(0.0);
    }

    /** A server's children that have ended count with its first process. */
    private static double server(long pid) {
        long ticks = ProcStat.of(pid).map(stat -> stat.own() + stat.children()).orElse(0L);
        for (ProcStat child : ProcStat.childrenOf(pid)) {
            ticks += child.own() + child.children();
        }
        return ticks / ProcStat.TICKS_PER_SECOND;
    }
}
