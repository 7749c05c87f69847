package dev.whimbrel.core.compare;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where the members of a JSON object stand in its canonical form while that is being written, and in which order they should:
 * by name, of several with one name the last.
 */
final class Members {
    /** Up to so many members are put in order one by one, which is quickest for few. */
    private static final int FEW = 32;

    /** For each member the start of its name, the end of its name and its own end. */
    private int[] places = new int[24];

    private final Chars form;
    /** Shorter names first, as jsonb has them. */
    private final boolean byLength;

    private int size;
    private boolean ordered = true;

    Members(Chars form, boolean byLength) {
        this.form = form;
        this.byLength = byLength;
    }

    void begin(int start) {
        if (3 * size == places.length) {
            places = Arrays.copyOf(places, 2 * places.length);
        }
        places[3 * size] = start;
        size++;
    }

    void named(int end) {
        places[3 * size - 2] = end;
        ordered &= size == 1 || compare(size - 2, size - 1) < 0;
    }

    void end(int end) {
        places[3 * size - 1] = end;
    }

    boolean inOrder() {
        return ordered;
    }

    /** All members, in order. */
    Chars sorted(String comma) {
        int[] order = order();
        Chars result = new Chars(form.length());
        for (int i = 0; i < size; i++) {
            if (i + 1 < size && compare(order[i], order[i + 1]) == 0) {
                continue;
            }
            if (result.length() > 0) {
                result.add(comma);
            }
            result.add(form, places[3 * order[i]], places[3 * order[i] + 2]);
        }
        return result;
    }

    /** The members by name; those of one name as they came. */
    private int[] order() {
        if (size > FEW) {
            Integer[] boxed = new Integer[size];
            Arrays.setAll(boxed, i -> i);
            Arrays.sort(boxed, this::compare);
            return Arrays.stream(boxed).mapToInt(Integer::intValue).toArray();
        }
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int at = i;
            while (at > 0 && compare(order[at - 1], i) > 0) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = i;
        }
        return order;
    }

    private int compare(int a, int b) {
        int aStart = places[3 * a] + 1;
        int bStart = places[3 * b] + 1;
        int aEnd = places[3 * a + 1] - 1;
        int bEnd = places[3 * b + 1] - 1;
        if (byLength && !(isAscii(aStart, aEnd) && isAscii(bStart, bEnd))) {
            byte[] x = read(aStart, aEnd).getBytes(StandardCharsets.UTF_8);
            byte[] y = read(bStart, bEnd).getBytes(StandardCharsets.UTF_8);
            return x.length == y.length ? Arrays.compareUnsigned(x, y) : Integer.compare(x.length, y.length);
        }
        if (byLength && aEnd - aStart != bEnd - bStart) {
            return Integer.compare(aEnd - aStart, bEnd - bStart);
        }
        for (int i = 0; aStart + i < aEnd && bStart + i < bEnd; i++) {
            char x = form.at(aStart + i);
            char y = form.at(bStart + i);
            if (x == '\\' || y == '\\') {
                return read(aStart + i, aEnd).compareTo(read(bStart + i, bEnd));
            }
            if (x != y) {
                return Character.compare(x, y);
            }
        }
        return Integer.compare(aEnd - aStart, bEnd - bStart);
    }

    /** Whether the name is written as it is, in characters of one byte. */
    private boolean isAscii(int start, int end) {
        for (int i = start; i < end; i++) {
            if (form.at(i) >= 0x80 || form.at(i) == '\\') {
                return false;
            }
        }
        return true;
    }

    /** The characters behind a part of a name that starts with a whole one. */
    private String read(int start, int end) {
        StringBuilder name = new StringBuilder();
        for (int i = start; i < end; i++) {
            char c = form.at(i);
            if (c != '\\') {
                name.append(c);
            } else if (form.at(i + 1) == 'u') {
                name.append((char) Integer.parseInt(form.text(i + 2, i + 6), 16));
                i += 5;
            } else {
                int named = "bfnrt".indexOf(form.at(++i));
                name.append(named < 0 ? form.at(i) : "\b\f\n\r\t".charAt(named));
            }
        }
        return name.toString();
    }
}
