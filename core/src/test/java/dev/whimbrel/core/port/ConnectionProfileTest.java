package dev.whimbrel.core.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A profile prints where it leads to and never what lets one in. */
final class ConnectionProfileTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "jdbc:postgresql://h:5432/new => jdbc:postgresql://h:5432/new",
                "jdbc:mariadb://h/old?user=a&password=s3cr3t => jdbc:mariadb://h/old",
                "jdbc:sqlserver://h:1433;databaseName=old;password=s3cr3t => jdbc:sqlserver://h:1433",
                "jdbc:sqlserver://h;password=a@s3cr3t => jdbc:sqlserver://h",
                "jdbc:postgresql://app:s3cr3t@h/new => jdbc:postgresql://h/new",
                "jdbc:postgresql://app:x@s3cr3t@h/new => jdbc:postgresql://h/new",
                "jdbc:postgresql://app:a/s3cr3t@h/new => jdbc:postgresql://h/new",
                "jdbc:postgresql://app:s3cr3t?x@h/new => jdbc:postgresql://...",
                "drops => drops",
            })
    void locationHoldsNoSecret(String url, String location) {
        ConnectionProfile profile =
                new ConnectionProfile("any", url, "reader", "s3cr3t", Map.of("password", "s3cr3t"), Path.of(""));

        assertThat(profile.location()).isEqualTo(location);
        assertThat(profile.toString()).doesNotContain("s3cr3t").doesNotContain("reader");
    }
}
