package dev.whimbrel.engine.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whimbrel.control.arrival.Arrival;
import dev.whimbrel.testkit.fault.Killable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Passes that end between two steps, and files that change between them. */
final class InterruptedIntakeTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Beta beta;

    @BeforeEach
    void begin() {
        beta = new Beta(folder).from("in: { folder: in, files: \"{tenant}/*.csv\", complete: rename }");
        beta.put("1/a.csv", "one");
    }

    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private Scan endingWhenFinished() {
        Hooked hooked = new Hooked().whenFinished(() -> {
            throw new Ended();
        });
        return beta.scan(profile -> hooked);
    }

    @Test
    void whatIsInTheStoreWithoutARecordIsTakenOver() throws IOException {
        assertThatThrownBy(this::endingWhenFinished).isInstanceOf(Ended.class);
        assertThat(beta.arrivals()).isEmpty();
        byte[] object = Files.readAllBytes(beta.objects().get(0));
        assertThat(beta.scan().taken()).hasSize(1);
        assertThat(beta.objects()).hasSize(1);
        assertThat(beta.objects().get(0)).as("not written anew").hasBinaryContent(object);
        assertThat(beta.read(1)).containsEntry("1/a.csv", "one");
    }

    @Test
    void whatIsInTheStoreAndIsNotWhatItShouldBeIsWrittenAnew() throws IOException {
        assertThatThrownBy(this::endingWhenFinished).isInstanceOf(Ended.class);
        byte[] object = Files.readAllBytes(beta.objects().get(0));
        object[object.length / 2] ^= 1;
        Files.write(beta.objects().get(0), object);
        assertThat(beta.scan().taken()).hasSize(1);
        assertThat(beta.read(1)).containsEntry("1/a.csv", "one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"begun", "finished"})
    void aProcessIsKilled(String moment) {
        beta.project();
        try (Killable process = Killable.start(
                IntakeMain.class.getName(),
                List.of("-Xmx128m"),
                List.of(beta.file().toString(), moment),
                folder.resolve("killed.log"))) {
            process.awaitOutput("standing still", Duration.ofMinutes(1));
            process.killNine();
        }
        assertThat(beta.arrivals()).isEmpty();
        assertThat(beta.objects()).hasSize(1);
        assertThat(beta.scan().taken()).hasSize(1);
        assertThat(beta.read(1)).containsEntry("1/a.csv", "one");
        // What the killed one had not finished goes when it is old enough, and nothing else.
        beta.passes(Duration.ofDays(29));
        beta.arriving().expire(true);
        assertThat(beta.read(1)).containsEntry("1/a.csv", "one");
        beta.passes(Duration.ofDays(4_000));
        beta.arriving().expire(true);
        assertThat(beta.objects()).isEmpty();
    }

    @Test
    void aFileThatVanishesIsAnIssue() {
        Hooked hooked = new Hooked().whenReading(() -> delete(beta.in().resolve("1/a.csv")));
        Scan scan = beta.scan(profile -> hooked);
        assertThat(scan.issues()).extracting(issue -> issue.fault().code()).containsExactly("FILE_VANISHED");
        beta.passes(Duration.ofSeconds(1));
        assertThat(beta.scan().issues()).isEmpty();
        assertThat(beta.arriving().list(null).issues()).isEmpty();
    }

    /** Whoever may write into his folder must not be given another's files by a link that is there only while they are read. */
    @Test
    void aFolderThatIsALinkWhileItIsReadIsNotFollowed() {
        beta.put("2/a.csv", "another's");
        Path own = beta.in().resolve("1");
        Hooked hooked = new Hooked().whenReading(() -> {
            if (!Files.isSymbolicLink(own)) {
                move(own, folder.resolve("aside"));
                link(own, beta.in().resolve("2"));
            }
        });
        Scan scan = beta.scan(profile -> hooked);
        assertThat(scan.issues())
                .extracting(issue -> issue.name() + " " + issue.fault().code())
                .containsExactly("1/a.csv FILE_UNREADABLE");
        assertThat(scan.taken()).extracting(arrival -> arrival.tenant().text()).containsExactly("2");
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void link(Path link, Path target) {
        try {
            Files.createSymbolicLink(link, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aFileThatChangesWhileItIsReadWaits(int when) {
        AtomicInteger reads = new AtomicInteger();
        Hooked hooked = new Hooked().whenReading(() -> {
            if (reads.incrementAndGet() == when) {
                beta.put("1/a.csv", "two and more");
            }
        });
        Scan scan = beta.scan(profile -> hooked);
        assertThat(scan.waiting()).extracting(Scan.Waiting::why).containsExactly(Scan.Why.CHANGED);
        assertThat(beta.arrivals()).isEmpty();
        assertThat(beta.objects()).as("nothing of half a file").isEmpty();
        assertThat(beta.scan().taken()).extracting(Arrival::hash).containsExactly(Sum.of("two and more"));
    }
}
