package org.throughline.server.face;

/** Whether one station of a {@link Line} really leads to the next. Drawn as a line, a gap with a cross, or a gap with an open circle. */
public enum LinkState {
    /** Checked and sound: the line runs on. */
    HELD("leads to", "check"),
    /** Checked and not sound, or missing: the line is cut. */
    BROKEN("broken here", "cross"),
    /** Nobody has checked it, or it could not be checked: the line pauses. */
    UNCHECKED("not checked", "open"),
    /** People have not said yet whether it does: the line pauses. */
    UNDECIDED("to decide", "open");

    private final String word;
    private final String icon;

    LinkState(String word, String icon) {
        this.word = word;
        this.icon = icon;
    }

    /** The state in words, for people who do not see the drawing. */
    public String word() {
        return word;
    }

    /** The name of the icon, see {@code component/icon.jte}. */
    public String icon() {
        return icon;
    }

    /** The state in small letters, as CSS classes write it. */
    public String css() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
