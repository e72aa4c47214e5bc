package org.throughline.server.console;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.safefetch.FetchPolicy;
import picocli.CommandLine.Option;

/** Where a server keeps its data and where it listens. */
final class ServerOptions {

    enum LogFormat {
        PLAIN,
        ECS
    }

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data directory. Default: /var/lib/throughline/<demo|server> for root,"
                    + " ~/.local/share/throughline/<demo|server> for others.")
    @Nullable
    Path data;

    @Option(names = "--port", paramLabel = "N", defaultValue = "8080", description = "Port for people. Default: 8080.")
    int port;

    @Option(
            names = "--management-port",
            paramLabel = "N",
            description = "Port for health and metrics, on this machine only. Default: the port plus one.")
    @Nullable
    Integer managementPort;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "Address to listen on. Default: all for serve, this machine only for demo.")
    @Nullable
    String bind;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "The address that the world sees, e.g. https://skills.example.org.")
    @Nullable
    URI publicUrl;

    @Option(
            names = "--trust-host",
            paramLabel = "HOST[:PORT]",
            description =
                    "A host of your own network that may be asked by https though its address is private: an issuer,"
                            + " a provider for signing in. Each start writes it into the log. May be given several times.")
    List<String> trustedHosts = List.of();

    @Option(
            names = "--checkpoint-copy",
            paramLabel = "DIR",
            description = "A second folder for the log's signed checkpoints, best on another disk or machine.")
    @Nullable
    Path checkpointCopy;

    @Option(
            names = "--log-format",
            paramLabel = "plain|ecs",
            defaultValue = "plain",
            description = "Lines for people, or Elastic Common Schema as JSON. Default: plain.")
    LogFormat logFormat = LogFormat.PLAIN;

    /** The data directory, chosen or usual. */
    Path directory(String purpose) {
        return data != null ? data : usualDirectory(purpose);
    }

    /** These options in Spring's words. */
    List<String> words(String purpose) {
        List<String> words = new ArrayList<>();
        words.add(
                "--throughline.data-dir=" + directory(purpose).toAbsolutePath().normalize());
        words.add("--server.port=" + port);
        int management = managementPort != null ? managementPort : port == 0 ? 0 : port + 1;
        words.add("--management.server.port=" + management);
        if (bind != null) {
            words.add("--server.address=" + bind);
        }
        if (checkpointCopy != null) {
            words.add("--throughline.checkpoint-copy="
                    + checkpointCopy.toAbsolutePath().normalize());
        }
        if (!trustedHosts.isEmpty()) {
            words.add("--throughline.fetch.trusted-hosts=" + checked(trustedHosts));
        }
        if (publicUrl != null) {
            words.add("--throughline.public-url=" + checked(publicUrl));
        }
        if (logFormat == LogFormat.ECS) {
            words.add("--logging.structured.format.console=ecs");
        }
        return words;
    }

    /** The database of {@code --database-url}, in Spring's words; user and password may stand before the host. */
    static List<String> databaseWords(String databaseUrl) {
        if (databaseUrl.startsWith("jdbc:postgresql:")) {
            return List.of("--throughline.database-url=" + databaseUrl);
        }
        try {
            URI uri = new URI(databaseUrl);
            if (!"postgresql".equals(uri.getScheme()) && !"postgres".equals(uri.getScheme())) {
                throw new ConsoleFailure("--database-url must look like postgresql://user@host:5432/database");
            }
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
            List<String> words = new ArrayList<>();
            words.add(
                    "--throughline.database-url=jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query);
            if (uri.getUserInfo() != null) {
                String[] login = uri.getUserInfo().split(":", 2);
                words.add("--throughline.database-user=" + login[0]);
                if (login.length > 1) {
                    words.add("--throughline.database-password=" + login[1]);
                }
            }
            return words;
        } catch (URISyntaxException e) {
            throw new ConsoleFailure("--database-url is no address: " + e.getMessage(), e);
        }
    }

    /** Where data goes when nobody says: a system's folder for root, the person's own folder otherwise. */
    static Path usualDirectory(String purpose) {
        if ("root".equals(System.getProperty("user.name"))) {
            return Path.of("/var/lib/throughline", purpose);
        }
        String xdg = System.getenv("XDG_DATA_HOME");
        String home = System.getenv("HOME"); // Java's own idea of it is the account's, which may not exist
        Path share = xdg != null && !xdg.isBlank()
                ? Path.of(xdg)
                : Path.of(home != null ? home : System.getProperty("user.home"), ".local", "share");
        return share.resolve("throughline").resolve(purpose);
    }

    private static String checked(List<String> hosts) {
        try {
            FetchPolicy.strict().trustingHosts(Set.copyOf(hosts));
            return String.join(",", hosts);
        } catch (IllegalArgumentException e) {
            throw new ConsoleFailure("--trust-host names no host: " + e.getMessage(), e);
        }
    }

    private static String checked(URI url) {
        boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
        if (!web
                || url.getHost() == null
                || (url.getRawPath() != null && url.getRawPath().length() > 1)) {
            throw new ConsoleFailure(
                    "--public-url must be a whole address without a path, e.g. https://skills.example.org");
        }
        String text = url.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
