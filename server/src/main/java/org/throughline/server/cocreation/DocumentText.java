package org.throughline.server.cocreation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CFDocument;

/**
 * The texts about a framework itself that people shape; what else its CFDocument holds stays as it is.
 *
 * @param title not blank
 * @param creator the body with authority over it, not blank
 * @param language of its texts, such as {@code en}
 * @param version in the publisher's own counting
 * @param officialSourceURL the human-readable original
 */
public record DocumentText(
        String title,
        String creator,
        @Nullable String publisher,
        @Nullable String description,
        @Nullable String language,
        @Nullable String version,
        @Nullable String adoptionStatus,
        @Nullable String officialSourceURL,
        @Nullable String notes) {

    /** The texts of a document. */
    public static DocumentText of(CFDocument document) {
        return new DocumentText(
                document.title(),
                document.creator(),
                document.publisher(),
                document.description(),
                document.language(),
                document.version(),
                document.adoptionStatus(),
                document.officialSourceURL(),
                document.notes());
    }

    /** A mark of these very texts, by which is told whether somebody changed them meanwhile. */
    public String mark() {
        StringBuilder all = new StringBuilder();
        each().forEach((name, text) ->
                all.append(name).append('\n').append(text == null ? "" : text).append('\0'));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(all.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What is other than in {@code yours}, each with its name: so two people's words can be held beside each other. */
    String besides(DocumentText yours) {
        Map<String, @Nullable String> theirs = yours.each();
        return each().entrySet().stream()
                .filter(one -> !Objects.equals(one.getValue(), theirs.get(one.getKey())))
                .map(one -> one.getValue() == null
                        ? "%s is empty now".formatted(one.getKey())
                        : "%s reads now “%s”".formatted(one.getKey(), one.getValue()))
                .collect(Collectors.joining("; "));
    }

    private Map<String, @Nullable String> each() {
        Map<String, @Nullable String> each = new LinkedHashMap<>();
        each.put("the title", title);
        each.put("who stands behind it", creator);
        each.put("the publisher", publisher);
        each.put("the description", description);
        each.put("the language", language);
        each.put("the version", version);
        each.put("the adoption status", adoptionStatus);
        each.put("the official source", officialSourceURL);
        each.put("the notes", notes);
        return each;
    }
}
