package org.throughline.server.face;

import java.util.Locale;

/** How a state feels. A tone is never shown alone: a word and an icon always stand beside the colour. */
public enum Tone {
    GOOD,
    BAD,
    UNSURE,
    ACTIVE,
    NEUTRAL;

    public String css() {
        return "tone-" + name().toLowerCase(Locale.ROOT);
    }
}
