package dev.whimbrel.engine.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Windows over weeks and over the nights on which clocks change. */
class WindowsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Windows windows(String... texts) {
        return new Windows(
                Stream.of(texts).map(text -> Windows.parse(text).orElseThrow()).toList(), BERLIN);
    }

    private static Instant berlin(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }

    @Test
    void nightsOfWeekdaysRunIntoTheNextDay() {
        Windows nights = windows("Mon-Fri 20:00-06:00");
        // 2026-01-05 is a Monday.
        assertThat(nights.isOpen(berlin("2026-01-05T19:59:59"))).isFalse();
        assertThat(nights.isOpen(berlin("2026-01-05T20:00"))).isTrue();
        assertThat(nights.isOpen(berlin("2026-01-06T05:59:59"))).isTrue();
        assertThat(nights.isOpen(berlin("2026-01-06T06:00"))).isFalse();
        assertThat(nights.isOpen(berlin("2026-01-10T03:00")))
                .as("Friday's night")
                .isTrue();
        assertThat(nights.isOpen(berlin("2026-01-11T03:00"))).as("Saturday's").isFalse();
        assertThat(nights.isOpen(berlin("2026-01-05T03:00"))).as("Sunday's").isFalse();
        assertThat(nights.opening(berlin("2026-01-10T12:00"))).isEqualTo(berlin("2026-01-12T20:00"));
        assertThat(nights.opening(berlin("2026-01-05T21:00"))).isEqualTo(berlin("2026-01-05T21:00"));
    }

    @Test
    void wholeDaysAndListsOfDays() {
        Windows weekend = windows("Sat,Sun 00:00-24:00", "Wed 12:00-13:00");
        assertThat(weekend.isOpen(berlin("2026-01-10T00:00"))).isTrue();
        assertThat(weekend.isOpen(berlin("2026-01-11T23:59:59"))).isTrue();
        assertThat(weekend.isOpen(berlin("2026-01-12T00:00"))).isFalse();
        assertThat(weekend.opening(berlin("2026-01-12T00:00"))).isEqualTo(berlin("2026-01-14T12:00"));
        assertThat(windows("Fri-Mon 10:00-11:00").isOpen(berlin("2026-01-11T10:30")))
                .isTrue();
    }

    @Test
    void anHourThatIsLeftOutOpensWhatIsOpenAfterIt() {
        // 2026-03-29, a Sunday: 02:00 becomes 03:00.
        Windows early = windows("Sun 02:30-05:00");
        assertThat(early.opening(berlin("2026-03-29T01:00"))).isEqualTo(berlin("2026-03-29T03:00"));
        assertThat(windows("Sun 02:10-02:50").opening(berlin("2026-03-29T01:00")))
                .as("not on that day at all")
                .isEqualTo(berlin("2026-04-05T02:10"));
    }

    @Test
    void anHourThatComesTwiceIsTwiceInside() {
        // 2026-10-25, a Sunday: 03:00 becomes 02:00.
        Windows early = windows("Sun 02:10-02:50");
        Instant first = Instant.parse("2026-10-25T00:10:00Z");
        Instant second = Instant.parse("2026-10-25T01:10:00Z");
        assertThat(early.opening(first.minusSeconds(600))).isEqualTo(first);
        assertThat(early.isOpen(first.plusSeconds(60 * 45))).isFalse();
        assertThat(early.opening(first.plusSeconds(60 * 45))).isEqualTo(second);
    }

    @Test
    void sayWhenTheyGoOn() {
        assertThat(Orders.closed(berlin("2026-01-05T20:00"), BERLIN))
                .isEqualTo("outside its time windows; goes on Mon 2026-01-05 20:00 Europe/Berlin (Mon 2026-01-05 19:00"
                        + " UTC)");
        assertThat(Orders.closed(berlin("2026-01-05T20:00"), ZoneId.of("UTC")))
                .isEqualTo("outside its time windows; goes on Mon 2026-01-05 19:00 UTC");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Mon",
                "20:00-06:00",
                "Monday 20:00-06:00",
                "Mon 25:00-26:00",
                "Mon 20:00-20:00",
                "Mon-Tue-Wed 1:00-2:00",
                "Mon- 10:00-11:00"
            })
    void whatIsNoWindowIsRefused(String text) {
        assertThat(Windows.parse(text)).isEmpty();
    }
}
