package dev.whimbrel.testkit.fault;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The beginning of a message of PostgreSQL's protocol, version 3: a type (0 for the untyped messages that open a connection), a
 * length that counts itself, and a body, of which only the first {@value #PEEK} bytes are looked at. The rest is copied through.
 */
record Message(int type, int length, byte[] head) {
    static final int PEEK = 16384;

    /** The next message, or an {@link EOFException} where the peer has closed. */
    static Message read(DataInputStream in, boolean typed) throws IOException {
        int type = typed ? in.readUnsignedByte() : 0;
        int length = in.readInt();
        if (length < 4) {
            throw new IOException("Not a PostgreSQL message");
        }
        byte[] head = in.readNBytes(Math.min(length - 4, PEEK));
        if (head.length < Math.min(length - 4, PEEK)) {
            throw new EOFException();
        }
        return new Message(type, length, head);
    }

    /** Writes the message, taking what is left of its body from {@code in}. */
    void forward(DataInputStream in, OutputStream out) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(type == 0 ? 4 : 5);
        if (type != 0) {
            start.put((byte) type);
        }
        start.putInt(length);
        out.write(start.array());
        out.write(head);
        int left = length - 4 - head.length;
        byte[] buffer = new byte[Math.min(Math.max(left, 1), 65536)];
        while (left > 0) {
            int n = in.read(buffer, 0, Math.min(left, buffer.length));
            if (n < 0) {
                throw new EOFException();
            }
            out.write(buffer, 0, n);
            left -= n;
        }
    }

    /** The zero-terminated text that has {@code before} such texts before it; what there is of it where the head is too short. */
    String text(int offset, int before) {
        int start = offset;
        for (int i = 0; i < before; i++) {
            start = end(start) + 1;
        }
        return start >= head.length ? "" : new String(head, start, end(start) - start, StandardCharsets.UTF_8);
    }

    private int end(int from) {
        int end = Math.min(from, head.length);
        while (end < head.length && head[end] != 0) {
            end++;
        }
        return end;
    }

    /** The first four bytes of the body: the request code of an opening message. */
    int code() {
        return head.length < 4 ? 0 : ByteBuffer.wrap(head).getInt();
    }
}
