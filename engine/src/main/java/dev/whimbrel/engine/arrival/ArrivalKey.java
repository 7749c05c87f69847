package dev.whimbrel.engine.arrival;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import dev.whimbrel.core.fault.Fault;
import dev.whimbrel.core.fault.Kind;
import dev.whimbrel.engine.project.ArrivalSettings.KeyPlace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the bytes of arrivals are encrypted with: a set of keys of Tink for streams, AES-256-GCM by segments with a key for each stream. The
 * primary key encrypts; the others of the set still decrypt, so that a key can be replaced. Associated data binds a stream to the hash of its
 * bytes.
 */
public final class ArrivalKey {
    private final StreamingAead streams;
    private final int primary;
    private final Set<Integer> numbers;

    private ArrivalKey(KeysetHandle keys, StreamingAead streams) {
        this.streams = streams;
        this.primary = keys.getPrimary().getId();
        this.numbers = new HashSet<>();
        for (int i = 0; i < keys.size(); i++) {
            numbers.add(keys.getAt(i).getId());
        }
    }

    /** The key at its place; faults {@code ARRIVAL_KEY_ABSENT} and {@code ARRIVAL_KEY_UNUSABLE}. */
    static ArrivalKey of(KeyPlace place) {
        try {
            StreamingAeadConfig.register();
            KeysetHandle keys = TinkJsonProtoKeysetFormat.parseKeyset(text(place), InsecureSecretKeyAccess.get());
            return new ArrivalKey(keys, keys.getPrimitive(RegistryConfiguration.get(), StreamingAead.class));
        } catch (GeneralSecurityException | IllegalArgumentException | IllegalStateException e) {
            // Of a text that is no key nothing may be said: it may be one that is cut.
            throw Fault.user(
                    "ARRIVAL_KEY_UNUSABLE",
                    "Cannot use the key for arrivals of " + place + ": it is no set of keys of Tink for streams",
                    "`whimbrel beta key FILE` makes one. Without the key that arrivals were kept with, they cannot be read again.");
        }
    }

    private static String text(KeyPlace place) {
        if (place instanceof KeyPlace.File file) {
            try {
                return Files.readString(file.path());
            } catch (IOException e) {
                throw absent(place, "the file is absent, not readable or not text", e);
            }
        }
        String value = ((KeyPlace.Variable) place).value();
        if (value == null || value.isBlank()) {
            throw absent(place, "the variable is not set", null);
        }
        return value;
    }

    private static Fault absent(KeyPlace place, String why, @Nullable IOException cause) {
        return new Fault(
                Kind.USER,
                "ARRIVAL_KEY_ABSENT",
                "Cannot read the key for arrivals of " + place + ": " + why,
                "Provide it as `arrivals.key` says; `whimbrel beta key FILE` makes a new one.",
                cause);
    }

    /** Writes a new key into a new file that only its owner may read. */
    public static void make(Path file) {
        try {
            StreamingAeadConfig.register();
            KeysetHandle keys = KeysetHandle.generateNew(PredefinedStreamingAeadParameters.AES256_GCM_HKDF_1MB);
            String text = TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get());
            try (var channel = Files.newByteChannel(
                    file,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                channel.write(StandardCharsets.UTF_8.encode(text));
            }
        } catch (FileAlreadyExistsException e) {
            throw Fault.user(
                    "ARRIVAL_KEY_EXISTS",
                    "Cannot write a key to " + file + ": there is a file of that name",
                    "Name another file. A key is never written over: arrivals kept with it could not be read again.");
        } catch (IOException e) {
            throw new Fault(
                    Kind.USER,
                    "ARRIVAL_KEY_NOT_WRITTEN",
                    "Cannot write a key to " + file + ": its folder is absent, full, or may not be written to",
                    "Name another file.",
                    e);
        } catch (GeneralSecurityException e) {
            throw Fault.internal("ARRIVAL_KEY_NOT_MADE", "Cannot make a key", e);
        }
    }

    /** The number of the key that encrypts. */
    int primary() {
        return primary;
    }

    /** Whether the set has the key of a number. */
    boolean has(int number) {
        return numbers.contains(number);
    }

    /** A stream that encrypts what is written into it; closing it ends what it encrypts. */
    OutputStream sealing(OutputStream out, String hash) throws IOException {
        try {
            return streams.newEncryptingStream(out, bound(hash));
        } catch (GeneralSecurityException e) {
            throw Fault.internal("ARRIVAL_NOT_ENCRYPTED", "Cannot encrypt an arrival", e);
        }
    }

    /** A stream of clear bytes, each proven to be what was encrypted for this hash before it is given. */
    InputStream opening(InputStream in, String hash) throws IOException {
        try {
            return streams.newDecryptingStream(in, bound(hash));
        } catch (GeneralSecurityException e) {
            throw Fault.internal("ARRIVAL_NOT_DECRYPTED", "Cannot decrypt an arrival", e);
        }
    }

    private static byte[] bound(String hash) {
        return ("whimbrel arrival " + hash).getBytes(StandardCharsets.UTF_8);
    }
}
