package dev.whimbrel.engine.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.whimbrel.control.arrival.Arrival;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.testkit.server.S3Server;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/** Arrivals out of a bucket, kept in a bucket. */
final class S3IntakeTest {
    private final S3Server server = S3Server.shared();
    private final String bucket = server.createBucket();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Beta beta;

    @BeforeEach
    void begin() {
        beta = new Beta(folder)
                .keptAt("{ " + at("kept", S3Server.PASSWORD) + " }")
                .from("in: { " + at("in", S3Server.PASSWORD) + ", files: \"{tenant}/*\", settle: 10s }");
    }

    private String at(String prefix, String password) {
        return "bucket: " + bucket + ", prefix: " + prefix + ", endpoint: \"" + server.endpoint() + "\", user: "
                + S3Server.USER + ", password: " + password;
    }

    private void put(String key, String text) {
        server.client().putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(text));
    }

    private byte[] get(String key) {
        return server.client()
                .getObjectAsBytes(request -> request.bucket(bucket).key(key))
                .asByteArray();
    }

    @Test
    void whatIsTakenReadsTheSameWhateverBecomesOfIt() {
        put("in/1/a b ü.csv", "id,name\n1,CanaryWord\n");
        put("in/nobodys", "x");
        put("elsewhere/1/a.csv", "x");
        Scan scan = beta.settled();
        assertThat(scan.taken()).extracting(Arrival::name).containsExactly("1/a b ü.csv");
        assertThat(scan.issues()).extracting(issue -> issue.fault().code()).containsExactly("FILE_OWNER_UNKNOWN");
        put("in/1/a b ü.csv", "overwritten");
        assertThat(beta.read(1)).containsEntry("1/a b ü.csv", "id,name\n1,CanaryWord\n");
        assertThat(beta.settled().taken()).hasSize(1);

        String object = "kept/" + beta.arriving().find(1).files().get(0).object();
        assertThat(new String(get(object), StandardCharsets.ISO_8859_1)).doesNotContain("Canary");
        byte[] wrong = get(object);
        wrong[wrong.length - 1] ^= 1;
        server.client().putObject(request -> request.bucket(bucket).key(object), RequestBody.fromBytes(wrong));
        assertThat(catchThrowableOfType(Fault.class, () -> beta.read(1)).code()).isEqualTo("ARRIVAL_NOT_PROVEN");
        server.client().deleteObject(request -> request.bucket(bucket).key(object));
        assertThat(catchThrowableOfType(Fault.class, () -> beta.read(1)).code()).isEqualTo("ARRIVAL_BYTES_MISSING");
    }

    @Test
    void expiredBytesGo() {
        put("in/1/a.csv", "one");
        assertThat(beta.settled().taken()).hasSize(1);
        beta.passes(Duration.ofDays(31));
        beta.arriving().expire(true);
        assertThat(server.client()
                        .listObjectsV2(request -> request.bucket(bucket).prefix("kept/"))
                        .contents())
                .isEmpty();
        assertThat(beta.arriving().find(1).isRemoved()).isTrue();
    }

    @Test
    void aWrongSecretIsAnIssueOfTheInboxAndAFaultOfTheStore() {
        put("in/1/a.csv", "one");
        beta.from("in: { " + at("in", "wrong") + ", files: \"{tenant}/*\", complete: rename }");
        assertThat(beta.scan().issues())
                .extracting(issue -> issue.fault().code())
                .containsExactly("INBOX_UNREADABLE");
        beta.from("in: { " + at("in", S3Server.PASSWORD) + ", files: \"{tenant}/*\", complete: rename }")
                .keptAt("{ " + at("kept", "wrong") + " }");
        Fault fault = catchThrowableOfType(Fault.class, beta::scan);
        assertThat(fault.code()).isEqualTo("ARRIVAL_STORE_FAILED");
        assertThat(fault.getMessage()).doesNotContain("wrong", S3Server.PASSWORD);
    }
}
