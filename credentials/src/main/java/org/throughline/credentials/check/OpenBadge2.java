package org.throughline.credentials.check;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.load.DocumentKind;
import org.throughline.credentials.load.Loaded;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;
import org.throughline.credentials.tree.Tree;

/**
 * An Open Badge 2.0 and the parts of it that stand at their homes: the assertion itself, its badge class, its issuer. Each is fetched at most
 * once, and nothing before the assertion's home was asked or its token looked at.
 *
 * <p>Source: Open Badges 2.0, "Verification of Badge Objects" (hosted and signed).
 */
final class OpenBadge2 {

    /** What came of asking for a part. */
    sealed interface Part {
        /** It is there. */
        record There(JsonObject object) implements Part {}

        /** It was there and was taken away. */
        record Gone(String message) implements Part {}

        /** It could not be had. */
        record Missing(String message) implements Part {}
    }

    private final Examination examination;
    private @Nullable Part home;
    private @Nullable Part badge;
    private @Nullable Part issuer;

    OpenBadge2(Examination examination) {
        this.examination = examination;
    }

    JsonObject assertion() {
        return examination.document();
    }

    String id() {
        return Tree.text(assertion(), "id").orElse("");
    }

    JsonObject verification() {
        return Tree.object(assertion(), "verification")
                .or(() -> Tree.object(assertion(), "verify"))
                .orElse(JsonValue.EMPTY_JSON_OBJECT);
    }

    boolean isHosted() {
        List<String> types = Tree.texts(verification(), "type");
        return types.contains("HostedBadge") || types.contains("hosted");
    }

    boolean isSigned() {
        List<String> types = Tree.texts(verification(), "type");
        return types.contains("SignedBadge") || types.contains("signed");
    }

    /** The assertion as its home has it. */
    Part home() {
        if (home == null) {
            home = load(id());
        }
        return home;
    }

    /** The badge class: written into the assertion, or at its own address. */
    Part badge() {
        if (badge == null) {
            badge = part(assertion(), "badge", "The badge class");
        }
        return badge;
    }

    /** The issuer as the badge class tells it: written into it, or at its own address. */
    Part issuer() {
        if (issuer == null) {
            issuer = switch (badge()) {
                case Part.There there -> part(there.object(), "issuer", "The issuer");
                case Part.Gone gone -> gone;
                case Part.Missing missing -> missing;
            };
        }
        return issuer;
    }

    Optional<String> issuerId() {
        return issuer() instanceof Part.There there ? Tree.text(there.object(), "id") : Optional.empty();
    }

    /** The issuer's profile from its own address: what is written elsewhere about its keys and its scope does not count. */
    Part issuerAtHome() {
        Part told = issuer();
        if (!(told instanceof Part.There there)) {
            return told;
        }
        String id = Tree.text(there.object(), "id").orElse("");
        if (!(load(id) instanceof Part.There profile)) {
            return load(id);
        }
        return Tree.text(profile.object(), "id").equals(Optional.of(id))
                ? profile
                : new Part.Missing("The document at " + id + " is about somebody else");
    }

    /** The assertion with its badge class and its issuer written in. */
    JsonObject whole(JsonObject badgeClass, JsonObject profile) {
        return Json.createObjectBuilder(assertion())
                .add("badge", Json.createObjectBuilder(badgeClass).add("issuer", profile))
                .build();
    }

    private Part part(JsonObject holder, String key, String what) {
        return switch (holder.get(key)) {
            case JsonObject object -> new Part.There(object);
            case JsonString address -> load(address.getString());
            case null, default -> new Part.Missing(what + " is neither there nor named by an address");
        };
    }

    /** Asks for a part at its address; the verification asks for each address only once. */
    Part load(String address) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            return new Part.Missing("\"" + address + "\" is no address");
        }
        return switch (examination.surroundings().documents().load(uri, DocumentKind.OPEN_BADGE_2)) {
            case Loaded.Unavailable gone
            when gone.reasonCode().equals(Loaded.Unavailable.GONE) -> new Part.Gone(address + " " + gone.message());
            case Loaded.Unavailable unavailable -> new Part.Missing(address + " " + unavailable.message());
            case Loaded.Document document -> read(address, document.bytes());
        };
    }

    private static Part read(String address, byte[] bytes) {
        Parsed parsed = StrictJson.utf8(bytes)
                .map(StrictJson::parse)
                .orElseGet(() -> new Parsed.Refused("json-malformed", "it is not UTF-8", ""));
        return switch (parsed) {
            case Parsed.Tree tree -> new Part.There(tree.object());
            case Parsed.Refused refused ->
                new Part.Missing("What stands at " + address + " cannot be read: " + refused.message());
        };
    }

    /** Whether two assertions say the same; a badge class or an issuer may be written in at one side and named by its address at the other. */
    static boolean saysTheSame(JsonValue here, JsonValue there) {
        if (here instanceof JsonObject left && there instanceof JsonObject right) {
            return left.keySet().equals(right.keySet())
                    && left.entrySet().stream().allMatch(entry -> sameProperty(entry, right));
        }
        return here.equals(there);
    }

    private static boolean sameProperty(Map.Entry<String, JsonValue> left, JsonObject right) {
        JsonValue here = left.getValue();
        JsonValue there = Objects.requireNonNull(right.get(left.getKey()));
        boolean part = left.getKey().equals("badge") || left.getKey().equals("issuer");
        if (part && here instanceof JsonString address && there instanceof JsonObject object) {
            return Tree.text(object, "id").equals(Optional.of(address.getString()));
        }
        if (part && here instanceof JsonObject object && there instanceof JsonString address) {
            return Tree.text(object, "id").equals(Optional.of(address.getString()));
        }
        if (here instanceof JsonArray list && list.size() == 1 && !(there instanceof JsonArray)) {
            return saysTheSame(list.getFirst(), there);
        }
        return saysTheSame(here, there);
    }
}
