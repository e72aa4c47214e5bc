package org.throughline.server.face;

import org.jspecify.annotations.Nullable;

/**
 * All that {@code layout/page.jte} needs beside the page itself. Every model has it under the name {@code shell}.
 *
 * @param path the page's path without the query
 * @param assets the prefix of static files, with the hash of their content in it
 * @param theme {@code light} or {@code dark} where the reader has chosen, else null: what their device prefers
 * @param toast what the act before this page did
 */
public record Shell(
        Frame frame,
        String path,
        String assets,
        @Nullable String theme,
        Csrf csrf,
        @Nullable ToastView toast) {}
