package org.throughline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.throughline.caseformat.Finding;
import org.throughline.caseformat.Severity;
import org.throughline.caseformat.exchange.ExportForm;
import org.throughline.caseformat.exchange.FrameworkOutcome;
import org.throughline.caseformat.exchange.FrameworkReader;
import org.throughline.caseformat.model.CFDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code case convert}: reads a framework of any form and writes it in another; what the other has no place for is said. */
@Command(
        name = "convert",
        description = "Write a framework in another form, and say what that form has no place for.",
        footer = {
            "",
            "FILE may be CASE JSON, CSV or XLSX of items, Rich Skill Descriptors, or CTDL-ASN; its bytes tell which.",
            "With --to rsd or ctdl-asn, an OUT that ends in .csv becomes a table.",
            "Findings are printed on the standard error. Exit code: 0 written, 1 not, 64 usage."
        },
        mixinStandardHelpOptions = true)
final class CaseConvertCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The framework, or - for the standard input.")
    private String file = "";

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FORM",
            description = "case1.1, case1.0, xlsx, csv, rsd or ctdl-asn.")
    private String to = "";

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "Where to write, or - for the standard output.")
    private String out = "";

    @Option(
            names = "--framework",
            paramLabel = "WHICH",
            description = "Which framework of a file that holds several: its identifier, CTID, address or title.")
    private String which = "";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli gives it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Optional<ExportForm> form = ExportForm.of(to);
        if (form.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Expected one of "
                            + Arrays.stream(ExportForm.values())
                                    .map(ExportForm::word)
                                    .collect(Collectors.joining(", "))
                            + " after --to, found " + to);
        }
        ExportForm written = form.get().forFile(out);
        List<FrameworkOutcome> all = FrameworkFiles.readAll(file);
        FrameworkOutcome outcome = which.isEmpty() ? FrameworkReader.one(all) : chosen(all);
        FrameworkFiles.print(FrameworkFiles.findings(outcome), err);
        if (!(outcome instanceof FrameworkOutcome.Read read)) {
            err.println(file + " cannot be used; nothing was written."
                    + (all.size() > 1 && which.isEmpty() ? " Choose one with --framework and its identifier." : ""));
            err.flush();
            return 1;
        }
        List<Finding> losses = written.losses(read.pkg());
        try {
            write(written, written.write(read.pkg()));
        } catch (UnusableFileException e) {
            err.println(e.getMessage());
            err.flush();
            return 1;
        }
        FrameworkFiles.print(losses, err);
        err.println(read.form().words() + " with " + read.pkg().items().size() + " items and "
                + read.pkg().associations().size() + " associations, written as " + written.word()
                + (losses.isEmpty()
                        ? "; nothing is lost."
                        : "; " + losses.size() + " kinds of things have no place there."));
        err.flush();
        return 0;
    }

    /** The framework that was asked for. */
    private FrameworkOutcome chosen(List<FrameworkOutcome> all) {
        return all.stream()
                .filter(outcome -> outcome instanceof FrameworkOutcome.Read read
                        && isMeant(read.pkg().document()))
                .findFirst()
                .orElseGet(() -> {
                    FrameworkOutcome whole = FrameworkReader.one(all);
                    List<Finding> findings = new ArrayList<>(whole.findings());
                    findings.add(new Finding(
                            Severity.ERROR,
                            "no-such-framework",
                            "",
                            "Expected a framework \"" + which + "\", found none of this identifier or title."));
                    return new FrameworkOutcome.Refused(findings);
                });
    }

    private boolean isMeant(CFDocument document) {
        String identifier = document.identifier().toString();
        return which.equalsIgnoreCase(identifier)
                || which.equalsIgnoreCase("ce-" + identifier)
                || which.equals(document.uri())
                || which.equals(document.title());
    }

    private void write(ExportForm form, byte[] bytes) throws UnusableFileException {
        if (out.equals("-")) {
            if (form == ExportForm.XLSX) {
                System.out.write(bytes, 0, bytes.length);
                System.out.flush();
            } else {
                PrintWriter printer = spec.commandLine().getOut();
                printer.print(new String(bytes, StandardCharsets.UTF_8));
                printer.flush();
            }
            return;
        }
        Path target = Path.of(out).toAbsolutePath();
        try {
            if (!file.equals("-") && Files.exists(target) && Files.isSameFile(target, Path.of(file))) {
                throw new UnusableFileException("Would overwrite " + file + ", which is read; choose another -o.");
            }
            Path folder = target.getParent();
            Path part = Files.createTempFile(folder, ".throughline-", ".part");
            try {
                Files.write(part, bytes);
                move(part, target);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UnusableFileException("Cannot write " + out + ": " + Inputs.reason(e));
        }
    }

    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
