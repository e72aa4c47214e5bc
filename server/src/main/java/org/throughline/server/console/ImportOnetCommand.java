package org.throughline.server.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Turns occupations of the published O*NET text files into frameworks. */
@Command(
        name = "onet",
        description = "Turns occupations of the published O*NET text files into job-role frameworks.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = 64)
final class ImportOnetCommand implements Callable<Integer> {

    private final ServerStart start;

    @Mixin
    private ImportOptions options = new ImportOptions();

    @Parameters(paramLabel = "DIR", arity = "1", description = "The folder with the text files.")
    @SuppressWarnings("NullAway.Init") // picocli refuses to run without it
    private Path directory;

    @Option(
            names = "--occupation",
            paramLabel = "CODE",
            arity = "1..*",
            required = true,
            description = "O*NET-SOC codes, e.g. 49-9051.00.")
    private List<String> occupations = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    ImportOnetCommand(ServerStart start) {
        this.start = start;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isDirectory(directory)) {
            throw new ConsoleFailure("There is no folder " + directory + ".");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (ImportRoad road = ImportRoad.open(options, start)) {
            road.importOnet(directory.toRealPath(), occupations).forEach(out::println);
            out.flush();
        }
        return 0;
    }
}
