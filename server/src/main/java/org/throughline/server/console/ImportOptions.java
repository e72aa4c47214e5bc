package org.throughline.server.console;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** For whom and into which data directory something is imported. */
final class ImportOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The server's data directory. Default: that of throughline serve.")
    @Nullable
    Path data;

    @Option(
            names = "--org",
            paramLabel = "SLUG",
            defaultValue = ConsoleImport.USUAL_ORGANIZATION,
            description =
                    "Short name of the organization that will own the frameworks. Default: ${DEFAULT-VALUE}, which is"
                            + " made if it is missing.")
    String organization = ConsoleImport.USUAL_ORGANIZATION;

    @Option(
            names = "--publish",
            description = "Everybody may read them at once, on the pages and by the CASE API. Without this, only the"
                    + " organization's members may; what was open before stays so.")
    boolean publish;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = "The server's database, if it is not the embedded one; only used where no server runs.")
    @Nullable
    String databaseUrl;

    Path directory() {
        return data != null ? data : ServerOptions.usualDirectory("server");
    }
}
