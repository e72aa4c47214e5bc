package org.throughline.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The garden gate: what can be done without a server. */
@Command(
        name = "throughline",
        description = "What can be done without a server.",
        mixinStandardHelpOptions = true,
        subcommands = {
            VerifyCommand.class,
            InspectCommand.class,
            BakeCommand.class,
            UnbakeCommand.class,
            IssueCommand.class,
            CaseCommand.class,
            AlignCommand.class,
            ReceiptCommand.class
        })
public final class Main {

    /** The exit code of a call that is not understood, after sysexits. */
    public static final int USAGE = 64;

    private Main() {}

    /** Runs one command and ends with its exit code. */
    public static void main(String[] arguments) {
        // a library asks for a logger, and nobody here keeps a log: that is no news for whoever reads our words
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        // always UTF-8, whatever the terminal's locale: JSON has no other form (RFC 8259, section 8.1)
        CommandLine command = commandLine()
                .setOut(new PrintWriter(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        int exit = command.execute(arguments);
        command.getOut().flush();
        System.exit(exit);
    }

    /** The commands, ready to run. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setExitCodeExceptionMapper(failure -> USAGE)
                .setParameterExceptionHandler((failure, arguments) -> {
                    CommandLine command = failure.getCommandLine();
                    command.getErr().println(failure.getMessage());
                    command.usage(command.getErr());
                    return USAGE;
                });
    }
}
