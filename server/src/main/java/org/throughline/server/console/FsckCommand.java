package org.throughline.server.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks that everything that must hold of an installation does hold. */
@Command(
        name = "fsck",
        description =
                "Checks that everything that must hold of an installation does hold: the log, issued credentials, status"
                        + " lists, consents, files. The server may be running.",
        footer = {"", "Exit code: 0 everything holds, 1 something does not, 64 usage."},
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = 64)
final class FsckCommand implements Callable<Integer> {

    private final ServerStart start;

    @Mixin
    private Installation installation = new Installation();

    @Option(names = "--json", description = "Print a list of {id, title, ok, checked, findings}.")
    private boolean json;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    FsckCommand(ServerStart start) {
        this.start = start;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isDirectory(installation.directory())) {
            throw new ConsoleFailure("There is no installation in " + installation.directory());
        }
        Installation.Outcome outcome = installation.ask("/control/fsck?json=" + json, start, this::here);
        PrintWriter out = spec.commandLine().getOut();
        out.print(outcome.text());
        out.flush();
        return outcome.ok() ? 0 : 1;
    }

    private Installation.Outcome here(ConfigurableApplicationContext context) {
        FsckReport report = new FsckReport(context.getBean(Fsck.class).ask());
        return new Installation.Outcome(json ? report.json() : report.text(), report.ok());
    }
}
