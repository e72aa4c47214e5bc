package org.throughline.server.story;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The {@code verify} command in a process of its own, as a stranger runs it. */
final class CommandLineVerifier {
    private CommandLineVerifier() {}

    /** What it said, and its exit code: 0 valid, 1 invalid, 2 undetermined. */
    record Said(int exit, String words) {}

    static Said verify(String... arguments) throws IOException, InterruptedException {
        Path cli = Places.project().resolve("cli/target");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                cli.resolve("throughline-cli.jar") + File.pathSeparator + cli.resolve("lib") + "/*",
                "org.throughline.cli.Main",
                "verify"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), words);
    }
}
