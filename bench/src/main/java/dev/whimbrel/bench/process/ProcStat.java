package dev.whimbrel.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Processor time of a process as Linux counts it, see proc_pid_stat(5).
 *
 * @param parent id of the parent process
 * @param own ticks of the process itself, in user and kernel mode
 * @param children ticks of its children that have ended and were waited for, theirs included
 */
record ProcStat(long parent, long own, long children) {
    /** Linux reports in hundredths of a second on all common machines, whatever the kernel's own rate. */
    static final double TICKS_PER_SECOND = 100;

    static Optional<ProcStat> of(long pid) {
        return read(Path.of("/proc", Long.toString(pid), "stat")).map(ProcStat::parse);
    }

    /** The fields follow the program's name, which stands in brackets and may hold anything. */
    static ProcStat parse(String line) {
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
        return new ProcStat(Long.parseLong(fields[1]), sum(fields, 11), sum(fields, 13));
    }

    private static long sum(String[] fields, int first) {
        return Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1]);
    }

    /** All processes whose parent is this one. */
    static List<ProcStat> childrenOf(long pid) {
        List<ProcStat> children = new ArrayList<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            processes
                    .filter(folder ->
                            Character.isDigit(folder.getFileName().toString().charAt(0)))
                    .forEach(folder -> read(folder.resolve("stat"))
                            .map(ProcStat::parse)
                            .filter(stat -> stat.parent == pid)
                            .ifPresent(children::add));
        } catch (IOException e) {
            // Without /proc there is nothing to tell.
        }
        return children;
    }

    /** A process may end between being listed and being read. */
    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
