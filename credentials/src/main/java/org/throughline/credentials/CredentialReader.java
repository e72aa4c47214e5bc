package org.throughline.credentials;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.throughline.credentials.model.SignedDocument;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;

/** Reads documents strictly, and keeps them exactly as they were. Safe for use by many threads. */
public final class CredentialReader {

    /** The most bytes that a credential may have. */
    public static final int MAX_BYTES = 1024 * 1024;

    private static final Pattern JWT = Pattern.compile("\\s*eyJ[A-Za-z0-9_-]*\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_~.-]*\\s*");
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G'};

    private final int maxBytes;

    /** A reader for documents of up to {@link #MAX_BYTES}. */
    public CredentialReader() {
        this(MAX_BYTES);
    }

    CredentialReader(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Reads a document, and never throws on hostile bytes. */
    public ReadOutcome read(byte[] document) {
        if (document.length > maxBytes) {
            return new ReadOutcome.Unreadable(
                    "too-large",
                    "The document has " + document.length + " bytes; at most " + maxBytes + " are read",
                    "");
        }
        if (Arrays.equals(document, 0, Math.min(4, document.length), PNG, 0, 4)) {
            return notSupportedYet("Badges baked into PNG images");
        }
        Optional<String> text = StrictJson.utf8(document);
        if (text.isEmpty()) {
            return new ReadOutcome.Unreadable(
                    "not-utf-8", "The document is not UTF-8 text without a byte order mark", "");
        }
        return read(text.get());
    }

    ReadOutcome read(String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            return new ReadOutcome.Unreadable("too-large", "The document is larger than " + maxBytes + " bytes", "");
        }
        if (JWT.matcher(text).matches()) {
            return notSupportedYet("Credentials in the form of a signed token (VC-JWT, SD-JWT)");
        }
        if (text.stripLeading().startsWith("<")) {
            return notSupportedYet("Badges baked into SVG images");
        }
        return switch (StrictJson.parse(text)) {
            case Parsed.Tree tree -> new ReadOutcome.Read(new SignedDocument(text));
            case Parsed.Refused refused ->
                new ReadOutcome.Unreadable(refused.code(), refused.message(), refused.pointer());
        };
    }

    private static ReadOutcome notSupportedYet(String what) {
        return new ReadOutcome.Unreadable(
                ReadOutcome.Unreadable.NOT_SUPPORTED_YET, what + " are not supported yet; this version reads JSON", "");
    }
}
