package dev.whimbrel.engine.guest;

/** How fast rows pass a bucket, smoothed over a few looks. */
final class Meter {
    private static final double NEWEST = 0.25;

    private final Bucket bucket;
    private long at;
    private long passed;
    private double rate;

    Meter(Bucket bucket, long now) {
        this.bucket = bucket;
        this.at = now;
    }

    Throughput look(long now) {
        long all = bucket.passed();
        if (now > at) {
            rate += NEWEST * ((all - passed) * 1e9 / (now - at) - rate);
            at = now;
            passed = all;
        }
        return new Throughput(rate, bucket.held());
    }
}
