package org.throughline.server.console;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.throughline.server.organizations.FirstAdministrator;
import org.throughline.server.shared.PublicAddress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves until it is stopped. */
@Command(
        name = "serve",
        description = "Serves on the embedded PostgreSQL of the data directory, or on --database-url.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = 64)
final class ServeCommand implements Callable<Integer> {

    private final ServerStart start;

    @Mixin
    private ServerOptions options = new ServerOptions();

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = "A PostgreSQL 15 or newer: postgresql://user@host:5432/database. The password may come in the"
                    + " environment: THROUGHLINE_DATABASE_PASSWORD.")
    private @Nullable String databaseUrl;

    @Option(
            names = "--database-app-user",
            paramLabel = "NAME",
            description =
                    "A login of the server's own, which owns nothing; the one in --database-url then only makes and"
                            + " changes the tables. Its password comes in the environment: THROUGHLINE_DATABASE_APP_PASSWORD.")
    private @Nullable String databaseAppUser;

    @Mixin
    private MailOptions mail = new MailOptions();

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    ServeCommand(ServerStart start) {
        this.start = start;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<String> words = new ArrayList<>(options.words("server"));
        if (databaseUrl != null) {
            words.addAll(ServerOptions.databaseWords(databaseUrl));
        }
        if (databaseAppUser != null) {
            words.add("--throughline.database-app-user=" + databaseAppUser);
        }
        words.addAll(mail.words());
        words.addAll(limits.words());
        ConfigurableApplicationContext context = start.start(words);
        try {
            welcome(context);
        } catch (RuntimeException e) {
            if (context.isActive()) {
                throw e;
            }
            return 0; // stopped while it was still starting
        }
        Thread.currentThread().join(); // until SIGTERM; Spring's shutdown hook then closes everything in order
        return 0;
    }

    private void welcome(ConfigurableApplicationContext context) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                "Throughline is ready: " + context.getBean(PublicAddress.class).url("/"));
        context.getBean(FirstAdministrator.class).link().ifPresent(link -> {
            out.println(
                    "Nobody is here yet. Whoever opens this link becomes the administrator (once, within 24 hours):");
            out.println("  " + link);
        });
        out.flush();
    }
}
