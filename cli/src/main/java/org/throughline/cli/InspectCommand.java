package org.throughline.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.throughline.credentials.CredentialReader;
import org.throughline.credentials.bake.ImageKind;
import org.throughline.credentials.bake.Unbaked;
import org.throughline.credentials.load.NoDocuments;
import org.throughline.credentials.tree.DataUrl;
import org.throughline.credentials.tree.StrictJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code inspect}: what is inside, without verifying anything. */
@Command(
        name = "inspect",
        description = "Tell what is inside of credentials, without verifying anything.",
        footer = {
            "",
            "Whoever wrote the file can have written anything: only 'verify' says whether it holds.",
            "Exit code: 0 all could be read, 1 some could not, 64 usage."
        },
        mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MAX_DEPTH = 6;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files to look into; - is the standard input.")
    private List<String> files = new ArrayList<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli gives it before it calls
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        boolean missing = false;
        boolean unreadable = false;
        for (String file : files) {
            switch (new Inputs(new NoDocuments()).open(file)) {
                case Inputs.Opened.Bytes(byte[] bytes) -> {
                    out.println(ReportText.clean(file));
                    Optional<String> problem = look(bytes, out);
                    problem.ifPresent(p -> line(out, "  ", "unreadable", p));
                    unreadable |= problem.isPresent();
                    out.println();
                }
                case Inputs.Opened.Missing(String why) -> {
                    spec.commandLine().getErr().println(why);
                    missing = true;
                }
                case Inputs.Opened.Silent(String why) -> {
                    spec.commandLine().getErr().println("Addresses are not asked here: " + file);
                    missing = true;
                }
            }
        }
        out.flush();
        return missing ? Main.USAGE : unreadable ? 1 : 0;
    }

    /** Tells what the bytes are; what stood in the way, where something did. */
    private static Optional<String> look(byte[] bytes, PrintWriter out) {
        Optional<ImageKind> image = ImageKind.of(bytes);
        if (image.isPresent()) {
            switch (image.get().unbake(bytes)) {
                case Unbaked.Refused refused -> {
                    return Optional.of(refused.message());
                }
                case Unbaked.Nothing nothing -> {
                    return Optional.of("This is " + image.get().words() + " without a credential");
                }
                case Unbaked.Found found ->
                    line(
                            out,
                            "  ",
                            "image",
                            image.get() + ", baked as " + found.baking().words());
            }
        }
        byte[] inside = CredentialReader.withoutImage(bytes);
        if (inside.length > CredentialReader.MAX_BYTES) {
            return Optional.of("It is larger than the " + CredentialReader.MAX_BYTES + " bytes that are read");
        }
        Optional<String> text = StrictJson.utf8(inside);
        return text.isEmpty()
                ? Optional.of("It is not UTF-8 text without a byte order mark")
                : tell(text.get().strip(), "  ", out, 0);
    }

    private static Optional<String> tell(String text, String indent, PrintWriter out, int depth) {
        try {
            if (text.startsWith("{")) {
                line(out, indent, "envelope", "JSON");
                tell(JSON.readTree(text), indent, out, depth);
                return Optional.empty();
            }
            if (text.startsWith("http://") || text.startsWith("https://")) {
                line(out, indent, "envelope", "only the address of a hosted assertion: " + text);
                return Optional.empty();
            }
            String[] parts = text.split("~", 2)[0].split("\\.", -1);
            if (parts.length != 3) {
                return Optional.of("It is neither JSON nor a compact token");
            }
            JsonNode header = JSON.readTree(decoded(parts[0]));
            JsonNode payload = JSON.readTree(decoded(parts[1]));
            line(
                    out,
                    indent,
                    "envelope",
                    (text.contains("~") ? "SD-JWT" : "JWT") + ", typ "
                            + header.path("typ").asString("-") + ", alg "
                            + header.path("alg").asString("-") + ", key "
                            + (header.has("kid")
                                    ? header.path("kid").asString("")
                                    : header.has("jwk") ? "in the header" : "-"));
            claims(payload, List.of("vct", "iss", "sub", "jti", "nbf", "iat", "exp", "aud", "nonce"), indent, out);
            String last = text.substring(text.lastIndexOf('~') + 1);
            if (text.contains("~") && !last.isEmpty()) {
                line(out, indent, "key binding", "of whoever shows it");
                claims(JSON.readTree(decoded(last.split("\\.", -1)[1])), List.of("iat", "aud", "nonce"), indent, out);
            }
            JsonNode carried = payload.path("vc").isObject() ? payload.path("vc") : payload.path("vp");
            tell(carried.isObject() ? carried : payload, indent, out, depth);
            return Optional.empty();
        } catch (JacksonException e) {
            return Optional.of("It is no JSON: "
                    + String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse(""));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.of("It is no compact token: a part of it is not base64url, or missing");
        }
    }

    private static void claims(JsonNode payload, List<String> names, String indent, PrintWriter out) {
        for (String name : names) {
            String value = String.join(
                    ", ",
                    each(payload.path(name)).stream().map(v -> v.asString("")).toList());
            line(out, indent, "claim " + name, value);
        }
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static void tell(JsonNode credential, String indent, PrintWriter out, int depth) {
        line(out, indent, "types", String.join(", ", texts(credential.path("type"))));
        Optional<DataUrl> inside =
                DataUrl.read(credential.path("id").asString("")).filter(url -> depth < MAX_DEPTH);
        if (inside.isPresent()) {
            line(out, indent, "holds", inside.get().mediaType());
            tell(inside.get().text(), indent + "   ", out, depth + 1)
                    .ifPresent(why -> line(out, indent + "   ", "unreadable", why));
            return;
        }
        line(out, indent, "id", credential.path("id").asString(""));
        line(out, indent, "name", credential.path("name").asString(""));
        who(out, indent, "issuer", credential.path("issuer"));
        who(out, indent, "holder", credential.path("holder"));
        for (JsonNode subject : each(credential.path("credentialSubject"))) {
            who(out, indent, "subject", subject);
            for (JsonNode identity : each(subject.path("identifier"))) {
                line(
                        out,
                        indent,
                        "identifier",
                        identity.path("identityType").asString("") + " "
                                + identity.path("identityHash").asString("")
                                + (identity.path("hashed").asBoolean(false) ? " (hashed)" : ""));
            }
            for (JsonNode achievement : each(subject.path("achievement"))) {
                who(out, indent, "achievement", achievement);
                for (JsonNode alignment : each(achievement.path("alignment"))) {
                    line(
                            out,
                            indent,
                            "alignment",
                            alignment.path("targetName").asString("") + " <"
                                    + alignment.path("targetUrl").asString("") + ">");
                }
            }
        }
        for (String date :
                List.of("validFrom", "validUntil", "issuanceDate", "expirationDate", "issuedOn", "expires")) {
            line(out, indent, date, credential.path(date).asString(""));
        }
        each(credential.path("badge")).forEach(badge -> who(out, indent, "badge", badge));
        for (JsonNode proof : each(credential.path("proof"))) {
            line(
                    out,
                    indent,
                    "proof",
                    proof.path("type").asString("-") + " "
                            + proof.path("cryptosuite").asString("") + ", "
                            + proof.path("proofPurpose").asString("-") + ", by "
                            + proof.path("verificationMethod").asString("-")
                            + ", " + proof.path("created").asString("no date"));
            line(out, indent, "challenge", proof.path("challenge").asString(""));
            line(out, indent, "domain", String.join(", ", texts(proof.path("domain"))));
        }
        for (JsonNode context : each(credential.path("@context"))) {
            line(out, indent, "context", context.isString() ? context.stringValue() : "written inline");
        }
        for (JsonNode status : each(credential.path("credentialStatus"))) {
            line(
                    out,
                    indent,
                    "status",
                    String.join(", ", texts(status.path("type"))) + " "
                            + status.path("statusPurpose").asString("")
                            + " "
                            + status.path("statusListCredential")
                                    .asString(status.path("id").asString("")) + " "
                            + status.path("statusListIndex").asString(""));
        }
        for (JsonNode service : each(credential.path("refreshService"))) {
            line(
                    out,
                    indent,
                    "refresh",
                    String.join(", ", texts(service.path("type"))) + " "
                            + service.path("id").asString(""));
        }
        List<JsonNode> children = Stream.concat(
                        each(credential.path("verifiableCredential")).stream(),
                        each(credential.path("credentialSubject")).stream()
                                .flatMap(s -> each(s.path("verifiableCredential")).stream()))
                .toList();
        int number = 0;
        for (JsonNode child : children) {
            out.println(indent + ++number + ".");
            if (depth >= MAX_DEPTH) {
                line(out, indent + "   ", "deeper", "not looked at");
            } else if (child.isString()) {
                tell(child.stringValue(), indent + "   ", out, depth + 1)
                        .ifPresent(problem -> line(out, indent + "   ", "unreadable", problem));
            } else {
                tell(child, indent + "   ", out, depth + 1);
            }
        }
    }

    private static void who(PrintWriter out, String indent, String role, JsonNode node) {
        if (node.isString()) {
            line(out, indent, role, node.stringValue());
        } else if (node.isObject()) {
            String id = node.path("id").asString("");
            String name = node.path("name").asString("");
            line(out, indent, role, name.isEmpty() ? id : id.isEmpty() ? name : name + " <" + id + ">");
        }
    }

    private static List<JsonNode> each(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        return node.isArray() ? List.copyOf(node.values()) : List.of(node);
    }

    private static List<String> texts(JsonNode node) {
        return each(node).stream().map(n -> n.asString("")).toList();
    }

    private static void line(PrintWriter out, String indent, String label, String value) {
        if (!value.isBlank()) {
            out.println(
                    indent + label + " ".repeat(Math.max(1, 13 - label.length())) + ReportText.clean(value.strip()));
        }
    }
}
