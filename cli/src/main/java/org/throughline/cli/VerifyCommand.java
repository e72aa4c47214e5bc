package org.throughline.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.check.FormatCheck;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.context.ApprovedContexts;
import org.throughline.credentials.json.ReportJson;
import org.throughline.credentials.load.DocumentKind;
import org.throughline.credentials.load.DocumentLoader;
import org.throughline.credentials.load.NoDocuments;
import org.throughline.credentials.load.RecentDocuments;
import org.throughline.credentials.load.RemoteDocuments;
import org.throughline.credentials.registry.IssuerRegistry;
import org.throughline.credentials.status.StatusListsInMemory;
import org.throughline.safefetch.FetchPolicy;
import org.throughline.safefetch.SafeFetcher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verify}: reads credentials and says what became of every check. Exit code 0, 1 or 2 as the verdicts are. */
@Command(
        name = "verify",
        description = "Verify Open Badges, CLR 2.0 and other Verifiable Credentials, alone or baked into images.",
        footer = {
            "",
            "Fetches only what the answer needs (the issuer's keys, then the status list),",
            "over https.",
            "MAP.json says which files stand for which addresses: {\"https://…\": \"path\", …},",
            "paths relative to the map, or {\"file\": …, \"contentType\": …, \"status\": 404}. A",
            "context in it counts as approved.",
            "--issuers: {\"name\": …, \"issuers\": [{\"id\": \"did:…\", \"name\": …, \"since\": …,",
            "\"until\": …, \"homePage\": …}]}, or a registry as the Digital Credentials",
            "Consortium has them. Who knows an issuer stands beside the verdict and never",
            "changes it.",
            "Exit code: 0 all valid, 1 some invalid, 2 some could not be determined, 64",
            "usage, also when a file could not be opened (the others are verified all the",
            "same)."
        },
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

    /** A command begins cold and may share its machine: the answer must not depend on how busy that is. */
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    /** Within one run, every document is asked for once. */
    private static final Duration RUN = Duration.ofDays(1);

    private static final long MAX_REMEMBERED = 64L * 1024 * 1024;

    @Parameters(arity = "1..*", paramLabel = "FILE|URL|-", description = "What to verify; - is the standard input.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--json", description = "Print one JSON report per input and line.")
    private boolean json;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "Verify as of this moment, 2026-11-28T12:00:00Z; now, unless said otherwise.")
    private @Nullable String at;

    @Option(names = "--offline", description = "Fetch nothing at all but what --documents gives.")
    private boolean offline;

    @Option(names = "--documents", paramLabel = "MAP.json", description = "Files that stand for addresses.")
    private @Nullable Path documents;

    @Option(
            names = "--recipient",
            paramLabel = "ID",
            description = "Whom the credential should be about: a DID, an e-mail address, any identifier.")
    private @Nullable String recipient;

    @Option(
            names = "--issuers",
            paramLabel = "FILE|URL",
            description =
                    "A list of issuers that you believe, or of such lists; may be given several times, those of most weight first.")
    private List<String> issuers = new ArrayList<>();

    @Option(
            names = "--challenge",
            paramLabel = "TEXT",
            description = "The question that whoever shows it must have answered (challenge, nonce).")
    private @Nullable String challenge;

    @Option(
            names = "--domain",
            paramLabel = "NAME",
            description = "For whom it must have been shown (domain, aud); may be given several times.")
    private List<String> domains = new ArrayList<>();

    @Option(
            names = "--allow-local",
            description = "Also fetch from this very machine (http://localhost), as a demonstration needs it.")
    private boolean allowLocal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli gives it before it calls
    private CommandSpec spec;

    /**
     * What came of one input.
     *
     * @param missing  why the file could not be opened, or null
     */
    private record Answer(
            String file,
            VerificationReport report,
            @Nullable String missing) {}

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (Collections.frequency(files, "-") > 1) {
            throw new ParameterException(spec.commandLine(), "The standard input (-) can be read only once");
        }
        DocumentLoader loader = offline ? new NoDocuments() : remote();
        ApprovedContexts contexts = ApprovedContexts.standard();
        if (documents != null) {
            try {
                DocumentMap map = DocumentMap.read(documents, loader);
                List<String> remarks = new ArrayList<>();
                contexts = map.approve(contexts, remarks);
                remarks.forEach(err::println);
                loader = map;
            } catch (UnusableFileException e) {
                throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
            }
        }
        Inputs inputs = new Inputs(loader);
        CredentialVerifier.Builder verifier = CredentialVerifier.builder()
                .registries(registries(inputs))
                .clock(at == null ? Clock.systemUTC() : Clock.fixed(moment(at), ZoneOffset.UTC))
                .documents(loader)
                .contexts(contexts)
                .deadline(DEADLINE)
                .statusLists(new StatusListsInMemory())
                .competencies(new CaseItems(loader));
        if (recipient != null) {
            verifier.recipient(recipient);
        }
        if (challenge != null) {
            verifier.challenge(challenge);
        }
        verifier.domain(domains.toArray(String[]::new));
        int exit = verifyAll(built(verifier), inputs, out, err);
        out.flush();
        return exit;
    }

    private List<IssuerRegistry> registries(Inputs inputs) {
        try {
            return IssuerLists.read(issuers, inputs);
        } catch (UnusableFileException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private CredentialVerifier built(CredentialVerifier.Builder verifier) {
        try {
            return verifier.build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** All cores work; what they find is printed in the order in which it was asked for. */
    private int verifyAll(CredentialVerifier verifier, Inputs inputs, PrintWriter out, PrintWriter err)
            throws InterruptedException {
        List<Verdict> verdicts = new ArrayList<>();
        boolean missing = false;
        int cores = Math.min(files.size(), Runtime.getRuntime().availableProcessors());
        try (ExecutorService workers = Executors.newFixedThreadPool(cores)) {
            List<Future<Answer>> answers = new ArrayList<>();
            for (String file : files) {
                answers.add(workers.submit(() -> answer(verifier, inputs, file)));
            }
            for (int i = 0; i < answers.size(); i++) {
                Answer answer = answered(answers.get(i), files.get(i), err);
                verdicts.add(answer.report().verdict());
                if (answer.missing() != null) {
                    missing = true;
                    err.println(answer.missing());
                }
                print(answer, out);
            }
        }
        return missing ? Main.USAGE : exitCode(verdicts);
    }

    private static Answer answer(CredentialVerifier verifier, Inputs inputs, String file) {
        return switch (inputs.open(file)) {
            case Inputs.Opened.Bytes(byte[] bytes) -> new Answer(file, verifier.verify(bytes), null);
            case Inputs.Opened.Silent(String why) -> new Answer(file, unopened(why), null);
            case Inputs.Opened.Missing(String why) -> new Answer(file, unopened(why), why);
        };
    }

    private static VerificationReport unopened(String why) {
        return FormatCheck.unreadable(true, "unreadable", why, "");
    }

    /** A fault of ours in one file is told, and does not take the answers about the others with it. */
    private static Answer answered(Future<Answer> answer, String file, PrintWriter err) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            err.println("A fault of this program while it verified " + file + ": " + e.getCause());
            return new Answer(file, unopened("This program failed while it verified this; please report it"), null);
        }
    }

    private void print(Answer answer, PrintWriter out) {
        if (json) {
            out.println(ReportJson.write(answer.report(), answer.file()));
        } else {
            new ReportText(out).print(answer.report(), answer.file());
        }
    }

    private Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new ParameterException(
                    spec.commandLine(), "--at expects a moment such as 2026-11-28T12:00:00Z, not " + text, e);
        }
    }

    private DocumentLoader remote() {
        FetchPolicy policy = allowLocal ? FetchPolicy.allowingLoopback() : FetchPolicy.strict();
        DocumentLoader remote = new RecentDocuments(
                new RemoteDocuments(SafeFetcher.builder().policy(policy).build()),
                EnumSet.allOf(DocumentKind.class),
                RUN,
                MAX_REMEMBERED,
                System::nanoTime);
        return allowLocal ? remote : new LocalHint(remote);
    }

    private static int exitCode(List<Verdict> verdicts) {
        if (verdicts.contains(Verdict.INVALID)) {
            return 1;
        }
        return verdicts.contains(Verdict.UNDETERMINED) ? 2 : 0;
    }
}
