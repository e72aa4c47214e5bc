package org.throughline.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.bake.ImageKind;
import org.throughline.credentials.bake.Unbaked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code unbake}: takes a credential out of an image. */
@Command(
        name = "unbake",
        description = "Take the credential out of a PNG or SVG image, character for character.",
        footer = {"", "Exit code: 0 done, 1 there is none or the image is malformed, 64 usage."},
        mixinStandardHelpOptions = true)
final class UnbakeCommand implements Callable<Integer> {

    @Parameters(paramLabel = "IMAGE", description = "The image; - is the standard input.")
    private String image = "";

    @Option(
            names = {"-o", "--out"},
            paramLabel = "OUT",
            description = "Where the credential goes; else it is printed.")
    private @Nullable Path out;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli gives it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            byte[] bytes = Inputs.bytes(image);
            Optional<ImageKind> kind = ImageKind.of(bytes);
            if (kind.isEmpty()) {
                err.println(image + " is neither a PNG nor an SVG image");
                return 1;
            }
            switch (kind.get().unbake(bytes)) {
                case Unbaked.Found found -> {
                    Outputs.write(out, found.text(), spec.commandLine().getOut());
                    return 0;
                }
                case Unbaked.Nothing nothing -> err.println("No credential is baked into " + image);
                case Unbaked.Refused refused -> err.println(image + ": " + refused.message());
            }
            return 1;
        } catch (UnusableFileException e) {
            err.println(e.getMessage());
            return Main.USAGE;
        }
    }
}
