package org.throughline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.log.Checkpoint;
import org.throughline.credentials.log.LogReceipt;
import org.throughline.credentials.log.LoggedAct;
import org.throughline.credentials.log.NoteKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code receipt verify}: whether an act stands in a log, without asking the log. */
@Command(
        name = "verify",
        description = "Check that an act stands in a log, without asking the log.",
        footer = {
            "",
            "The key is a line such as skills.example.org/log/1a2b3c4d+3e8f1c2a+AbC..., published at /log/key of the",
            "server; get it from somewhere else than the receipt, once, and keep it.",
            "Exit code: 0 it stands, 1 it does not, 2 it holds together but no key was given, 64 usage."
        },
        mixinStandardHelpOptions = true)
final class ReceiptVerifyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The receipt; - is the standard input.")
    private String file = "";

    @Option(names = "--key", paramLabel = "KEY", description = "The log's key, or a file with it, a key on each line.")
    private @Nullable String key;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli gives it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try {
            List<NoteKey> trusted = keys();
            if (key != null && trusted.isEmpty()) {
                err.println("There is no log's key in " + key);
                return Main.USAGE;
            }
            int exit = switch (LogReceipt.read(bytes())) {
                case LogReceipt.Read.Refused(String why) -> fails(out, why);
                case LogReceipt.Read.Receipt(LogReceipt receipt) -> check(receipt, trusted, out);
            };
            out.flush();
            return exit;
        } catch (IOException e) {
            err.println("Cannot read: " + e.getMessage());
            return Main.USAGE;
        }
    }

    private int check(LogReceipt receipt, List<NoteKey> trusted, PrintWriter out) {
        NoteKey chosen = trusted.isEmpty() ? receipt.key() : fitting(receipt, trusted);
        return switch (receipt.check(chosen)) {
            case LogReceipt.Answer.Fails(String why) -> fails(out, why);
            case LogReceipt.Answer.Stands(Checkpoint checkpoint) -> {
                tell(receipt, checkpoint, out);
                if (trusted.isEmpty()) {
                    out.println(
                            "NOT KNOWN WHOSE: the receipt holds together, but its key came with it. Compare it with the"
                                    + " one that the server publishes at /log/key, and give it with --key:");
                    out.println("  " + receipt.key().text());
                    yield 2;
                }
                out.println("STANDS: the act is in the log as told here, and the log's key signed it.");
                yield 0;
            }
        };
    }

    /** The key of the checkpoint's log among those that are trusted; any of them where none is, so that the answer says what does not fit. */
    private static NoteKey fitting(LogReceipt receipt, List<NoteKey> trusted) {
        Optional<String> origin = Checkpoint.parse(receipt.checkpoint().text()).map(Checkpoint::origin);
        return trusted.stream()
                .filter(k -> origin.filter(k.name()::equals).isPresent())
                .findFirst()
                .orElse(trusted.getFirst());
    }

    private static void tell(LogReceipt receipt, Checkpoint checkpoint, PrintWriter out) {
        LoggedAct act = receipt.act();
        out.println(act.action() + " at " + act.at());
        out.println("  by       " + act.actor());
        String organization = act.organization();
        if (organization != null) {
            out.println("  for      " + organization);
        }
        out.println("  to       " + act.subject());
        for (Map.Entry<String, String> detail : act.details().entrySet()) {
            out.println("  " + detail.getKey() + ": " + detail.getValue());
        }
        out.println("  place    " + receipt.index() + " of " + checkpoint.size() + " in " + checkpoint.origin());
    }

    private static int fails(PrintWriter out, String why) {
        out.println("DOES NOT STAND: " + why);
        return 1;
    }

    private List<NoteKey> keys() throws IOException {
        if (key == null) {
            return List.of();
        }
        Optional<NoteKey> given = NoteKey.parse(key);
        if (given.isPresent()) {
            return List.of(given.get());
        }
        return Files.readString(Path.of(key), StandardCharsets.UTF_8)
                .lines()
                .flatMap(line -> NoteKey.parse(line).stream())
                .toList();
    }

    /** Reads a little more than is allowed, so that the reader says so, and never a whole huge file. */
    private byte[] bytes() throws IOException {
        int most = LogReceipt.MAX_BYTES + 1;
        if (file.equals("-")) {
            return System.in.readNBytes(most);
        }
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return in.readNBytes(most);
        }
    }
}
