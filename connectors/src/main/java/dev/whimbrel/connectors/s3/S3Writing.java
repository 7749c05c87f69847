package dev.whimbrel.connectors.s3;

import dev.whimbrel.core.port.ObjectStore;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * An object that is sent in parts as its bytes come, so that no more than one part is in memory; one that is smaller than a part is sent at
 * once. It is there once the server has put the parts together.
 */
final class S3Writing implements ObjectStore.Writing {
    /** Parts but the last are at least 5 MB. */
    private static final int PART = 8 << 20;

    /** There may be 10,000 parts: later ones are larger, so that these take 440 GB. */
    private static final int OF_ONE_SIZE = 1_000;

    private final Bucket bucket;
    private final String key;
    private final List<CompletedPart> parts = new ArrayList<>();
    private byte[] buffer = new byte[1 << 16];
    private int filled;
    private @Nullable String upload;
    private boolean finished;

    S3Writing(Bucket bucket, String key) {
        this.bucket = bucket;
        this.key = key;
    }

    @Override
    public OutputStream bytes() {
        return new OutputStream() {
            @Override
            public void write(int b) {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                int from = offset;
                int left = length;
                while (left > 0) {
                    int taken = Math.min(left, room());
                    System.arraycopy(bytes, from, buffer, filled, taken);
                    filled += taken;
                    from += taken;
                    left -= taken;
                }
            }
        };
    }

    /** At least one byte: the buffer grows up to a part, and a full part is sent. */
    private int room() {
        int part = PART * (1 + parts.size() / OF_ONE_SIZE);
        if (filled == part) {
            sendPart();
        } else if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(part, 2 * buffer.length));
        }
        return buffer.length - filled;
    }

    private void sendPart() {
        int number = parts.size() + 1;
        try {
            String id = upload == null ? begin() : upload;
            UploadPartResponse answer = bucket.client()
                    .uploadPart(
                            request -> request.bucket(bucket.name())
                                    .key(key)
                                    .uploadId(id)
                                    .partNumber(number),
                            body());
            parts.add(CompletedPart.builder()
                    .partNumber(number)
                    .eTag(answer.eTag())
                    .build());
        } catch (SdkException e) {
            throw S3Faults.store("write into", bucket, e);
        }
        filled = 0;
    }

    private String begin() {
        String id = bucket.client()
                .createMultipartUpload(request -> request.bucket(bucket.name()).key(key))
                .uploadId();
        upload = id;
        return id;
    }

    private RequestBody body() {
        return RequestBody.fromByteBuffer(ByteBuffer.wrap(buffer, 0, filled));
    }

    @Override
    public void finish() {
        try {
            if (upload == null) {
                bucket.client()
                        .putObject(request -> request.bucket(bucket.name()).key(key), body());
            } else {
                if (filled > 0) {
                    sendPart();
                }
                bucket.client().completeMultipartUpload(request -> request.bucket(bucket.name())
                        .key(key)
                        .uploadId(upload)
                        .multipartUpload(all -> all.parts(parts)));
            }
        } catch (SdkException e) {
            throw S3Faults.store("write into", bucket, e);
        }
        finished = true;
    }

    @Override
    public void close() {
        if (upload != null && !finished) {
            try {
                bucket.client()
                        .abortMultipartUpload(request ->
                                request.bucket(bucket.name()).key(key).uploadId(upload));
            } catch (SdkException e) {
                // What led here says more; the parts go with the next sweep.
                upload = null;
            }
        }
    }
}
