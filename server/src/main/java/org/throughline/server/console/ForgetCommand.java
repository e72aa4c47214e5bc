package org.throughline.server.console;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Closes a person's account for good, for somebody who asked the operator for it. */
@Command(
        name = "forget",
        description =
                "Closes a person's account for good. Their record, keys, consents and letters go, their entries in the log"
                        + " become nobody's, and a restored backup forgets them again. It can't be undone.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = 64)
final class ForgetCommand implements Callable<Integer> {
    private final ServerStart start;

    @Mixin
    private OrderRoad road = new OrderRoad();

    @Parameters(paramLabel = "PERSON", description = "An e-mail address of theirs, or their id.")
    private String person = "";

    @Option(names = "--yes", description = "Does it. Without this the command only says whom it would forget.")
    private boolean sure;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    ForgetCommand(ServerStart start) {
        this.start = start;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        road.give(start, "/control/orders/forget?sure=" + sure, person, orders -> orders.forget(person, sure))
                .forEach(spec.commandLine().getOut()::println);
        return 0;
    }
}
