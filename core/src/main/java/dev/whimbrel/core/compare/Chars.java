package dev.whimbrel.core.compare;

import java.util.Arrays;

/** Characters that are being written, in an array of their own: a StringBuilder asks for its encoding with each of them. */
final class Chars {
    private char[] chars;
    private int length;

    Chars(int expected) {
        chars = new char[expected];
    }

    /** Takes over an array that is full. */
    static Chars of(char[] all) {
        Chars chars = new Chars(0);
        chars.chars = all;
        chars.length = all.length;
        return chars;
    }

    int length() {
        return length;
    }

    char at(int index) {
        return chars[index];
    }

    void add(char c) {
        room(1);
        chars[length++] = c;
    }

    void add(String text) {
        int size = text.length();
        room(size);
        text.getChars(0, size, chars, length);
        length += size;
    }

    void add(char[] from, int start, int end) {
        room(end - start);
        System.arraycopy(from, start, chars, length, end - start);
        length += end - start;
    }

    void add(Chars other, int start, int end) {
        add(other.chars, start, end);
    }

    /** Forgets all from {@code newLength} on. */
    void cut(int newLength) {
        length = newLength;
    }

    private void room(int more) {
        if (chars.length - length < more) {
            chars = Arrays.copyOf(chars, Math.max(2 * chars.length, length + more));
        }
    }

    String text(int start, int end) {
        return new String(chars, start, end - start);
    }

    @Override
    public String toString() {
        return text(0, length);
    }
}
