package org.throughline.server.organizations;

import java.nio.charset.StandardCharsets;

/** Where a room puts what an organization takes along: files in open formats, and rows for whoever rebuilds it. */
public interface LeavingFiles {
    /** A file of the archive, with forward slashes: {@code credentials/7b….json}. */
    void put(String path, byte[] bytes);

    default void put(String path, String text) {
        put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** One row of a table as a JSON object in one line; rows of one table come one after the other. */
    void row(String table, String json);
}
