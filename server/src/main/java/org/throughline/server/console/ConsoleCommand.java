package org.throughline.server.console;

import java.io.PrintWriter;
import org.springframework.boot.web.server.PortInUseException;
import org.throughline.server.database.DatabaseFailure;
import org.throughline.server.shared.Problem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** All commands of the server's side. Exit codes: 0 done, 1 failed, 64 not understood. */
@Command(
        name = "throughline",
        description = "One unbroken, provable line from job requirement to person.",
        mixinStandardHelpOptions = true,
        version = "Throughline 0.1.0",
        exitCodeOnInvalidInput = 64,
        exitCodeOnExecutionException = 1)
public final class ConsoleCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    private ConsoleCommand() {}

    /**
     * Runs the command that the words name.
     *
     * @param application the class that Spring starts from
     * @return the exit code
     */
    public static int run(Class<?> application, String... words) {
        ServerStart start = new ServerStart(application);
        CommandLine commands = new CommandLine(new ConsoleCommand())
                .addSubcommand(new ServeCommand(start))
                .addSubcommand(new DemoCommand(start))
                .addSubcommand(new FsckCommand(start))
                .addSubcommand(new BackupCommand(start))
                .addSubcommand(new RestoreCommand())
                .addSubcommand(new TrainCommand(start))
                .addSubcommand(new HaltCommand(start))
                .addSubcommand(new ForgetCommand(start))
                .addSubcommand(new KeysCommand(start))
                .addSubcommand(new CommandLine(new ImportCommand())
                        .addSubcommand(new ImportCaseCommand(start))
                        .addSubcommand(new ImportOnetCommand(start))
                        .addSubcommand(new ImportOrganizationCommand(start)));
        commands.setExecutionExceptionHandler(ConsoleCommand::explain);
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        return commands.execute(words);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? See: throughline --help");
    }

    /** What a person can act on is said in words; anything else is a bug and shows where it happened. */
    private static int explain(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseFailure || cause instanceof ConsoleFailure) {
                err.println(cause.getMessage());
                return 1;
            }
            if (cause instanceof PortInUseException taken) {
                err.println("Port " + taken.getPort() + " is taken by another program. Choose another with --port.");
                return 1;
            }
            if (cause instanceof Problem problem) {
                err.println(problem.type().title() + ": " + problem.getMessage());
                problem.findings().forEach(finding -> err.println("  " + finding));
                return 1;
            }
        }
        failure.printStackTrace(err);
        return 1;
    }
}
