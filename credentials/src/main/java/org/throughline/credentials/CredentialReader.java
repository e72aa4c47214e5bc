package org.throughline.credentials;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.throughline.credentials.bake.Baking;
import org.throughline.credentials.bake.ImageKind;
import org.throughline.credentials.bake.Unbaked;
import org.throughline.credentials.jose.CredentialToken;
import org.throughline.credentials.jose.TokenReading;
import org.throughline.credentials.model.SignedDocument;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;

/** Reads documents strictly, and keeps them exactly as they were. Safe for use by many threads. */
public final class CredentialReader {

    /** The most bytes that a credential may have; an image that it is baked into may have {@link ImageKind#MAX_BYTES}. */
    public static final int MAX_BYTES = 1024 * 1024;

    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+");

    private final int maxBytes;

    /** A reader for documents of up to {@link #MAX_BYTES}; images around them may be larger. */
    public CredentialReader() {
        this(MAX_BYTES);
    }

    CredentialReader(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Reads a document, and never throws on hostile bytes. */
    public ReadOutcome read(byte[] document) {
        Optional<ImageKind> image = ImageKind.of(document);
        if (image.isPresent()) {
            return unbaked(image.get(), document);
        }
        if (document.length > maxBytes) {
            return new ReadOutcome.Unreadable(
                    "too-large",
                    "The document has " + document.length + " bytes; at most " + maxBytes + " are read",
                    "");
        }
        Optional<String> text = StrictJson.utf8(document);
        if (text.isEmpty()) {
            return new ReadOutcome.Unreadable(
                    "not-utf-8", "The document is not UTF-8 text without a byte order mark", "");
        }
        return read(SignedDocument.of(document, text.get()));
    }

    /** The exact bytes of the credential that is baked into an image; everything else, and an image without one, as it is. */
    public static byte[] withoutImage(byte[] document) {
        Optional<Unbaked> unbaked = ImageKind.of(document).map(image -> image.unbake(document));
        return unbaked.isPresent() && unbaked.get() instanceof Unbaked.Found found
                ? found.text().getBytes(StandardCharsets.UTF_8)
                : document;
    }

    private ReadOutcome unbaked(ImageKind image, byte[] document) {
        return switch (image.unbake(document)) {
            case Unbaked.Refused refused -> new ReadOutcome.Unreadable("image-malformed", refused.message(), "");
            case Unbaked.Nothing nothing ->
                new ReadOutcome.Unreadable(
                        "image-without-credential",
                        "This is " + image.words() + ", and no credential is baked into it",
                        "");
            case Unbaked.Found found -> new ReadOutcome.Baked(image, found.baking(), inside(found));
        };
    }

    private ReadOutcome inside(Unbaked.Found found) {
        String text = found.text().strip();
        if (found.baking() == Baking.OPEN_BADGES_2 && ADDRESS.matcher(text).matches()) {
            try {
                return new ReadOutcome.Hosted(new URI(text));
            } catch (URISyntaxException e) {
                return new ReadOutcome.Unreadable("address-malformed", "The image holds no well-formed address", "");
            }
        }
        return read(found.text());
    }

    ReadOutcome read(String text) {
        if (StrictJson.hasLoneSurrogates(text)) {
            return new ReadOutcome.Unreadable("json-malformed", "A character is cut in half (lone surrogate)", "");
        }
        SignedDocument signed = new SignedDocument(text);
        return signed.size() > maxBytes
                ? new ReadOutcome.Unreadable("too-large", "The document is larger than " + maxBytes + " bytes", "")
                : read(signed);
    }

    private static ReadOutcome read(SignedDocument signed) {
        String text = signed.text().strip();
        if (CredentialToken.isOne(text)) {
            return token(text);
        }
        return switch (StrictJson.parse(signed.bytes())) {
            case Parsed.Tree tree -> new ReadOutcome.Read(signed, null, tree.object());
            case Parsed.Refused refused ->
                new ReadOutcome.Unreadable(refused.code(), refused.message(), refused.pointer());
        };
    }

    /** A token; the white space around it, which a text file may end with, is no part of it. */
    private static ReadOutcome token(String text) {
        return switch (CredentialToken.read(text)) {
            case TokenReading.Read read ->
                new ReadOutcome.Read(
                        new SignedDocument(text), read.token(), read.token().document());
            case TokenReading.Refused refused -> new ReadOutcome.Unreadable(refused.code(), refused.message(), "");
        };
    }
}
