package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.control.proof.Standing;
import dev.whimbrel.control.proof.Verification;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the tenants stood day after day: the last finished verification of each day, in UTC, this one included. */
final class Curve {
    private Curve() {}

    /** The last {@code days} days on which one finished, the oldest first. */
    static List<Standing> of(Sheet sheet, int days) {
        List<Standing> standings = new ArrayList<>();
        Verification verification = sheet.model().verification();
        sheet.model().standings().stream()
                .filter(standing -> standing.verification() != verification.id())
                .forEach(standings::add);
        Instant finished = verification.finishedAt();
        if (verification.state() == Verification.State.FINISHED && finished != null) {
            standings.add(new Standing(verification.id(), finished, sheet.tenantVerdicts()));
        }
        standings.sort(Comparator.comparing(Standing::finishedAt).thenComparing(Standing::verification));
        Map<LocalDate, Standing> last = new TreeMap<>();
        standings.forEach(standing -> last.put(day(standing), standing));
        List<Standing> curve = List.copyOf(last.values());
        return curve.subList(Math.max(0, curve.size() - days), curve.size());
    }

    static LocalDate day(Standing standing) {
        return standing.finishedAt().atZone(ZoneOffset.UTC).toLocalDate();
    }
}
