package dev.whimbrel.connectors.s3;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.ConnectionProfile;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** The part of a bucket whose keys begin with a prefix, and a client for it. */
final class Bucket implements AutoCloseable {
    private static final Duration TO_CONNECT = Duration.ofSeconds(10);
    private static final Duration TO_ANSWER = Duration.ofSeconds(60);

    private final S3Client client;
    private final String name;
    private final String prefix;

    /** @param profile its address is {@code s3://bucket/prefix} */
    Bucket(ConnectionProfile profile) {
        String path = profile.url().substring("s3://".length());
        int slash = path.indexOf('/');
        this.name = slash < 0 ? path : path.substring(0, slash);
        String below = slash < 0 ? "" : path.substring(slash + 1);
        this.prefix = below.isEmpty() || below.endsWith("/") ? below : below + "/";
        this.client = client(profile);
    }

    private static S3Client client(ConnectionProfile profile) {
        Object endpoint = profile.settings().get("endpoint");
        try {
            S3ClientBuilder builder = S3Client.builder()
                    .httpClientBuilder(UrlConnectionHttpClient.builder()
                            .connectionTimeout(TO_CONNECT)
                            .socketTimeout(TO_ANSWER))
                    .credentialsProvider(credentials(profile))
                    .region(Region.of(String.valueOf(profile.settings().getOrDefault("region", "us-east-1"))));
            if (endpoint != null) {
                // Servers other than Amazon's have seldom a host name for each bucket.
                builder.endpointOverride(URI.create(String.valueOf(endpoint))).forcePathStyle(true);
            }
            return builder.build();
        } catch (IllegalArgumentException | NullPointerException e) {
            throw new Fault(
                    dev.whimbrel.core.fault.Kind.USER,
                    "S3_SETTINGS_WRONG",
                    "Cannot use " + profile + ": its endpoint or region is no such thing",
                    "Write an endpoint such as https://s3.example.org and a region such as eu-central-1.",
                    e);
        }
    }

    /** Without a user, what the machine provides: variables of the environment, a profile, the role of the instance. */
    private static AwsCredentialsProvider credentials(ConnectionProfile profile) {
        String user = profile.user();
        String password = profile.password();
        return user == null || password == null
                ? DefaultCredentialsProvider.builder().build()
                : StaticCredentialsProvider.create(AwsBasicCredentials.create(user, password));
    }

    S3Client client() {
        return client;
    }

    String name() {
        return name;
    }

    String prefix() {
        return prefix;
    }

    /** The key of an object in the bucket. */
    String key(String object) {
        return prefix + object;
    }

    String location() {
        return "s3://" + name + "/" + prefix;
    }

    @Override
    public void close() {
        client.close();
    }
}
