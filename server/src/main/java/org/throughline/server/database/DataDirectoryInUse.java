package org.throughline.server.database;

import java.nio.file.Path;

/** Another process owns the data directory at this moment. */
public final class DataDirectoryInUse extends DatabaseFailure {
    private static final long serialVersionUID = 1;

    DataDirectoryInUse(Path directory, String owner) {
        super("The data directory " + directory + " is in use by " + owner
                + ". Stop that server first, or choose another directory with --data.");
    }
}
