package org.throughline.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** Puts a copied cluster where the embedded database looks for it, under the account that PostgreSQL runs as. */
public final class RestoredCluster {
    private RestoredCluster() {}

    /**
     * @param copy what {@link EmbeddedPostgres#copyInto} made
     * @param directory the data directory to be; the passwords are made anew at its first start
     */
    public static void place(Path copy, Path directory) throws IOException {
        DatabaseAccount account = DatabaseAccount.choose();
        Path folder = directory.resolve("postgresql");
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        Path cluster = folder.resolve("cluster");
        List<Path> all;
        try (Stream<Path> walk = Files.walk(copy)) {
            all = walk.toList();
        }
        for (Path each : all) {
            Path place = cluster.resolve(copy.relativize(each).toString());
            if (Files.isDirectory(each)) {
                Files.createDirectories(place);
                Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx------"));
            } else {
                Files.copy(each, place);
                Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rw-------"));
            }
            account.own(place);
        }
    }
}
