package org.throughline.credentials.tree;

import org.jspecify.annotations.Nullable;

/**
 * The names that documents use again and again, each kept once.
 *
 * <p>Of bounded size, whatever strangers write. Threads may overwrite one another's entries, which costs a name that is made anew and
 * nothing else: a string is safe to publish in a race (Java Language Specification 25, section 17.5).
 */
final class Names {

    private static final int SIZE = 1 << 12;

    /** Longer ones are rare. */
    private static final int LONGEST = 48;

    private static final @Nullable String[] KNOWN = new String[SIZE];

    private Names() {}

    /** The name that stands in ASCII between two places. */
    @SuppressWarnings("deprecation") // this constructor is the one that only copies, and the bytes are ASCII
    static String of(byte[] text, int from, int to) {
        int length = to - from;
        if (length > LONGEST) {
            return new String(text, 0, from, length);
        }
        int hash = length;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + text[i];
        }
        int place = (hash ^ (hash >>> 12)) & (SIZE - 1);
        String known = KNOWN[place];
        if (known != null && isAt(known, text, from, length)) {
            return known;
        }
        String name = new String(text, 0, from, length);
        KNOWN[place] = name;
        return name;
    }

    private static boolean isAt(String known, byte[] text, int from, int length) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }
}
