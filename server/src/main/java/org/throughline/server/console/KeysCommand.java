package org.throughline.server.console;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The keys of the installation. */
@Command(
        name = "keys",
        description = "Cares for the installation's keys.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = 64)
final class KeysCommand implements Runnable {
    private final ServerStart start;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    KeysCommand(ServerStart start) {
        this.start = start;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which one? See: throughline keys --help");
    }

    @Command(
            name = "rotate-master",
            description = "Makes a new master key and wraps every organization's key with it, while the server works.",
            mixinStandardHelpOptions = true,
            exitCodeOnInvalidInput = 64)
    int rotateMaster(@Mixin OrderRoad road) throws IOException, InterruptedException {
        road.give(start, "/control/orders/rotate-master", ConsoleOrders::rotateMaster)
                .forEach(spec.commandLine().getOut()::println);
        return 0;
    }
}
