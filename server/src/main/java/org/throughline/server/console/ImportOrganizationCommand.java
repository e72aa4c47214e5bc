package org.throughline.server.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.throughline.server.portability.OrganizationImport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes an organization in from the file that its owner prepared elsewhere: whole, or not at all. */
@Command(
        name = "organization",
        description = "Rebuilds an organization from the file that its owner prepared on another installation.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = 64)
final class ImportOrganizationCommand implements Callable<Integer> {
    private final ServerStart start;

    @Mixin
    private ImportOptions options = new ImportOptions();

    @Option(
            names = "--as",
            paramLabel = "SLUG",
            description = "Another short name, where the one that it had is taken.")
    @Nullable
    String slug;

    @Option(names = "--dry-run", description = "Only say what would come of it.")
    boolean dryRun;

    @Parameters(paramLabel = "FILE", description = "The file, *.organization.zip.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private Path file;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    ImportOrganizationCommand(ServerStart start) {
        this.start = start;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new ConsoleFailure("There is no file " + file + " that can be read.");
        }
        if (Files.size(file) > OrganizationImport.MAX_FILE_BYTES) {
            throw new ConsoleFailure(
                    "%s is larger than %d GiB.".formatted(file, OrganizationImport.MAX_FILE_BYTES >> 30));
        }
        PrintWriter out = spec.commandLine().getOut();
        try (ImportRoad road = ImportRoad.open(options, start)) {
            road.importOrganization(file, slug == null ? "" : slug, dryRun).forEach(out::println);
            out.flush();
        }
        return 0;
    }
}
