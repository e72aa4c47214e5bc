package org.throughline.server.face;

import org.jspecify.annotations.Nullable;

/**
 * What was just done, with a way back. A controller passes it over a redirect as the flash attribute {@code toast}.
 *
 * @param undoAction the address that the undo form posts to, where there is a way back
 */
public record ToastView(String message, @Nullable String undoAction) {
    public static ToastView of(String message) {
        return new ToastView(message, null);
    }
}
