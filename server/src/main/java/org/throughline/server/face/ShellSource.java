package org.throughline.server.face;

import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Who knows the frame of a page. The roof, {@code site}, is the one that does; without it the frame is bare. */
public interface ShellSource {
    /**
     * @param path the page's path without the query
     * @param principal who asks, or null for a stranger
     */
    Frame frame(String path, @Nullable Principal principal);
}
