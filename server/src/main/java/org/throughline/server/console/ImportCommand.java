package org.throughline.server.console;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Brings frameworks and organizations in from the console. */
@Command(
        name = "import",
        description = "Brings frameworks and organizations in, through the running server if there is one.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = 64)
final class ImportCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Import what? case FILE|URL…, onet DIR --occupation CODE…, or organization FILE");
    }
}
