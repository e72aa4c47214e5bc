package org.throughline.credentials.bake;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;
import org.throughline.credentials.tree.Tree;

/** The two standards of putting a credential into an image. */
public enum Baking {
    /** Open Badges 3.0, section 5.3. */
    OPEN_BADGES_3("openbadgecredential", "https://purl.imsglobal.org/ob/v3p0", "credential", "Open Badges 3.0"),
    /** Open Badges 2.0, Baking 1.0. */
    OPEN_BADGES_2("openbadges", "http://openbadges.org", "assertion", "Open Badges 2.0");

    private final String keyword;
    private final String namespace;
    private final String tag;
    private final String words;

    Baking(String keyword, String namespace, String tag, String words) {
        this.keyword = keyword;
        this.namespace = namespace;
        this.tag = tag;
        this.words = words;
    }

    /** The standard that a credential, as JSON or as a compact token, is baked by: an assertion by the older one, all else by the newer one. */
    public static Baking of(String credential) {
        return object(credential)
                .filter(o -> Tree.texts(o, "type").contains("Assertion"))
                .map(o -> OPEN_BADGES_2)
                .orElse(OPEN_BADGES_3);
    }

    /** Whether the text is JSON that can be read, or a token around such. */
    public static boolean isCredential(String text) {
        return object(text).isPresent();
    }

    /** The object that the text is, or that it carries as the payload of a token. */
    static Optional<JsonObject> object(String credential) {
        String text = credential.strip();
        if (!text.startsWith("{")) {
            List<String> parts = List.of(text.split("\\.", -1));
            if (parts.size() < 3) {
                return Optional.empty();
            }
            try {
                text = new String(Base64.getUrlDecoder().decode(parts.get(1)), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return StrictJson.parse(text) instanceof Parsed.Tree tree ? Optional.of(tree.object()) : Optional.empty();
    }

    /** The keyword of the PNG chunk. */
    String keyword() {
        return keyword;
    }

    /** The XML namespace of the SVG tag. */
    String namespace() {
        return namespace;
    }

    /** The local name of the SVG tag. */
    String tag() {
        return tag;
    }

    /** The name of the standard. */
    public String words() {
        return words;
    }
}
