package dev.whimbrel.control.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.whimbrel.core.difference.Cell;
import dev.whimbrel.core.difference.Finding;
import dev.whimbrel.core.difference.Pattern;
import dev.whimbrel.core.difference.Status;
import dev.whimbrel.core.difference.ValueClass;
import dev.whimbrel.core.difference.Verdict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Patterns and findings as they are counted, kept and shown, over several verifications. */
class MemoryTest {
    private Target target;
    private Connection connection;
    private Verifications verifications;

    @BeforeEach
    void begin() throws SQLException {
        target = new Target();
        connection = target.connect();
        verifications = Proof.on(connection).verifications();
    }

    @AfterEach
    void end() throws SQLException {
        target.close();
    }

    /** A whole verification with one flow. */
    private long verify(List<String> tenants, List<Finding> findings) {
        long id = verifications
                .open(new Matter("shop", "test"), "m1", tenants)
                .verification()
                .id();
        verifications.record(id, "client", List.of(), findings, Samples.MASKED);
        verifications.finish(id, Map.of("1", Verdict.DIFFERENCES));
        return id;
    }

    private PatternSummary padded(long id) {
        return verifications.patterns(id, 0).stream()
                .filter(pattern -> pattern.pattern().classes().contains(ValueClass.TEXT_PADDING))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPatternKnowsTheDayBeforeAndTheFirst() {
        long first = verify(List.of(), Samples.padded("1", 5));
        long second = verify(List.of(), List.of(Samples.missing("1", "1")));
        List<Finding> both = new ArrayList<>(Samples.padded("1", 4));
        both.addAll(Samples.padded("2", 3));
        long third = verify(List.of(), both);
        long fourth = verify(List.of(), Samples.padded("2", 6));

        assertThat(padded(first).before()).isEqualTo(-1);
        assertThat(verifications.patterns(second, 0))
                .extracting(PatternSummary::before)
                .containsExactly(0L);
        assertThat(padded(third)).satisfies(pattern -> {
            assertThat(pattern.tenants()).isEqualTo(2);
            assertThat(pattern.rows()).isEqualTo(7);
            assertThat(pattern.before()).as("none yesterday").isZero();
            assertThat(pattern.first()).isEqualTo(first);
            assertThat(pattern.firstSeen())
                    .isEqualTo(verifications.find(first).orElseThrow().startedAt());
            assertThat(pattern.last()).isEqualTo(fourth);
            assertThat(pattern.lastSeen())
                    .isEqualTo(verifications.find(fourth).orElseThrow().startedAt());
        });
        assertThat(padded(fourth).before()).isEqualTo(7);
        assertThat(padded(fourth).id()).isEqualTo(padded(first).id()).matches("[0-9a-f]{12}");
        assertThat(padded(third).before()).as("the past stays as it was").isZero();
    }

    @Test
    void theVerificationBeforeIsAFinishedOneOfTheSameTenantsWithTheFlow() {
        verify(List.of(), Samples.padded("1", 5));
        verify(List.of("1"), Samples.padded("1", 1));
        long other = verifications
                .open(new Matter("shop", "test"), "m1", List.of())
                .verification()
                .id();
        verifications.record(other, "order", List.of(), List.of(), Samples.MASKED);
        verifications.finish(other, Map.of());
        long failed = verifications
                .open(new Matter("shop", "test"), "m1", List.of())
                .verification()
                .id();
        verifications.record(failed, "client", List.of(), Samples.padded("1", 2), Samples.MASKED);
        verifications.fail(failed, "no");
        assertThat(padded(verify(List.of(), Samples.padded("1", 6))).before()).isEqualTo(5);
    }

    @Test
    void patternsOfTheMostTenantsComeFirstAndThoseInFlightDoNotCount() {
        List<Finding> findings = new ArrayList<>();
        IntStream.range(0, 9).forEach(row -> findings.add(Samples.missing("1", "m" + row)));
        findings.addAll(Samples.padded("1", 2));
        findings.addAll(Samples.padded("2", 2));
        findings.add(Samples.in(Status.HOT, Samples.padded("3", "hot", "addr2")));
        findings.add(Samples.in(Status.IN_FLIGHT, Samples.padded("4", "fly", "addr2")));
        findings.add(Samples.in(Status.IN_FLIGHT, Samples.padded("4", "fly", "addr1")));
        long id = verify(List.of(), findings);
        assertThat(verifications.patterns(id, 2))
                .extracting(
                        pattern -> pattern.pattern().rowClass().code(),
                        PatternSummary::tenants,
                        PatternSummary::rows,
                        pattern -> pattern.examples().size())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("D7", 3L, 5L, 2),
                        org.assertj.core.groups.Tuple.tuple("D5", 1L, 9L, 2));
        long later = verify(List.of(), List.of(Samples.padded("4", "fly", "addr1")));
        assertThat(padded(later).first()).as("in flight is not yet seen").isEqualTo(later);
    }

