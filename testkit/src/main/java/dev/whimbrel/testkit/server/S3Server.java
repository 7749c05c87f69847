package dev.whimbrel.testkit.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A server that speaks the language of S3 and checks signatures, with its buckets as folders. Who uses it needs s3proxy among his own dependencies. */
public final class S3Server {
    /** Its only user. */
    public static final String USER = "tester";

    /** His secret key. */
    public static final String PASSWORD = "tested-and-tried";

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static @Nullable S3Server shared;

    private final S3Proxy server;
    private final S3Client client;

    private S3Server(S3Proxy server) {
        this.server = server;
        this.client = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(USER, PASSWORD)))
                .region(Region.US_EAST_1)
                .endpointOverride(URI.create(endpoint()))
                .forcePathStyle(true)
                .build();
    }

    /** The server that all tests of this JVM share; it stops, and its data goes, when the JVM ends. */
    public static synchronized S3Server shared() {
        if (shared == null) {
            shared = start(ServerFolder.fresh("s3-"));
        }
        return shared;
    }

    private static S3Server start(Path data) {
        try {
            S3Proxy server = S3Proxy.builder()
                    .blobStore(new FilesystemNio2BlobStore(data.toString()))
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V4, USER, PASSWORD)
                    .build();
            server.start();
            ServerFolder.deleteAtExit(data, () -> stop(server));
            return new S3Server(server);
        } catch (Exception e) {
            throw new IllegalStateException("Cannot start a server for S3", e);
        }
    }

    private static void stop(S3Proxy server) {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where it answers. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /** Creates an empty bucket with a name of its own and gives that. */
    public String createBucket() {
        String name = "bucket-" + NAMES.incrementAndGet();
        client.createBucket(request -> request.bucket(name));
        return name;
    }

    /** A client of its own, for what a test does beside the program. */
    public S3Client client() {
        return client;
    }
}
