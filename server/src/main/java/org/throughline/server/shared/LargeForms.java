package org.throughline.server.shared;

/**
 * A page that takes a form with files beyond the usual size: a bean in the room's {@code web} package.
 *
 * @param path where the form is posted to, exactly
 * @param mostBytes how large the whole form may be
 * @param words the limit in words, such as {@code 64 MiB}
 */
public record LargeForms(String path, long mostBytes, String words) {
    /** What stands in a form beside its file. */
    public static final int ROOM_BESIDE = 1 << 20;

    /** The usual size of a form with files. */
    public static final LargeForms USUAL = new LargeForms("", (20L << 20) + ROOM_BESIDE, "20 MB");
}
