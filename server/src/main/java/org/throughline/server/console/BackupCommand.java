package org.throughline.server.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.throughline.server.custody.MasterKeyPlace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Saves an installation, running or not. */
@Command(
        name = "backup",
        description =
                "Saves an installation into a folder: database, sealed keys, checkpoints. The server may be running.",
        footer = {
            "",
            "The master key is not saved unless you ask for it; it is then wrapped by the passphrase in the environment",
            "variable THROUGHLINE_BACKUP_PASSPHRASE (at least 15 characters)."
        },
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = 64)
final class BackupCommand implements Callable<Integer> {
    static final String PASSPHRASE = "THROUGHLINE_BACKUP_PASSPHRASE";

    private final ServerStart start;

    @Mixin
    private Installation installation = new Installation();

    @Parameters(paramLabel = "DIR", description = "A folder that is empty or not there yet.")
    private Path folder = Path.of("");

    @Option(names = "--with-master-key", description = "Also save the master key, wrapped by a passphrase.")
    private boolean withMasterKey;

    @Option(
            names = "--master-key-file",
            paramLabel = "FILE",
            description = "Where the master key is. Default: beside the data directory, in DIR.keys/master.key.")
    private @Nullable Path masterKeyFile;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    BackupCommand(ServerStart start) {
        this.start = start;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isDirectory(installation.directory())) {
            throw new ConsoleFailure("There is no installation in " + installation.directory());
        }
        String passphrase = withMasterKey ? passphrase() : "";
        Path target = folder.toAbsolutePath().normalize();
        Installation.Outcome outcome = installation.ask(
                "/control/backup?directory=" + URLEncoder.encode(target.toString(), StandardCharsets.UTF_8),
                start,
                context -> new Installation.Outcome(
                        String.join("\n", context.getBean(Backup.class).into(target)) + "\n", true));
        PrintWriter out = spec.commandLine().getOut();
        out.print(outcome.text());
        if (withMasterKey) {
            Path key = masterKeyFile != null ? masterKeyFile : MasterKeyPlace.of(installation.directory());
            WrappedMasterKey.write(target, key, passphrase);
            out.println("You asked for the master key: it is in " + target.resolve(WrappedMasterKey.NAME)
                    + ", wrapped by your passphrase.");
        }
        out.flush();
        return 0;
    }

    private static String passphrase() {
        String given = System.getenv(PASSPHRASE);
        if (given == null || given.isBlank()) {
            throw new ConsoleFailure("Put a passphrase into the environment variable " + PASSPHRASE
                    + " to save the master key; it is needed again to restore it.");
        }
        return given;
    }
}
