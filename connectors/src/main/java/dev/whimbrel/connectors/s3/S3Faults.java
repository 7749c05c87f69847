package dev.whimbrel.connectors.s3;

import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.fault.Kind;
import dev.whimbrel.core.fault.TransientFault;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says what a refused request means, by its status and code and never by the server's text. */
final class S3Faults {
    private static final int FORBIDDEN = 403;
    private static final int GONE = 404;
    private static final int CHANGED = 412;

    private S3Faults() {}

    /** Of a store. */
    static Fault store(String what, Bucket bucket, SdkException e) {
        if (isPassing(e)) {
            return new TransientFault(
                    Kind.TARGET,
                    "ARRIVAL_STORE_UNREACHABLE",
                    "Cannot " + what + " " + bucket.location() + ": " + why(e),
                    e);
        }
        return Fault.target(
                "ARRIVAL_STORE_FAILED",
                "Cannot " + what + " " + bucket.location() + ": " + why(e),
                "Look at bucket, endpoint and credentials, and at what they may do: read, write, list and delete.",
                e);
    }

    /** Of an inbox as a whole. */
    static Fault inbox(Bucket bucket, SdkException e) {
        return Fault.source(
                "INBOX_UNREADABLE",
                "Cannot look into the inbox " + bucket.location() + ": " + why(e),
                "Look at bucket, endpoint and credentials, and at whether they may list and read.",
                e);
    }

    /** Of one file of an inbox. */
    static Fault file(String name, Bucket bucket, SdkException e) {
        if (status(e) == GONE) {
            return Fault.source(
                    "FILE_VANISHED",
                    "Cannot take " + name + " of " + bucket.location() + ": it was there a moment ago and is gone",
                    "Let files stay until they are taken; bring this one again if it is still wanted.",
                    e);
        }
        if (status(e) == CHANGED) {
            return Fault.source(
                    "FILE_CHANGED",
                    "Cannot take " + name + " of " + bucket.location() + ": it was written anew a moment ago",
                    "Nothing is to be done: the next pass looks at it as it is then.",
                    e);
        }
        return Fault.source(
                "FILE_UNREADABLE",
                "Cannot read " + name + " of " + bucket.location() + ": " + why(e),
                "Let the credentials read it; the next pass takes it.",
                e);
    }

    /** Of a file whose name cannot be recorded. */
    static Fault unnameable(Bucket bucket) {
        return Fault.source(
                "FILE_NAME_UNUSABLE",
                "Cannot take a file of " + bucket.location() + ": its name has the character U+0000",
                "Give it another name.",
                null);
    }

    static boolean isGone(SdkException e) {
        return status(e) == GONE;
    }

    private static boolean isPassing(SdkException e) {
        return status(e) == 0 || status(e) >= 500;
    }

    private static int status(SdkException e) {
        return e instanceof AwsServiceException service ? service.statusCode() : 0;
    }

    private static String why(SdkException e) {
        int status = status(e);
        if (status == 0) {
            return "the server cannot be reached";
        }
        String code = e instanceof AwsServiceException service && service.awsErrorDetails() != null
                ? service.awsErrorDetails().errorCode()
                : null;
        return (status == FORBIDDEN ? "the server refuses the user" : "the server answers " + status)
                + (code == null || !code.matches("[A-Za-z0-9.]{1,64}") ? "" : " (" + code + ")");
    }
}
