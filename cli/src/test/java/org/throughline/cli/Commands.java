package org.throughline.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import picocli.CommandLine;

/** Runs commands as the launcher does, and keeps what they say. */
final class Commands {

    private Commands() {}

    /** What a command ended with and said. */
    record Run(int exit, String out, String err) {}

    static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exit = command.execute(arguments);
        return new Run(exit, out.toString(), err.toString());
    }

    /** The folder of the samples. */
    static Path samples() {
        Path at = Path.of(System.getProperty("user.dir"));
        while (!Files.exists(at.resolve("samples/credentials"))) {
            at = Objects.requireNonNull(at.getParent(), "not inside the project");
        }
        return at.resolve("samples/credentials");
    }

    static String sample(String name) {
        return samples().resolve(name + ".json").toString();
    }
}
