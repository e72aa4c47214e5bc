package org.throughline.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.exchange.FrameworkOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code case check}: reads frameworks of every form as an import would and says what it found. Exit code 0 where no file has an error, else 1. */
@Command(
        name = "check",
        description =
                "Read frameworks of every form (CASE, CSV, XLSX, RSD, CTDL-ASN) and say what would be repaired, left out or refused.",
        footer = {"", "Exit code: 0 every file can be used, 1 some can't, 64 usage."},
        mixinStandardHelpOptions = true)
final class CaseCheckCommand implements Callable<Integer> {

    private static final JsonMapper JSON = new JsonMapper();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files to check.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--json", description = "Print one JSON report per file and line.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli gives it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        boolean ok = true;
        for (String file : files) {
            FileReport report = check(file);
            ok &= report.ok();
            if (json) {
                out.println(JSON.writeValueAsString(report));
            } else {
                inWords(report, out);
            }
        }
        out.flush();
        return ok ? 0 : 1;
    }

    private static FileReport check(String file) {
        return FileReport.of(file, FrameworkFiles.readAll(file));
    }

    private static void inWords(FileReport report, PrintWriter out) {
        out.println(report.file() + ": "
                + (report.ok()
                        ? (report.documents() > 1 ? report.documents() + " frameworks, " : "") + report.items()
                                + " items, " + report.associations() + " associations"
                        : "cannot be used")
                + (report.findings().isEmpty() ? ", nothing to mend" : ""));
        for (FindingView finding : report.findings()) {
            out.println("  " + finding.severity() + " " + finding.code() + " at "
                    + (finding.pointer().isEmpty() ? "the whole file" : finding.pointer()) + ": " + finding.message());
        }
    }

    /**
     * What is printed about one file.
     *
     * @param ok whether there is no error
     * @param documents how many frameworks the file holds, usually 1; 0 where not all of them can be used
     * @param items the items of all of them
     * @param associations the associations of all of them
     */
    record FileReport(String file, boolean ok, List<FindingView> findings, int documents, int items, int associations) {

        static FileReport of(String file, List<FrameworkOutcome> outcomes) {
            List<FindingView> findings = outcomes.stream()
                    .flatMap(outcome -> FrameworkFiles.findings(outcome).stream())
                    .map(FindingView::of)
                    .toList();
            int items = 0;
            int associations = 0;
            for (FrameworkOutcome outcome : outcomes) {
                if (!(outcome instanceof FrameworkOutcome.Read read)) {
                    return new FileReport(file, false, findings, 0, 0, 0);
                }
                items += read.pkg().items().size();
                associations += read.pkg().associations().size();
            }
            return new FileReport(file, true, findings, outcomes.size(), items, associations);
        }
    }

    /** One finding as it is printed, its severity in small letters. */
    record FindingView(String severity, String code, String pointer, String message) {

        static FindingView of(Finding finding) {
            return new FindingView(
                    finding.severity().name().toLowerCase(Locale.ROOT),
                    finding.code(),
                    finding.pointer(),
                    finding.message());
        }
    }
}
