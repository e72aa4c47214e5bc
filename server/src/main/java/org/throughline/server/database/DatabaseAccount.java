package org.throughline.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Under whose name PostgreSQL runs. It refuses to run as root; where we are root, it runs as the account
 * {@code postgres} if there is one, otherwise as {@code nobody}, through {@code setpriv} (util-linux).
 */
sealed interface DatabaseAccount {

    /** Our own, unprivileged account. */
    record Ours() implements DatabaseAccount {}

    /** Another account, because ours is root. */
    record Unprivileged(String name, int uid, int gid) implements DatabaseAccount {}

    static DatabaseAccount choose() {
        if (number("-u", "") != 0) {
            return new Ours();
        }
        for (String name : List.of("postgres", "nobody")) {
            int uid = number("-u", name);
            if (uid > 0) {
                return new Unprivileged(name, uid, number("-g", name));
            }
        }
        throw new DatabaseFailure(
                "PostgreSQL does not run as root, and this machine has neither an account 'postgres' nor"
                        + " 'nobody'. Start Throughline as an ordinary user, or name a database with --database-url.");
    }

    /** The words to put before a command so that it runs as this account. */
    default List<String> command(List<String> words) {
        return switch (this) {
            case Ours() -> words;
            case Unprivileged(String account, int uid, int gid) -> {
                List<String> all = new ArrayList<>(
                        List.of("setpriv", "--reuid", "" + uid, "--regid", "" + gid, "--clear-groups", "--"));
                all.addAll(words);
                yield List.copyOf(all);
            }
        };
    }

    /** Gives one file or directory (not what is inside) to this account. */
    default void own(Path path) throws IOException {
        if (this instanceof Unprivileged(String account, int uid, int gid)) {
            Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /** Makes sure that the account can pass through every parent of its directory; says which one stands in the way. */
    default void requireReach(Path directory) {
        if (!(this instanceof Unprivileged(String name, int uid, int gid))) {
            return;
        }
        Command.Outcome tool = Command.run(Path.of("/"), Duration.ofSeconds(10), command(List.of("true")));
        if (!tool.succeeded()) {
            throw new DatabaseFailure("PostgreSQL does not run as root, and the change to the account '" + name
                    + "' with setpriv failed: " + tool.output()
                    + ". Start Throughline as an ordinary user, or name a database with --database-url.");
        }
        for (int i = 1; i <= directory.getNameCount(); i++) {
            Path part = Path.of("/").resolve(directory.subpath(0, i));
            List<String> test = command(List.of("test", "-x", part.toString()));
            if (!Command.run(Path.of("/"), Duration.ofSeconds(10), test).succeeded()) {
                throw new DatabaseFailure("PostgreSQL does not run as root but as '" + name
                        + "', and that account may not"
                        + " pass through " + part + ". Choose a directory with --data that it may reach, for instance"
                        + " /var/lib/throughline, or allow it: chmod o+x " + part);
            }
        }
    }

    private static int number(String what, String name) {
        List<String> words = name.isEmpty() ? List.of("id", what) : List.of("id", what, name);
        Command.Outcome id = Command.run(Path.of("/"), Duration.ofSeconds(10), words);
        return id.succeeded() && id.output().matches("[0-9]+") ? Integer.parseInt(id.output()) : -1;
    }
}
