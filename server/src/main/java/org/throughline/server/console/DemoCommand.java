package org.throughline.server.console;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.context.ConfigurableApplicationContext;
import org.throughline.server.shared.PublicAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells the demo's story and keeps serving. */
@Command(
        name = "demo",
        description = "Serves with the story of a college and two employers, in a data directory of its own.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = 64)
final class DemoCommand implements Callable<Integer> {

    private final ServerStart start;

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Option(names = "--exit", description = "End after the story: 0, or non-zero at the first step that failed.")
    private boolean exit;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    DemoCommand(ServerStart start) {
        this.start = start;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        List<String> words = new ArrayList<>(options.words("demo"));
        words.add("--throughline.demo=true");
        words.add("--throughline.mail.keep=true");
        if (options.bind == null) {
            words.add("--server.address=127.0.0.1"); // its sign-ins need no password
        }
        ConfigurableApplicationContext context = start.start(words);
        try {
            context.getBean(DemoStory.class).tell(line -> {
                out.println(line);
                out.flush();
            });
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
        if (exit) {
            context.close();
            return 0;
        }
        out.println(
                "Throughline is ready: " + context.getBean(PublicAddress.class).url("/"));
        out.flush();
        Thread.currentThread().join(); // until SIGTERM
        return 0;
    }
}
