package org.throughline.cli;

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
            CaseCommand.class, AlignCommand.class, ReceiptCommand.class})
public final class Main {

    /** The exit code of a call that is not understood, after sysexits. */
    public static final int USAGE = 64;

    private Main() {}

    /** Runs one command and ends with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
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
