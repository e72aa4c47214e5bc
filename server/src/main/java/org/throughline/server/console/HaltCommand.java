package org.throughline.server.console;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stops issuing everywhere at once, or lets it go on. */
@Command(
        name = "halt",
        description =
                "Stops the signing of credentials, on every server of the database; verification and revocation go on.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = 64)
final class HaltCommand implements Callable<Integer> {
    private final ServerStart start;

    @Mixin
    private OrderRoad road = new OrderRoad();

    @Option(
            names = {"--organization", "--org"},
            paramLabel = "SLUG",
            description = "For one organization, by its short name. Default: for everybody.")
    private @Nullable String organization;

    @Option(
            names = "--reason",
            paramLabel = "WORDS",
            defaultValue = "Halted at the server's console.",
            description = "Why; every issuer reads it.")
    private String reason = "";

    @Option(names = "--lift", description = "Lets issuing go on.")
    private boolean lift;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    HaltCommand(ServerStart start) {
        this.start = start;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        String order = (lift ? "/control/orders/lift?" : "/control/orders/halt?reason=" + encoded(reason) + "&")
                + (organization == null ? "" : "organization=" + encoded(organization));
        road.give(start, order, orders -> lift ? orders.lift(organization) : orders.halt(organization, reason))
                .forEach(spec.commandLine().getOut()::println);
        return 0;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
