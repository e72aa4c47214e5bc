package org.throughline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.throughline.credentials.CredentialReader;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.json.ReportJson;
import org.throughline.credentials.load.DocumentLoader;
import org.throughline.credentials.load.NoDocuments;
import org.throughline.credentials.load.RemoteDocuments;
import org.throughline.safefetch.FetchPolicy;
import org.throughline.safefetch.SafeFetcher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verify}: reads credentials and says what became of every check. Exit code 0, 1 or 2 as the verdicts are. */
@Command(
        name = "verify",
        description = "Verify Open Badges 3.0, CLR 2.0 and other Verifiable Credentials.",
        footer = {
            "",
            "Fetches only what the answer needs (the issuer's keys, then the status list), over https.",
            "Exit code: 0 all valid, 1 some invalid, 2 some could not be determined, 64 usage."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files to verify; - is the standard input.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--json", description = "Print one JSON report per file and line.")
    private boolean json;

    @Option(names = "--offline", description = "Fetch nothing at all.")
    private boolean offline;

    @Option(
            names = "--allow-local",
            description = "Also fetch from this very machine (http://localhost), as a demonstration needs it.")
    private boolean allowLocal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli gives it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        CredentialVerifier verifier = CredentialVerifier.builder()
                .clock(Clock.systemUTC())
                .documents(documents())
                .build();
        List<Verdict> verdicts = new ArrayList<>();
        for (String file : files) {
            byte[] document;
            try {
                document = read(file);
            } catch (IOException e) {
                spec.commandLine().getErr().println("Cannot read " + file + ": " + e.getMessage());
                return Main.USAGE;
            }
            VerificationReport report = verifier.verify(document);
            verdicts.add(report.verdict());
            if (json) {
                out.println(ReportJson.write(report, file));
            } else {
                new ReportText(out).print(report, file);
            }
        }
        out.flush();
        return exitCode(verdicts);
    }

    private DocumentLoader documents() {
        if (offline) {
            return new NoDocuments();
        }
        FetchPolicy policy = allowLocal ? FetchPolicy.allowingLoopback() : FetchPolicy.strict();
        DocumentLoader remote =
                new RemoteDocuments(SafeFetcher.builder().policy(policy).build());
        return allowLocal ? remote : new LocalHint(remote);
    }

    /** Reads a little more than is allowed, so that the verifier says so, and never a whole huge file. */
    private static byte[] read(String file) throws IOException {
        int most = CredentialReader.MAX_BYTES + 1;
        if (file.equals("-")) {
            return System.in.readNBytes(most);
        }
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return in.readNBytes(most);
        }
    }

    private static int exitCode(List<Verdict> verdicts) {
        if (verdicts.contains(Verdict.INVALID)) {
            return 1;
        }
        return verdicts.contains(Verdict.UNDETERMINED) ? 2 : 0;
    }
}
