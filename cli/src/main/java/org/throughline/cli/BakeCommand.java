package org.throughline.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.throughline.credentials.CredentialReader;
import org.throughline.credentials.bake.Baking;
import org.throughline.credentials.bake.ImageKind;
import org.throughline.credentials.tree.StrictJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bake}: puts a credential into an image. */
@Command(
        name = "bake",
        description = "Put a credential into a PNG or SVG image.",
        footer = {
            "",
            "One that is in the image already is replaced; every other byte of the image",
            "stays. Assertions of Open Badges 2.0 are baked as that standard has it, all",
            "else as Open Badges 3.0 has it.",
            "Exit code: 0 done, 1 the image or the credential can't be used, 64 usage."
        },
        mixinStandardHelpOptions = true)
final class BakeCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "CREDENTIAL",
            description = "JSON or a compact token; - is the standard input.")
    private String credential = "";

    @Parameters(index = "1", paramLabel = "IMAGE", description = "A PNG or SVG image.")
    private String image = "";

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "OUT",
            description = "Where the baked image goes.")
    @SuppressWarnings("NullAway.Init") // required
    private Path out;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli gives it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            byte[] picture = Inputs.bytes(image);
            byte[] written = CredentialReader.withoutImage(Inputs.bytes(credential));
            Optional<ImageKind> kind = ImageKind.of(picture);
            if (kind.isEmpty()) {
                err.println(image + " is neither a PNG nor an SVG image");
                return 1;
            }
            Optional<String> text = StrictJson.utf8(written);
            if (text.isEmpty() || written.length > CredentialReader.MAX_BYTES || !Baking.isCredential(text.get())) {
                err.println(credential + " holds no credential that can be baked: JSON or a compact token of at most "
                        + CredentialReader.MAX_BYTES + " bytes");
                return 1;
            }
            Outputs.write(out, kind.get().bake(picture, text.get()));
            err.println("Baked into " + out + " as " + Baking.of(text.get()).words() + " has it. "
                    + "Not verified: throughline verify " + out);
            return 0;
        } catch (UnusableFileException e) {
            err.println(e.getMessage());
            return Main.USAGE;
        } catch (IllegalArgumentException e) {
            err.println(image + " can't be used: " + e.getMessage());
            return 1;
        }
    }
}
