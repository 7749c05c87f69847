package dev.whimbrel.app.cli.report.proof;

import dev.whimbrel.control.proof.TableResult;
import dev.whimbrel.core.difference.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tenants against tables. Tenants with the same verdict everywhere share a line. When there are more lines than a page can bear, the
 * most pressing keep theirs, and the others are put together by what they are on the whole.
 */
final class Grid {
    private final Sheet sheet;
    private final Map<String, @Nullable TableResult[]> results = new LinkedHashMap<>();

    Grid(Sheet sheet) {
        this.sheet = sheet;
        Map<String, Integer> column = new HashMap<>();
        sheet.tables().forEach(table -> column.put(table.flow(), column.size()));
        for (String tenant : tenants(sheet.model())) {
            results.put(tenant, new @Nullable TableResult[column.size()]);
        }
        for (TableResult result : sheet.model().results()) {
            @Nullable TableResult[] row = results.get(result.tenant());
            Integer at = column.get(result.flow());
            if (row != null && at != null) {
                row[at] = result;
            }
        }
    }

    private static Set<String> tenants(ProofModel model) {
        Set<String> tenants = new LinkedHashSet<>(model.tenants().keySet());
        model.results().forEach(result -> tenants.add(result.tenant()));
        return tenants;
    }

    /** At most {@code lines} lines of tenants that are alike, and a few more for the others. */
    List<TenantGroup> groups(int lines) {
        List<List<String>> alike = alike();
        List<TenantGroup> groups = new ArrayList<>();
        Map<String, List<String>> others = new LinkedHashMap<>();
        for (List<String> tenants : alike) {
            if (groups.size() < lines) {
                groups.add(group(tenants, true));
            } else {
                Verdict known = verdict(tenants.get(0));
                // Rows of everybody and of nobody known share no line with anybody.
                String whole = known == null ? tenants.get(0) : known.name();
                others.computeIfAbsent(whole, key -> new ArrayList<>()).addAll(tenants);
            }
        }
        others.values().forEach(tenants -> groups.add(group(tenants, false)));
        return groups;
    }

    /** Tenants with equal lines, the most pressing lines first. */
    private List<List<String>> alike() {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        results.keySet().forEach(tenant -> lines.computeIfAbsent(line(tenant), line -> new ArrayList<>())
                .add(tenant));
        record Line(List<String> tenants, int pressing, long open) {}
        return lines.values().stream()
                .map(tenants -> new Line(tenants, pressing(tenants.get(0)), open(tenants)))
                .sorted(Comparator.comparingInt(Line::pressing)
                        .thenComparing(Comparator.comparingLong(Line::open).reversed()))
                .map(Line::tenants)
                .toList();
    }

    /** One character for the tenant and one for each table: what makes two tenants alike. */
    private String line(String tenant) {
        StringBuilder line = new StringBuilder();
        Verdict whole = verdict(tenant);
        line.append(whole == null ? tenant : (char) ('a' + whole.ordinal()));
        for (int i = 0; i < sheet.tables().size(); i++) {
            line.append(belongs(tenant, i) ? (char) ('a' + verdict(tenant, i).ordinal()) : '-');
        }
        return line.toString();
    }

    private TenantGroup group(List<String> tenants, boolean alike) {
        List<TenantGroup.Spot> spots = new ArrayList<>();
        for (int i = 0; i < sheet.tables().size(); i++) {
            spots.add(spot(tenants, i));
        }
        return new TenantGroup(verdict(tenants.get(0)), tenants, alike, spots);
    }

    private TenantGroup.Spot spot(List<String> tenants, int table) {
        Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
        long open = 0;
        for (String tenant : tenants) {
            if (belongs(tenant, table)) {
                verdicts.merge(verdict(tenant, table), 1, Integer::sum);
            }
            open += open(tenant, table);
        }
        return new TenantGroup.Spot(verdicts, open);
    }

    private int pressing(String tenant) {
        Verdict whole = verdict(tenant);
        if (whole != null) {
            return VerdictWords.ORDER.indexOf(whole);
        }
        int most = VerdictWords.ORDER.size();
        for (int i = 0; i < sheet.tables().size(); i++) {
            if (belongs(tenant, i)) {
                most = Math.min(most, VerdictWords.ORDER.indexOf(verdict(tenant, i)));
            }
        }
        return most;
    }

    private long open(List<String> tenants) {
        long open = 0;
        for (String tenant : tenants) {
            for (int i = 0; i < sheet.tables().size(); i++) {
                open += open(tenant, i);
            }
        }
        return open;
    }

    /** Whether there is something to say: of a tenant always, but of shared rows and of those without owner only where some are. */
    private boolean belongs(String tenant, int table) {
        return verdict(tenant) != null || result(tenant, table) != null;
    }

    private @Nullable Verdict verdict(String tenant) {
        return sheet.model().tenants().get(tenant);
    }

    /** A pair of which nothing was found is untested: there is no measurement, so there is no match. */
    private Verdict verdict(String tenant, int table) {
        TableResult result = result(tenant, table);
        return result == null ? Verdict.UNTESTED : result.verdict();
    }

    private long open(String tenant, int table) {
        TableResult result = result(tenant, table);
        return result == null ? 0 : Math.max(0, result.rows().open());
    }

    private @Nullable TableResult result(String tenant, int table) {
        @Nullable TableResult[] row = results.get(tenant);
        return row == null ? null : row[table];
    }
}
