package dev.whimbrel.engine.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whimbrel.control.arrival.Arrival;
import dev.whimbrel.control.arrival.InboxIssue;
import dev.whimbrel.core.fault.Fault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken out of a watched folder, when, as whose, and what is not. */
final class IntakeTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Beta beta;

    @BeforeEach
    void begin() {
        beta = new Beta(folder);
    }

    @Test
    void aFileIsTakenOnceItHasSettledAndReadsTheSameWhateverBecomesOfIt() throws IOException {
        beta.put("7/a.csv", "id,name\n1,Ann\n2,Bo\n");
        assertThat(beta.scan().waiting()).extracting(Scan.Waiting::why).containsExactly(Scan.Why.UNSETTLED);
        beta.passes(Duration.ofSeconds(9));
        assertThat(beta.scan().taken()).isEmpty();
        beta.passes(Duration.ofSeconds(1));
        List<Arrival> taken = beta.scan().taken();
        assertThat(taken).hasSize(1);
        Arrival arrival = taken.get(0);
        assertThat(arrival.tenant().text()).isEqualTo("7");
        assertThat(arrival.hash()).isEqualTo(Sum.of("id,name\n1,Ann\n2,Bo\n"));
        assertThat(arrival.size()).isEqualTo(19);
        assertThat(arrival.origin().at()).isEqualTo(beta.clock().instant());
        assertThat(arrival.expiresAt()).isEqualTo(beta.clock().instant().plus(Duration.ofDays(30)));
        assertThat(arrival.files().get(0).shape().header()).containsExactly("id", "name");
        assertThat(arrival.files().get(0).shape().records()).isEqualTo(2);

        beta.put("7/a.csv", "other");
        assertThat(beta.read(arrival.id())).containsEntry("7/a.csv", "id,name\n1,Ann\n2,Bo\n");
        Files.delete(beta.in().resolve("7/a.csv"));
        assertThat(beta.read(arrival.id())).containsEntry("7/a.csv", "id,name\n1,Ann\n2,Bo\n");
    }

    @Test
    void whatGrowsIsNotTakenUntilItStopsGrowing() {
        beta.put("1/a.csv", "id\n1\n");
        beta.scan();
        for (int i = 2; i < 5; i++) {
            beta.passes(Duration.ofSeconds(11));
            beta.put("1/a.csv", "id\n1\n".repeat(i));
            assertThat(beta.scan().taken()).isEmpty();
        }
        beta.passes(Duration.ofSeconds(11));
        assertThat(beta.scan().taken()).extracting(Arrival::size).containsExactly(20L);
    }

    @Test
    void theSameFileIsOneArrivalAndOtherBytesAreAnother() {
        beta.put("1/a.csv", "one");
        assertThat(beta.settled().taken()).hasSize(1);
        assertThat(beta.scan().known()).isEqualTo(1);
        // Brought anew, with another time.
        beta.put("1/a.csv", "one");
        Scan again = beta.settled();
        assertThat(again.taken()).isEmpty();
        assertThat(again.repeated()).extracting(Arrival::id).containsExactly(1L);
        beta.put("1/a.csv", "two");
        assertThat(beta.settled().taken()).hasSize(1);
        // The same bytes under another name, and for another tenant.
        beta.put("1/b.csv", "one");
        beta.put("2/a.csv", "one");
        assertThat(beta.settled().taken()).hasSize(2);
        assertThat(beta.arrivals())
                .extracting(arrival -> arrival.tenant() + " " + arrival.name())
                .containsExactly("1 1/a.csv", "1 1/a.csv", "1 1/b.csv", "2 2/a.csv");
        // One object for each tenant and content: no tenant's bytes depend on another's expiry.
        assertThat(beta.objects()).hasSize(3);
    }

    @Test
    void whatIsNamedAsPartialIsNotLookedAtAndWhatIsRenamedIsTaken() throws IOException {
        beta.from("in: { folder: in, files: \"{tenant}/*\", complete: rename, partial: [.part, .tmp] }");
        beta.put("1/a.csv.part", "half");
        beta.put("1/b.csv.tmp", "half");
        Scan none = beta.scan();
        assertThat(none.taken()).isEmpty();
        assertThat(none.issues()).isEmpty();
        Files.move(beta.in().resolve("1/a.csv.part"), beta.in().resolve("1/a.csv"));
        assertThat(beta.scan().taken()).extracting(Arrival::name).containsExactly("1/a.csv");
    }

    @Test
    void aMarkerSaysThatAFileIsWholeUnlessItIsOfAnEarlierOne() throws IOException {
        beta.from("in: { folder: in, files: \"{tenant}/*.csv\", complete: marker }");
        beta.put("1/a.csv", "one");
        assertThat(beta.scan().waiting()).extracting(Scan.Waiting::why).containsExactly(Scan.Why.UNMARKED);
        beta.put("1/a.csv.done", "");
        assertThat(beta.scan().taken()).hasSize(1);
        // Half of the next one is there, and beside it still the marker of the last one.
        beta.put("1/a.csv", "tw");
        Files.setLastModifiedTime(
                beta.in().resolve("1/a.csv"), FileTime.from(Instant.now().plusSeconds(5)));
        assertThat(beta.scan().waiting()).extracting(Scan.Waiting::why).containsExactly(Scan.Why.UNMARKED);
        assertThat(beta.arrivals()).hasSize(1);
    }

    @Test
    void filesOfASetAreOneArrival() {
        beta.from("in: { folder: in, files: \"{tenant}/{set}/*.csv\", settle: 10s }");
        beta.put("1/may/b.csv", "b");
        beta.put("1/may/a.csv", "a");
        beta.put("1/june/a.csv", "a");
        assertThat(beta.settled().taken()).extracting(Arrival::name).containsExactly("1/june", "1/may");
        assertThat(beta.read(2)).containsExactly(Map.entry("1/may/a.csv", "a"), Map.entry("1/may/b.csv", "b"));
        beta.put("1/may/c.csv", "c");
        assertThat(beta.settled().taken())
                .extracting(arrival -> arrival.files().size())
                .containsExactly(3);
        beta.execute("delete from whimbrel.arrival_file where arrival_id = 3 and file_no = 2");
        assertThatThrownBy(() -> beta.read(3)).isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.code())
                .isEqualTo("ARRIVAL_NOT_PROVEN"));
    }

    @Test
    void whatCannotBeTakenIsAnIssueUntilItIsGone() throws IOException {
        beta.put("stray.csv", "x");
        beta.put("9/a.csv", "of nobody");
        beta.put("1/a.csv", "good");
        Files.createSymbolicLink(beta.in().resolve("2.csv"), Path.of("/etc/hostname"));
        Scan scan = beta.settled();
        assertThat(scan.taken()).extracting(Arrival::name).containsExactly("1/a.csv");
        assertThat(scan.issues())
                .extracting(issue -> issue.name() + " " + issue.fault().code())
                .containsExactlyInAnyOrder(
                        "stray.csv FILE_OWNER_UNKNOWN", "9/a.csv FILE_TENANT_STRANGE", "2.csv FILE_NOT_REGULAR");
        assertThat(beta.texts("select count(*) from whimbrel.inbox_issue where closed_at is null"))
                .containsExactly("3");
        Files.delete(beta.in().resolve("stray.csv"));
        beta.passes(Duration.ofSeconds(1));
        beta.scan();
        assertThat(beta.texts("select name from whimbrel.inbox_issue where closed_at is not null"))
                .containsExactly("stray.csv");
        assertThat(beta.arriving().list(null).issues()).hasSize(2);
        // Of an inbox that is watched no longer nothing is open.
        beta.from("other: { folder: in, files: \"{tenant}/*.csv\" }").scan();
        assertThat(beta.arriving().list(null).issues())
                .extracting(InboxIssue::inbox)
                .containsOnly("other");
    }

    @Test
    void anInboxThatIsGoneIsAnIssueAndForgetsNothing() throws IOException {
        beta.put("1/a.csv", "one");
        beta.settled();
        Files.move(beta.in(), folder.resolve("away"));
        Scan scan = beta.scan();
        assertThat(scan.issues()).extracting(issue -> issue.fault().code()).containsExactly("INBOX_UNREADABLE");
        Files.move(folder.resolve("away"), beta.in());
        assertThat(beta.scan().known()).isEqualTo(1);
    }

    @Test
    void aPathThatMayBeTwoTenantsIsNobodys() {
        beta.from("in: { folder: in, files: \"{tenant}_*.csv\", settle: 0s }");
        beta.put("1_2_a.csv", "whose");
        beta.put("2_a.csv", "clear");
        Scan scan = beta.settled();
        assertThat(scan.taken()).extracting(arrival -> arrival.tenant().text()).containsExactly("2");
        assertThat(scan.issues()).extracting(issue -> issue.fault().code()).containsExactly("FILE_OWNER_AMBIGUOUS");
    }

    @Test
    void oddNamesAreKeptAsTheyCame() throws IOException {
        String longest = "ü".repeat(120) + ".csv";
        List<String> names = List.of("1/two words.csv", "1/a\nb.csv", "1/Straße ü.csv", "1/50%.csv", "1/" + longest);
        for (String name : names) {
            beta.put(name, "of " + name.length());
        }
        // A name in ISO 8859-1, which no locale of today can say.
        Path old = Path.of(URI.create(
                beta.in().toUri().getRawPath().isEmpty()
                        ? "file:///"
                        : "file://" + beta.in().toUri().getRawPath() + "1/M%FCller.csv"));
        Files.writeString(old, "latin");
        beta.put("1/back\\slash.csv", "slash");
        assertThat(beta.settled().taken()).hasSize(7);
        assertThat(beta.arrivals())
                .extracting(Arrival::name)
                .containsAll(names)
                .contains("1/M\\xFCller.csv", "1/back\\\\slash.csv");
        for (Arrival arrival : beta.arrivals()) {
            assertThat(beta.read(arrival.id())).containsOnlyKeys(arrival.name());
        }
    }

    @Test
    void twoAtOnceMakeOneArrival() throws InterruptedException, ExecutionException {
        for (int i = 0; i < 8; i++) {
            beta.put("1/" + i + ".csv", "content " + i);
        }
        beta.scan();
        beta.passes(Duration.ofSeconds(10));
        ExecutorService two = Executors.newFixedThreadPool(2);
        try {
            Callable<Scan> pass = new Intake(beta.project(), beta.clock())::scan;
            List<Future<Scan>> scans = two.invokeAll(List.of(pass, pass));
            int taken = 0;
            for (Future<Scan> scan : scans) {
                assertThat(scan.get().issues()).isEmpty();
                taken += scan.get().taken().size();
            }
            assertThat(taken).isEqualTo(8);
        } finally {
            two.shutdownNow();
        }
        assertThat(beta.arrivals()).hasSize(8);
        assertThat(beta.objects()).hasSize(8);
        for (Arrival arrival : beta.arrivals()) {
            assertThat(beta.read(arrival.id())).hasSize(1);
        }
    }
}
