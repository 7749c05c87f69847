package dev.whimbrel.engine.arrival;

/**
 * Tells the encoding of a text from its bytes, and gives units of text as far as that is needed to find signs of ASCII among them: bytes, or
 * pairs of bytes where the text begins with the mark of UTF-16.
 */
final class EncodingProbe {
    private static final int NONE = -1;
    private static final int UTF8_MARK = 0xEFBBBF;

    private long count;
    private int first;
    private boolean wideLittle;
    private boolean wideBig;
    private boolean marked;
    private int half = NONE;
    private boolean ascii = true;
    private boolean utf8 = true;
    private int following;
    private int lead;
    private boolean afterLead;

    /** Takes a byte and gives a unit of text, or -1 where none ends with it. A mark at the beginning is no text. */
    int next(int b) {
        count++;
        if (count <= 2) {
            first = first << 8 | b;
            if (count == 2 && (first == 0xFFFE || first == 0xFEFF)) {
                wideLittle = first == 0xFFFE;
                wideBig = !wideLittle;
                return NONE;
            }
        }
        if (wideLittle || wideBig) {
            return pair(b);
        }
        if (count == 1 && b >= 0xFE) {
            // Half of a mark of UTF-16; no text in UTF-8 begins so.
            judge(b);
            return NONE;
        }
        if (count == 3 && (first << 8 | b) == UTF8_MARK) {
            marked = true;
        }
        judge(b);
        return b;
    }

    private int pair(int b) {
        if (half == NONE) {
            half = b;
            return NONE;
        }
        int unit = wideLittle ? b << 8 | half : half << 8 | b;
        half = NONE;
        return unit;
    }

    /** Whether the bytes so far are UTF-8, by Unicode 16, table 3-7. */
    private void judge(int b) {
        ascii &= b < 0x80;
        if (!utf8) {
            return;
        }
        if (following > 0) {
            int least = afterLead && lead == 0xE0 ? 0xA0 : afterLead && lead == 0xF0 ? 0x90 : 0x80;
            int most = afterLead && lead == 0xED ? 0x9F : afterLead && lead == 0xF4 ? 0x8F : 0xBF;
            utf8 = b >= least && b <= most;
            following--;
            afterLead = false;
            return;
        }
        if (b >= 0x80) {
            utf8 = b >= 0xC2 && b <= 0xF4;
            following = b >= 0xF0 ? 3 : b >= 0xE0 ? 2 : 1;
            lead = b;
            afterLead = true;
        }
    }

    /** {@code 8-BIT} where it cannot be told. */
    String name() {
        if (wideLittle || wideBig) {
            return wideLittle ? "UTF-16LE" : "UTF-16BE";
        }
        if (ascii) {
            return "US-ASCII";
        }
        if (marked && utf8) {
            return "UTF-8";
        }
        return utf8 && following == 0 ? "UTF-8" : "8-BIT";
    }
}
