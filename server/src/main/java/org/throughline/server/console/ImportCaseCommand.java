package org.throughline.server.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.throughline.safefetch.FetchPolicy;
import org.throughline.safefetch.FetchRequest;
import org.throughline.safefetch.FetchResult.Failed;
import org.throughline.safefetch.FetchResult.Fetched;
import org.throughline.safefetch.FetchResult.Refused;
import org.throughline.safefetch.SafeFetcher;
import org.throughline.server.frameworks.FrameworkKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports CASE packages from files and addresses. Each is taken whole or not at all; the first that fails ends it. */
@Command(
        name = "case",
        description = "Brings CASE packages in.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = 64)
final class ImportCaseCommand implements Callable<Integer> {

    private static final long MAX_BYTES = 20L << 20;

    private final ServerStart start;

    @Mixin
    private ImportOptions options = new ImportOptions();

    @Option(
            names = "--kind",
            paramLabel = "outcomes|job_role|standards",
            defaultValue = "standards",
            description = "What the frameworks speak of. Default: ${DEFAULT-VALUE}.")
    private FrameworkKind kind = FrameworkKind.STANDARDS;

    @Parameters(paramLabel = "FILE|URL", arity = "1..*", description = "Packages, as JSON of CASE 1.0 or 1.1.")
    private List<String> sources = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    ImportCaseCommand(ServerStart start) {
        this.start = start;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (ImportRoad road = ImportRoad.open(options, start)) {
            for (String source : sources) {
                road.importCase(read(source), source, kind).forEach(out::println);
                out.flush();
            }
        }
        return 0;
    }

    private static byte[] read(String source) throws IOException {
        if (source.startsWith("https://") || source.startsWith("http://")) {
            return fetch(source);
        }
        Path file = Path.of(source);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new ConsoleFailure("There is no file " + source + " that can be read.");
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new ConsoleFailure(source + " is larger than 20 MiB.");
        }
        return Files.readAllBytes(file);
    }

    private static byte[] fetch(String source) {
        // the operator may name this machine, unlike a stranger
        SafeFetcher fetcher =
                SafeFetcher.builder().policy(FetchPolicy.allowingLoopback()).build();
        var request = FetchRequest.of(URI.create(source), "application/json", MAX_BYTES, Duration.ofSeconds(60));
        return switch (fetcher.fetch(request)) {
            case Fetched fetched when fetched.isSuccess() -> fetched.body().bytes();
            case Fetched fetched ->
                throw new ConsoleFailure(source + " answered with status " + fetched.status() + ".");
            case Refused refused -> throw new ConsoleFailure(source + " is not fetched: " + refused.message() + ".");
            case Failed failed -> throw new ConsoleFailure(source + " could not be fetched: " + failed.message() + ".");
        };
    }
}
