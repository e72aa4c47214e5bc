package org.throughline.server.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings a backup back into an empty data directory. */
@Command(
        name = "restore",
        description =
                "Brings a backup back into an empty data directory. A backup that is torn or was changed is refused.",
        footer = {
            "",
            "If the master key is in the backup, its passphrase is read from the environment variable",
            "THROUGHLINE_BACKUP_PASSPHRASE."
        },
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = 64)
final class RestoreCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "The backup.")
    private Path backup = Path.of("");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data directory to make; empty or not there yet. Default: that of throughline serve.")
    private @Nullable Path data;

    @Option(
            names = "--outside",
            paramLabel = "DIR",
            description =
                    "Where newer checkpoints and erasures than the backup's are: the lost data directory, or the folder of"
                            + " --checkpoint-copy.")
    private @Nullable Path outside;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path target = data != null ? data : ServerOptions.usualDirectory("server");
        PrintWriter out = spec.commandLine().getOut();
        new Restore(backup, target)
                .run(outside, System.getenv(BackupCommand.PASSPHRASE))
                .forEach(out::println);
        out.flush();
        return 0;
    }
}
