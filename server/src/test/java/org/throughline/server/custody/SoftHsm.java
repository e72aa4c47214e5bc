package org.throughline.server.custody;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * SoftHSM, hardware in software: from the system where it is installed, otherwise from Debian's packages, unpacked into the build's folder without
 * installing anything. Tests that need it are skipped, with the reason, where neither can be had.
 */
final class SoftHsm {
    private static final Path HERE = Path.of("target", "softhsm").toAbsolutePath();
    private static final String PIN = "1234-for-tests";

    private final Path library;
    private final Path pinFile;

    private SoftHsm(Path library, Path pinFile) {
        this.library = library;
        this.pinFile = pinFile;
    }

    Path library() {
        return library;
    }

    Path pinFile() {
        return pinFile;
    }

    /** A token of its own in a fresh folder; its place in the slots' list is 0. The library reads its settings once in a JVM. */
    static SoftHsm start() throws IOException, InterruptedException {
        Optional<Path> library = find("libsofthsm2.so");
        Optional<Path> tool = find("softhsm2-util");
        if (library.isEmpty() || tool.isEmpty()) {
            String why = unpack();
            library = find("libsofthsm2.so");
            tool = find("softhsm2-util");
            boolean found = library.isPresent() && tool.isPresent();
            if (!found && System.getenv("THROUGHLINE_SOFTHSM") != null) {
                throw new IllegalStateException("SoftHSM was installed for the tests and is not found: " + why);
            }
            assumeTrue(found, "No SoftHSM here, and it could not be had: " + why);
        }
        Path tokens = HERE.resolve("tokens-" + ProcessHandle.current().pid());
        Files.createDirectories(tokens);
        // the library reads its settings from where the environment says, which a test cannot set for its own JVM: the
        // build does
        String environment = System.getenv("SOFTHSM2_CONF");
        assumeTrue(environment != null, "SoftHSM needs SOFTHSM2_CONF in the environment, as the build sets it");
        Path conf = Path.of(environment);
        String text = "directories.tokendir = " + tokens + "\nobjectstore.backend = file\nlog.level = ERROR\n";
        Files.createDirectories(conf.getParent());
        Files.writeString(conf, text);
        run(List.of(
                tool.orElseThrow().toString(),
                "--module",
                library.orElseThrow().toString(),
                "--init-token",
                "--free",
                "--label",
                "throughline",
                "--pin",
                PIN,
                "--so-pin",
                PIN));
        Path pin = HERE.resolve("pin");
        Files.deleteIfExists(pin);
        Files.createFile(pin, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(pin, PIN + "\n");
        return new SoftHsm(library.orElseThrow(), pin);
    }

    private static String unpack() throws IOException, InterruptedException {
        Files.createDirectories(HERE);
        try {
            run(
                    List.of(
                            "sh",
                            "-c",
                            "cd '" + HERE
                                    + "' && apt-get download -q softhsm2 libsofthsm2 softhsm2-common && for p in *.deb; do dpkg -x \"$p\" . ; done"));
            return "unpacked";
        } catch (IOException | IllegalStateException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void run(List<String> words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(words.getFirst() + " said: " + said);
        }
    }

    private static Optional<Path> find(String name) throws IOException {
        for (Path root : List.of(
                HERE, Path.of("/usr/lib/softhsm"), Path.of("/usr/lib/x86_64-linux-gnu/softhsm"), Path.of("/usr/bin"))) {
            if (Files.isDirectory(root)) {
                try (Stream<Path> files = Files.find(
                        root,
                        root.equals(HERE) ? 6 : 1,
                        (p, a) -> p.getFileName().toString().equals(name))) {
                    Optional<Path> found = files.findFirst();
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }
}
