package dev.whimbrel.connectors.file;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The physical lines of a file from a given byte on. A line ends with LF, CR LF or CR, however the file mixes them, and each is
 * decoded on its own, so that bytes that cannot be decoded spoil no other line. No more than one line is in memory.
 */
final class Lines implements AutoCloseable {
    /** Bytes of the largest record; a longer line is skipped without being kept. */
    static final int LIMIT = 16 << 20;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;
    private static final char REPLACEMENT = '\uFFFD';

    private final InputStream in;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final boolean utf8;
    /** Whether lines may be {@link Line#packed}. */
    private final boolean packs;
    /** Whether what cannot be decoded becomes {@link #REPLACEMENT}; it does in all known character sets. */
    private final boolean replaces;

    private final byte[] lf;
    private final byte[] cr;
    private final int width;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int filled;
    /** A line that did not lie in the buffer as a whole. */
    private byte[] line = new byte[1 << 10];
    /** Where the bytes of the line are: in the buffer or in {@link #line}. */
    private byte[] held = line;

    private int start;
    private int length;
    private long size;
    private CharBuffer chars = CharBuffer.allocate(1 << 10);
    private long offset;
    private long number;

    /** @param linesBefore number of the line before the one at {@code offset} */
    Lines(Path file, Charset charset, long offset, long linesBefore) throws IOException {
        this(file, charset, offset, linesBefore, false);
    }

    /** @param packs whether lines may be {@link Line#packed}, which those who count characters do not understand */
    Lines(Path file, Charset charset, long offset, long linesBefore, boolean packs) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(file);
        channel.position(offset);
        this.in = Channels.newInputStream(channel);
        this.charset = charset;
        this.decoder = charset.newDecoder();
        this.utf8 = charset.equals(StandardCharsets.UTF_8);
        this.packs = packs;
        this.replaces = decoder.replacement().equals(String.valueOf(REPLACEMENT));
        this.lf = "\n".getBytes(charset);
        this.cr = "\r".getBytes(charset);
        this.width = lf.length;
        this.offset = offset;
        this.number = linesBefore;
    }

    @Nullable
    Line next() throws IOException {
        held = line;
        start = 0;
        length = 0;
        size = 0;
        String end = "";
        while (end.isEmpty() && more()) {
            end = width == 1 ? scanBytes() : scanUnits();
        }
        if (size == 0) {
            return null;
        }
        return line(end);
    }

    /** The first byte after the lines read so far. */
    long offset() {
        return offset;
    }

    /** Number of the line read last. */
    long number() {
        return number;
    }

    private Line line(String end) throws IOException {
        long begins = offset;
        offset += size;
        number++;
        if (size > LIMIT) {
            return new Line("", false, end, number, begins, size, false, true);
        }
        Utf8.Kind kind = utf8 ? Utf8.kind(held, start, length) : Utf8.Kind.UNSURE;
        if (kind == Utf8.Kind.ASCII || (kind == Utf8.Kind.WIDER && packs)) {
            boolean packed = kind == Utf8.Kind.WIDER;
            return new Line(Utf8.packed(held, start, length), packed, end, number, begins, size, false, false);
        }
        String text = new String(held, start, length, charset);
        if (text.indexOf(REPLACEMENT) < 0 && replaces) {
            return new Line(text, false, end, number, begins, size, false, false);
        }
        // What was written as that character, or could not be decoded: the decoder tells.
        boolean undecodable = !decode(CodingErrorAction.REPORT);
        if (undecodable) {
            decode(CodingErrorAction.REPLACE);
        }
        return new Line(chars.toString(), false, end, number, begins, size, undecodable, false);
    }

    /** Whether a whole unit of the encoding, or what is left of the file, is in the buffer. */
    private boolean more() throws IOException {
        while (filled - at < width) {
            System.arraycopy(buffer, at, buffer, 0, filled - at);
            filled -= at;
            at = 0;
            int n = in.read(buffer, filled, buffer.length - filled);
            if (n < 0) {
                return filled > 0;
            }
            filled += n;
        }
        return true;
    }

    private String scanBytes() throws IOException {
        int from = at;
        at = endOfLine(from);
        if (size == 0 && at + 1 < filled) {
            // It can stay in the buffer, which is not filled again before it is decoded.
            held = buffer;
            start = from;
            length = at - from;
            size = length;
        } else {
            keep(from, at);
        }
        return at == filled ? "" : terminator(buffer[at] == lf[0]);
    }

    /** The first byte from here that ends a line, or the end of what is in the buffer; eight bytes are looked at together. */
    private int endOfLine(int from) {
        byte newline = lf[0];
        byte carriage = cr[0];
        int i = from;
        while (i + Long.BYTES <= filled) {
            long eight = (long) EIGHT.get(buffer, i);
            long found = zeros(eight ^ (newline & 0xFF) * ONES) | zeros(eight ^ (carriage & 0xFF) * ONES);
            if (found != 0) {
                return i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
            i += Long.BYTES;
        }
        while (i < filled && buffer[i] != newline && buffer[i] != carriage) {
            i++;
        }
        return i;
    }

    /** The top bit of each byte that is zero; of those above one that is, it may be set as well. */
    private static long zeros(long eight) {
        return eight - ONES & ~eight & TOPS;
    }

    private String scanUnits() throws IOException {
        if (filled - at < width) {
            // A unit cut short by the end of the file; the decoder will say so.
            keep(at, filled);
            at = filled;
            return "";
        }
        if (is(lf) || is(cr)) {
            return terminator(is(lf));
        }
        keep(at, at + width);
        at += width;
        return "";
    }

    private String terminator(boolean newline) throws IOException {
        at += width;
        size += width;
        if (newline) {
            return "\n";
        }
        if (more() && is(lf)) {
            at += width;
            size += width;
            return "\r\n";
        }
        return "\r";
    }

    private boolean is(byte[] unit) {
        return filled - at >= width && Arrays.equals(buffer, at, at + width, unit, 0, width);
    }

    private void keep(int from, int to) {
        int n = to - from;
        size += n;
        if (size > LIMIT) {
            return;
        }
        if (length + n > line.length) {
            line = Arrays.copyOf(line, Math.max(length + n, line.length * 2));
            held = line;
        }
        System.arraycopy(buffer, from, line, length, n);
        length += n;
    }

    private boolean decode(CodingErrorAction action) {
        decoder.reset().onMalformedInput(action).onUnmappableCharacter(action);
        int most = (int) Math.ceil(length * (double) decoder.maxCharsPerByte()) + 16;
        if (chars.capacity() < most) {
            chars = CharBuffer.allocate(Math.max(most, Math.min(most * 2, 1 << 16)));
        }
        chars.clear();
        CoderResult result = decoder.decode(ByteBuffer.wrap(held, start, length), chars, true);
        if (!result.isError()) {
            result = decoder.flush(chars);
        }
        chars.flip();
        return !result.isError();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
