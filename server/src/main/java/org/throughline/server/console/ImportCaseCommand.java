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

/**
 * Imports frameworks from files and addresses: CASE JSON, workbooks and tables. Each is taken whole or not at all; the first that fails ends it.
 * What came in is said on the standard output, what was noticed on the standard error. Exit codes: 0 everything is in, 1 something was refused
 * or could not be had, 64 the command was not understood.
 */
@Command(
        name = "case",
        description = "Brings frameworks in: CASE JSON, XLSX, CSV. What was noticed stands on the standard error.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Everything is in, or stood here exactly so already.",
            "1:Something was refused or could not be had; it changed nothing.",
            "64:The command was not understood."
        },
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = 64)
final class ImportCaseCommand implements Callable<Integer> {

    private static final long MAX_BYTES = org.throughline.caseformat.CaseReader.MAX_BYTES;

    private final ServerStart start;

    @Mixin
    private ImportOptions options = new ImportOptions();

    @Option(
            names = "--kind",
            paramLabel = "outcomes|job_role|standards",
            defaultValue = "standards",
            description = "What the frameworks speak of. Default: ${DEFAULT-VALUE}.")
    private FrameworkKind kind = FrameworkKind.STANDARDS;

    @Option(
            names = "--column",
            paramLabel = "ROLE=HEADING",
            description =
                    "What a column of a plain table says, by its heading or letter: statement=Skill, code=A, parent=…,"
                            + " level=…, path=…, identifier=…, item-type=…, notes=…; as often as needed.")
    private List<String> columns = List.of();

    @Parameters(
            paramLabel = "FILE|URL",
            arity = "1..*",
            description = "CASE 1.0 or 1.1 as JSON, a workbook (XLSX) or a table (CSV).")
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
        PrintWriter noticed = spec.commandLine().getErr();
        try (ImportRoad road = ImportRoad.open(options, start)) {
            for (String source : sources) {
                road.importCase(read(source), source, columns, kind)
                        .forEach(line -> (line.startsWith(" ") ? noticed : out).println(line));
                out.flush();
                noticed.flush();
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
            throw new ConsoleFailure(source + " is larger than " + (MAX_BYTES >> 20) + " MiB.");
        }
        return Files.readAllBytes(file);
    }

    private static byte[] fetch(String source) {
        // the operator may name this machine, unlike a stranger
        SafeFetcher fetcher =
                SafeFetcher.builder().policy(FetchPolicy.allowingLoopback()).build();
        var request =
                FetchRequest.of(URI.create(source), "application/json, */*;q=0.5", MAX_BYTES, Duration.ofSeconds(60));
        return switch (fetcher.fetch(request)) {
            case Fetched fetched when fetched.isSuccess() -> fetched.body().bytes();
            case Fetched fetched ->
                throw new ConsoleFailure(source + " answered with status " + fetched.status() + ".");
            case Refused refused -> throw new ConsoleFailure(source + " is not fetched: " + refused.message() + ".");
            case Failed failed -> throw new ConsoleFailure(source + " could not be fetched: " + failed.message() + ".");
        };
    }
}
