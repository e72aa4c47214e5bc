package org.throughline.server.console;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who carries the server's letters. */
final class MailOptions {

    @Option(
            names = "--mail-host",
            paramLabel = "HOST",
            description = "The SMTP server that carries letters: invitations, links to sign in. Without one they wait.")
    @Nullable
    String host;

    @Option(names = "--mail-port", paramLabel = "N", description = "Its port. Default: 587.")
    @Nullable
    Integer port;

    @Option(
            names = "--mail-from",
            paramLabel = "ADDRESS",
            description = "The address that letters come from, e.g. skills@example.org.")
    @Nullable
    String from;

    @Option(
            names = "--mail-user",
            paramLabel = "NAME",
            description = "Name at the SMTP server. The password comes in the environment: THROUGHLINE_MAIL_PASSWORD.")
    @Nullable
    String user;

    @Option(
            names = "--mail-security",
            paramLabel = "starttls|tls|none",
            description = "How letters are guarded on their way. Default: starttls.")
    @Nullable
    String security;

    /** These options in Spring's words. */
    List<String> words() {
        if (host == null && (port != null || from != null || user != null || security != null)) {
            throw new ConsoleFailure("--mail-port, --mail-from, --mail-user and --mail-security need --mail-host");
        }
        if (host != null && from == null) {
            throw new ConsoleFailure("--mail-host needs --mail-from, the address that letters come from");
        }
        if (security != null && !security.matches("starttls|tls|none")) {
            throw new ConsoleFailure("--mail-security is starttls, tls or none");
        }
        List<String> words = new ArrayList<>();
        add(words, "host", host);
        add(words, "port", port);
        add(words, "from", from);
        add(words, "user", user);
        add(words, "security", security);
        return words;
    }

    private static void add(List<String> words, String name, @Nullable Object value) {
        if (value != null) {
            words.add("--throughline.mail." + name + "=" + value);
        }
    }
}
