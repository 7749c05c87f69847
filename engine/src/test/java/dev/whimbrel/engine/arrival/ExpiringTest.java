package dev.whimbrel.engine.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.whimbrel.control.arrival.Arrival;
import dev.whimbrel.core.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes go when they have expired, and not before; the record says so and stays. */
final class ExpiringTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Beta beta;

    @BeforeEach
    void begin() {
        beta = new Beta(folder).from("in: { folder: in, files: \"{tenant}/*.csv\", complete: rename }");
        beta.put("1/a.csv", "one");
        assertThat(beta.scan().taken()).hasSize(1);
    }

    @Test
    void nothingGoesBeforeItsTimeOrWithoutBeingTold() {
        beta.passes(Duration.ofDays(30).minusSeconds(1));
        assertThat(beta.arriving().expire(true).arrivals()).isEmpty();
        beta.passes(Duration.ofSeconds(1));
        assertThat(beta.arriving().expire(false).arrivals())
                .extracting(Arrival::id)
                .containsExactly(1L);
        assertThat(beta.read(1)).containsEntry("1/a.csv", "one");
        assertThat(beta.arriving().expire(true).arrivals()).hasSize(1);
        assertThat(beta.objects()).isEmpty();
        assertThat(beta.arriving().find(1).removedAt()).isEqualTo(beta.clock().instant());
        assertThatThrownBy(() -> beta.read(1)).isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.code())
                .isEqualTo("ARRIVAL_REMOVED"));
        assertThat(beta.arriving().expire(true).arrivals()).isEmpty();
    }

    /** A file that lies in the inbox for ever must not be kept for ever. */
    @Test
    void whatHasExpiredIsNotTakenAgain() {
        beta.passes(Duration.ofDays(31));
        beta.arriving().expire(true);
        assertThat(beta.scan().known()).isEqualTo(1);
        beta.put("1/a.csv", "one");
        assertThat(beta.scan().repeated()).extracting(Arrival::isRemoved).containsExactly(true);
        assertThat(beta.objects()).isEmpty();
    }

    @Test
    void bytesThatAnotherArrivalIsMadeOfStay() {
        beta.passes(Duration.ofDays(10));
        beta.put("1/b.csv", "one");
        beta.put("2/a.csv", "one");
        assertThat(beta.scan().taken()).hasSize(2);
        beta.passes(Duration.ofDays(21));
        assertThat(beta.arriving().expire(true).arrivals())
                .extracting(Arrival::id)
                .containsExactly(1L);
        assertThat(beta.read(2)).hasSize(1);
        assertThat(beta.read(3)).hasSize(1);
        beta.passes(Duration.ofDays(10));
        beta.arriving().expire(true);
        assertThat(beta.objects()).isEmpty();
    }

    @Test
    void whatNoArrivalIsMadeOfGoesAfterADay() throws IOException {
        Hooked hooked = new Hooked().whenFinished(() -> {
            throw new IllegalStateException("ended");
        });
        beta.put("1/lost.csv", "lost");
        assertThatThrownBy(() -> beta.scan(profile -> hooked)).isInstanceOf(IllegalStateException.class);
        Files.delete(beta.in().resolve("1/lost.csv"));
        assertThat(beta.objects()).hasSize(2);
        assertThat(beta.arriving().expire(true).strays()).isZero();
        beta.passes(Duration.ofDays(1).plusSeconds(1));
        assertThat(beta.arriving().expire(false).strays()).isEqualTo(1);
        assertThat(beta.arriving().expire(true).strays()).isEqualTo(1);
        assertThat(beta.objects()).hasSize(1);
        assertThat(beta.read(1)).hasSize(1);
    }

    @Test
    void whatIsKeptElsewhereIsLeftAndNeverSaidToBeRemoved() {
        beta.passes(Duration.ofDays(31));
        beta.keptAt("{ folder: moved }");
        Expiring.Expired expired = beta.arriving().expire(true);
        assertThat(expired.arrivals()).isEmpty();
        assertThat(expired.elsewhere()).extracting(Arrival::id).containsExactly(1L);
        assertThat(beta.arriving().find(1).isRemoved()).isFalse();
        assertThat(beta.objects()).hasSize(1);
    }
}
