package dev.whimbrel.engine.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.whimbrel.control.arrival.Arrival;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.testkit.fault.Killable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept can be neither read nor changed by who has only the store, and is never given out unproven. */
final class VaultTest {
    private static final String CONTENT = "id,name\n1,CanaryWord\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Beta beta;

    @BeforeEach
    void keepTwo() {
        beta = new Beta(folder);
        beta.put("1/a.csv", CONTENT);
        beta.put("1/b.csv", "id,name\n2,OtherWord_\n");
        assertThat(beta.settled().taken()).hasSize(2);
    }

    private Path object(long arrival) {
        Arrival found = beta.arriving().find(arrival);
        return beta.kept().resolve(found.files().get(0).object());
    }

    private String refusal(long arrival) {
        Fault fault = catchThrowableOfType(Fault.class, () -> beta.read(arrival));
        assertThat(fault).hasMessageContaining("Cannot");
        assertThat(fault.getMessage() + fault.next()).doesNotContain("Canary", "OtherWord");
        return fault.code();
    }

    @Test
    void theFileIsTheOwnersAndHasNothingInTheClear() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(object(1))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(Beta.parent(object(1)))))
                .isEqualTo("rwx------");
        assertThat(new String(Files.readAllBytes(object(1)), StandardCharsets.ISO_8859_1))
                .doesNotContain("Canary", "name");
        assertThat(beta.objects()).hasSize(2);
    }

    @Test
    void anyWrongByteIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(object(1));
        for (int at = 0; at < whole.length; at++) {
            byte[] wrong = whole.clone();
            wrong[at] ^= 1;
            Files.write(object(1), wrong);
            assertThat(refusal(1)).as("byte " + at).isEqualTo("ARRIVAL_NOT_PROVEN");
        }
        for (int length = 0; length < whole.length; length++) {
            Files.write(object(1), Arrays.copyOf(whole, length));
            assertThat(refusal(1)).as("length " + length).isEqualTo("ARRIVAL_NOT_PROVEN");
        }
        Files.write(object(1), Arrays.copyOf(whole, whole.length + 1));
        assertThat(refusal(1)).isEqualTo("ARRIVAL_NOT_PROVEN");
        Files.write(object(1), whole);
        assertThat(beta.read(1)).containsEntry("1/a.csv", CONTENT);
    }

    @Test
    void swappedObjectsAreRefused() throws IOException {
        byte[] one = Files.readAllBytes(object(1));
        Files.write(object(1), Files.readAllBytes(object(2)));
        Files.write(object(2), one);
        assertThat(refusal(1)).isEqualTo("ARRIVAL_NOT_PROVEN");
        assertThat(refusal(2)).isEqualTo("ARRIVAL_NOT_PROVEN");
    }

    @Test
    void aRecordThatWasMadeToNameAnotherObjectIsRefused() {
        beta.execute("update whimbrel.arrival_file a set object = b.object from whimbrel.arrival_file b"
                + " where a.arrival_id = 1 and b.arrival_id = 2");
        assertThat(refusal(1)).isEqualTo("ARRIVAL_NOT_PROVEN");
        beta.execute("update whimbrel.arrival_file a set hash = b.hash from whimbrel.arrival_file b"
                + " where a.arrival_id = 1 and b.arrival_id = 2");
        assertThat(refusal(1)).isEqualTo("ARRIVAL_NOT_PROVEN");
    }

    @Test
    void anotherKeyIsRefusedAndNamed() throws IOException {
        Files.delete(beta.key());
        assertThat(refusal(1)).isEqualTo("ARRIVAL_KEY_ABSENT");
        ArrivalKey.make(beta.key());
        assertThat(refusal(1)).isEqualTo("ARRIVAL_KEY_OTHER");
        beta.execute("update whimbrel.arrival_file set key_id = "
                + Files.readString(beta.key()).replaceAll("(?s).*\"primaryKeyId\": ?(\\d+).*", "$1")
                + "::bigint::bit(32)::int");
        assertThat(refusal(1)).isEqualTo("ARRIVAL_NOT_PROVEN");
        Files.writeString(beta.key(), "CanaryKey: no key");
        assertThat(refusal(1)).isEqualTo("ARRIVAL_KEY_UNUSABLE");
    }

    @Test
    void anObjectThatIsGoneIsNamed() throws IOException {
        Files.delete(object(1));
        assertThat(refusal(1)).isEqualTo("ARRIVAL_BYTES_MISSING");
    }

    /** A reader that stops early has still been given the whole only if the whole is proven. */
    @Test
    void whoReadsButTheBeginningHearsOfAWrongEnd() throws IOException {
        byte[] whole = Files.readAllBytes(object(1));
        whole[whole.length - 1] ^= 1;
        Files.write(object(1), whole);
        Fault fault = catchThrowableOfType(Fault.class, () -> beta.arriving().read(1, (file, bytes) -> {}));
        assertThat(fault.code()).isEqualTo("ARRIVAL_NOT_PROVEN");
    }

    @Test
    void whatIsLargerThanTheMemoryPassesThrough() {
        try (Killable process = Killable.start(
                LargeMain.class.getName(),
                List.of("-Xmx24m", "-XX:+UseSerialGC"),
                List.of(folder.resolve("large").toString(), beta.key().toString()),
                folder.resolve("large.log"))) {
            assertThat(process.waitFor(Duration.ofMinutes(3)))
                    .as(process.output())
                    .isZero();
            assertThat(process.output()).contains("the same 67108864 bytes");
        }
    }
}