    @Test
    void rowsOfEverybodyAndOfNobodyCountAsRowsAndAsNoTenants() {
        List<Finding> findings = new ArrayList<>(Samples.padded("1", 2));
        findings.addAll(Samples.padded("*", 3));
        findings.addAll(Samples.padded("?", 4));
        assertThat(padded(verify(List.of(), findings)))
                .extracting(PatternSummary::tenants, PatternSummary::rows, PatternSummary::others)
                .containsExactly(1L, 9L, 7L);
    }

    @Test
    void aCapKeepsRowsOfEachPatternTenantAndStatusAndCountsAll() {
        List<Finding> findings = new ArrayList<>(Samples.padded("1", 30));
        findings.addAll(Samples.padded("2", 4));
        IntStream.range(0, 20)
                .forEach(row -> findings.add(0, Samples.in(Status.IN_FLIGHT, Samples.padded("1", "f" + row, "addr2"))));
        long id = verifications
                .open(new Matter("shop", "test"), "m1", List.of())
                .verification()
                .id();
        Pattern pattern = Pattern.of("client", findings.get(0));
        Waived waived = new Waived(Map.of(pattern, Map.of("1", 30L)), List.of(), List.of());
        verifications.record(
                id, "client", List.of(), findings, Samples.MASKED.keeping(10).with(waived));
        PatternSummary found = padded(id);
        assertThat(found.rows()).isEqualTo(34);
        assertThat(found.waived()).isEqualTo(30);
        List<ShownFinding> kept = verifications.findings(id, found.id(), 100);
        assertThat(kept).extracting(ShownFinding::status).startsWith(Status.STABLE);
        assertThat(kept.stream()
                        .filter(row ->
                                row.status() == Status.STABLE && row.tenant().equals("1")))
                .hasSize(10);
        assertThat(kept).hasSize(24);
        assertThat(verifications.findings(id, found.id(), 3)).hasSize(3);
        assertThat(verifications.findings(id, "000000000000", 3)).isEmpty();
    }

    @Test
    void moreRowsThanOneStatementTakesAreAllKept() {
        List<Finding> findings = IntStream.range(0, 12_345)
                .mapToObj(row -> Samples.padded("1", "k" + row, "c" + row % 7))
                .toList();
        long id = verifications
                .open(new Matter("shop", "test"), "m1", List.of())
                .verification()
                .id();
        verifications.record(id, "client", List.of(), findings, Samples.MASKED.keeping(1_000_000));
        List<PatternSummary> patterns = verifications.patterns(id, 1);
        assertThat(patterns).hasSize(7);
        assertThat(patterns.stream()
                        .mapToInt(pattern ->
                                verifications.findings(id, pattern.id(), 99_999).size())
                        .sum())
                .isEqualTo(12_345);
    }

    @Test
    void theSimplestExampleComesFirstAndCellsComeBackAsTheyWere() {
        Cell plain = new Cell("a", ValueClass.CONTENT, "", "X", "x");
        Cell odd = new Cell("b\"c", ValueClass.TIME_OFFSET, "+1h", "{\"a\",\\b},NULL", "");
        Finding simple = Samples.changed("1", "12", plain, odd);
        Finding longer = Samples.changed("1", "11", new Cell("a", ValueClass.CONTENT, "", "Xxxxxxxxxx", "Xxx"), odd);
        long id = verify(List.of(), List.of(longer, simple));
        PatternSummary pattern = verifications.patterns(id, 2).get(0);
        assertThat(pattern.pattern()).isEqualTo(Pattern.of("client", simple));
        assertThat(pattern.examples()).extracting(ShownFinding::cells).containsExactly(simple.cells(), longer.cells());
        assertThat(pattern.examples().get(0).key()).isEqualTo("99");
        assertThat(pattern.examples().get(0).token())
                .isEqualTo(Proof.on(connection).tokens("shop").row("1", "client", "12"));
    }

    @Test
    void textsThatTheDatabaseCannotKeepAreKeptAsFarAsItCan() {
        Cell book = new Cell("a", ValueClass.CONTENT, "", "x".repeat(499) + "\uD83D\uDE00", "n\0l");
        long id = verify(List.of(), List.of(Samples.changed("1", "1", book)));
        assertThat(verifications.patterns(id, 1).get(0).examples().get(0).cells())
                .containsExactly(new Cell("a", ValueClass.CONTENT, "", "x".repeat(499) + "…", "n\uFFFDl"));
    }

    @Test
    void noKeyEntersAnyTable() throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (Status status : Status.values()) {
            findings.add(Samples.in(status, Samples.padded("1", "canary-4711", "addr2")));
            findings.add(Samples.in(status, Samples.missing("1", "canary-4711")));
        }
        verify(List.of(), findings);
        connection.commit();
        List<String> tables =
                target.texts("select table_name from information_schema.tables where table_schema = 'whimbrel'");
        assertThat(tables).contains("finding", "pattern", "difference");
        for (String table : tables) {
            assertThat(target.texts("select t::text from whimbrel." + table + " t"))
                    .noneMatch(row -> row.contains("canary"));
        }
        assertThat(target.texts("select distinct shown_key from whimbrel.difference"))
                .containsExactly("99999999999");
    }
}
