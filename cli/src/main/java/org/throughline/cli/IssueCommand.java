package org.throughline.cli;

import jakarta.json.JsonObject;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.CredentialIssuer;
import org.throughline.credentials.proof.EcdsaRdfc2019;
import org.throughline.credentials.proof.EcdsaSd2023;
import org.throughline.credentials.proof.EddsaRdfc2022;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code issue}: checks a draft and signs it, or makes a key to sign with. */
@Command(
        name = "issue",
        description = "Check a draft of a credential and sign it, or make a key to sign with.",
        footer = {
            "",
            "A draft is a credential in JSON without a proof: an Open Badge 3.0, an",
            "endorsement, a CLR 2.0. Its issuer is the key's controller. What our own",
            "verifier would not accept is not signed.",
            "Suites: eddsa-rdfc-2022 (Ed25519), ecdsa-rdfc-2019 (P-256, P-384),",
            "ecdsa-sd-2023 (P-256; for the holder alone, who shows parts of it), vc-jwt",
            "(any). Without --suite the one that fits the key.",
            "A key is a JWK with its secret, or a Multikey with secretKeyMultibase; whoever",
            "has the file is the issuer.",
            "Exit code: 0 done, 1 the draft cannot be signed, 64 usage."
        },
        mixinStandardHelpOptions = true)
final class IssueCommand implements Callable<Integer> {

    private static final List<String> SUITES = List.of("eddsa-rdfc-2022", "ecdsa-rdfc-2019", "ecdsa-sd-2023", "vc-jwt");

    @Parameters(arity = "0..1", paramLabel = "DRAFT.json", description = "The draft; - is the standard input.")
    private @Nullable String draft;

    @Option(names = "--key", paramLabel = "KEYFILE", description = "The key to sign with.")
    private @Nullable Path key;

    @Option(
            names = "--new-key",
            paramLabel = "KEYFILE",
            description = "Make a new key that fits --suite, in a file that only you can read.")
    private @Nullable Path newKey;

    @Option(
            names = "--controller",
            paramLabel = "ID",
            description =
                    "With --new-key: for whom the key speaks, a did:web or https address, whose document must list it; else a did:key.")
    private String controller = "";

    @Option(names = "--suite", paramLabel = "SUITE", description = "How to sign; see below.")
    private @Nullable String suite;

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
        if (suite != null && !SUITES.contains(suite)) {
            throw wrong("--suite is one of " + String.join(", ", SUITES) + ", not " + suite);
        }
        try {
            if (newKey != null) {
                return draft != null || key != null || out != null
                        ? refuse("--new-key only makes a key: it goes without a draft, --key and -o")
                        : makeKey(newKey);
            }
            if (draft == null || key == null) {
                throw wrong("Name a draft and the key to sign it with: issue DRAFT.json --key KEYFILE");
            }
            return issue(draft, IssuingKey.read(key));
        } catch (UnusableFileException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return Main.USAGE;
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private int refuse(String sentence) {
        throw wrong(sentence);
    }

    private int makeKey(Path file) throws UnusableFileException {
        IssuingKey.Curve curve = "ecdsa-rdfc-2019".equals(suite) || "ecdsa-sd-2023".equals(suite)
                ? IssuingKey.Curve.P256
                : IssuingKey.Curve.ED25519;
        IssuingKey made = IssuingKey.generated(curve, controller, new SecureRandom());
        Outputs.writeSecret(file, made.secretJwk());
        PrintWriter said = spec.commandLine().getOut();
        said.println("issuer      " + made.controller());
        said.println("public key  " + made.publicEntry());
        said.flush();
        spec.commandLine()
                .getErr()
                .println(
                        "The secret is in " + file + ", which only you can read. Whoever has it can issue in this name."
                                + (controller.isEmpty()
                                        ? ""
                                        : " The issuer's document must list the public key under assertionMethod."));
        return 0;
    }

    private int issue(String file, IssuingKey issuing) throws UnusableFileException {
        PrintWriter err = spec.commandLine().getErr();
        String chosen = suite == null
                ? issuing.curve() == IssuingKey.Curve.ED25519 ? "eddsa-rdfc-2022" : "ecdsa-rdfc-2019"
                : suite;
        boolean fits = switch (chosen) {
            case "eddsa-rdfc-2022" -> issuing.curve() == IssuingKey.Curve.ED25519;
            case "ecdsa-rdfc-2019" -> issuing.curve() != IssuingKey.Curve.ED25519;
            case "ecdsa-sd-2023" -> issuing.curve() == IssuingKey.Curve.P256;
            default -> true;
        };
        if (!fits) {
            throw wrong("The suite " + chosen
                    + " does not sign with a key of this kind; make one with --new-key KEYFILE --suite " + chosen);
        }
        Optional<String> text = StrictJson.utf8(Inputs.bytes(file));
        if (text.isEmpty()) {
            err.println(file + " is not UTF-8 text without a byte order mark");
            return 1;
        }
        switch (StrictJson.parse(text.get())) {
            case Parsed.Refused refused -> {
                err.println(file + ": " + refused.message()
                        + (refused.pointer().isEmpty() ? "" : " at " + refused.pointer()));
                return 1;
            }
            case Parsed.Tree tree -> {
                return sign(file, tree.object(), issuing, chosen);
            }
        }
    }

    private int sign(String file, JsonObject object, IssuingKey issuing, String chosen) throws UnusableFileException {
        CredentialIssuer issuer = new CredentialIssuer(Clock.systemUTC());
        byte[] issued;
        try {
            issued = switch (chosen) {
                case "vc-jwt" -> issuer.issueToken(object, issuing.signer());
                case "ecdsa-sd-2023" -> issuer.securingWith(new EcdsaSd2023()).issue(object, issuing.signer());
                case "ecdsa-rdfc-2019" ->
                    issuer.securingWith(new EcdsaRdfc2019()).issue(object, issuing.signer());
                default -> issuer.securingWith(new EddsaRdfc2022()).issue(object, issuing.signer());
            };
        } catch (IllegalArgumentException e) {
            spec.commandLine().getErr().println(file + ": " + e.getMessage());
            return 1;
        }
        Outputs.write(
                out,
                new String(issued, StandardCharsets.UTF_8),
                spec.commandLine().getOut());
        if (chosen.equals("ecdsa-sd-2023")) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "This is for the holder alone, who derives from it what others may see; nobody else should accept it as it is.");
        }
        return 0;
    }
}
