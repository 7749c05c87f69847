package dev.whimbrel.connectors.s3;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.Inbox;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** A part of a bucket that others put files into. */
final class S3Inbox implements Inbox {
    private final Bucket bucket;

    S3Inbox(Bucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public Listing list() {
        List<Listed> files = new ArrayList<>();
        Map<String, Fault> refused = new HashMap<>();
        try {
            bucket.client()
                    .listObjectsV2Paginator(
                            request -> request.bucket(bucket.name()).prefix(bucket.prefix()))
                    .contents()
                    .forEach(object -> {
                        String below = object.key().substring(bucket.prefix().length());
                        // Browsers of buckets write empty objects that stand for folders.
                        if (below.indexOf('\0') >= 0) {
                            refused.put(below.replace('\0', '\uFFFD'), S3Faults.unnameable(bucket));
                        } else if (!below.isEmpty() && !below.endsWith("/")) {
                            files.add(listed(name(below), object.size(), object.lastModified(), object.eTag()));
                        }
                    });
        } catch (SdkException e) {
            throw S3Faults.inbox(bucket, e);
        }
        return new Listing(files, refused);
    }

    @Override
    public Optional<Listed> again(Listed file) {
        try {
            HeadObjectResponse now = bucket.client()
                    .headObject(request -> request.bucket(bucket.name()).key(key(file)));
            return Optional.of(listed(file.name(), now.contentLength(), now.lastModified(), now.eTag()));
        } catch (SdkException e) {
            if (S3Faults.isGone(e)) {
                return Optional.empty();
            }
            throw S3Faults.file(file.name(), bucket, e);
        }
    }

    @Override
    public InputStream read(Listed file) {
        String tag = file.stamp().substring(0, file.stamp().indexOf(' '));
        try {
            return new S3Stream(bucket.client()
                    .getObject(request ->
                            request.bucket(bucket.name()).key(key(file)).ifMatch(tag)));
        } catch (SdkException e) {
            throw S3Faults.file(file.name(), bucket, e);
        }
    }

    /** The time counts to the second only: some answers of a server have no more. */
    private static Listed listed(String name, long size, Instant modified, String tag) {
        Instant second = Instant.ofEpochSecond(modified.getEpochSecond());
        return new Listed(name, size, second, tag + " " + size + " " + second);
    }

    private static String name(String below) {
        return below.replace("\\", "\\\\");
    }

    private String key(Listed file) {
        return bucket.key(file.name().replace("\\\\", "\\"));
    }

    @Override
    public String location() {
        return bucket.location();
    }

    @Override
    public void close() {
        bucket.close();
    }
}
