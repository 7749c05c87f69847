package dev.whimbrel.connectors.s3;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.port.ObjectStore;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** A part of a bucket that objects are kept in. */
final class S3Store implements ObjectStore {
    private final Bucket bucket;

    S3Store(Bucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public boolean has(String name) {
        try {
            bucket.client().headObject(request -> request.bucket(bucket.name()).key(bucket.key(name)));
            return true;
        } catch (SdkException e) {
            if (S3Faults.isGone(e)) {
                return false;
            }
            throw S3Faults.store("look for object " + name + " in", bucket, e);
        }
    }

    @Override
    public InputStream read(String name) {
        try {
            return new S3Stream(bucket.client()
                    .getObject(request -> request.bucket(bucket.name()).key(bucket.key(name))));
        } catch (SdkException e) {
            if (S3Faults.isGone(e)) {
                throw Fault.target(
                        "ARRIVAL_BYTES_MISSING",
                        "Cannot read object " + name + ": it is not in " + bucket.location(),
                        "Bring the bucket back from a backup, or point `arrivals.kept` to where it is.",
                        e);
            }
            throw S3Faults.store("read object " + name + " of", bucket, e);
        }
    }

    @Override
    public Writing write(String name) {
        return new S3Writing(bucket, bucket.key(name));
    }

    @Override
    public void delete(String name) {
        try {
            bucket.client()
                    .deleteObject(request -> request.bucket(bucket.name()).key(bucket.key(name)));
        } catch (SdkException e) {
            throw S3Faults.store("remove object " + name + " of", bucket, e);
        }
    }

    @Override
    public int sweep(Instant before) {
        try {
            List<MultipartUpload> left = new ArrayList<>();
            bucket.client()
                    .listMultipartUploadsPaginator(
                            request -> request.bucket(bucket.name()).prefix(bucket.prefix()))
                    .uploads()
                    .forEach(upload -> {
                        if (upload.initiated().isBefore(before)) {
                            left.add(upload);
                        }
                    });
            for (MultipartUpload upload : left) {
                bucket.client()
                        .abortMultipartUpload(request ->
                                request.bucket(bucket.name()).key(upload.key()).uploadId(upload.uploadId()));
            }
            return left.size();
        } catch (SdkException e) {
            throw S3Faults.store("clear", bucket, e);
        }
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
