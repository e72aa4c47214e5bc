package org.throughline.credentials;

import jakarta.json.JsonObject;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.bake.Baking;
import org.throughline.credentials.bake.ImageKind;
import org.throughline.credentials.jose.CredentialToken;
import org.throughline.credentials.model.SignedDocument;

/** What came of reading bytes. */
public sealed interface ReadOutcome {

    /**
     * They are one JSON object that means the same to every reader, or a token around one.
     *
     * @param document  the exact text, of a token the token
     * @param token  the token as it was read; null for plain JSON
     * @param tree  what the document says, as a tree; of a token what the token carries
     */
    record Read(SignedDocument document, @Nullable CredentialToken token, JsonObject tree) implements ReadOutcome {}

    /** They are only the address of an assertion of Open Badges 2.0; found nowhere but in images. */
    record Hosted(URI address) implements ReadOutcome {}

    /**
     * They are an image with a credential baked into it.
     *
     * @param inside  what came of reading the credential, as if it had come alone; never baked itself
     */
    record Baked(ImageKind image, Baking baking, ReadOutcome inside) implements ReadOutcome {

        /** Where it was found, as the end of a sentence. */
        public String words() {
            return "baked into " + image.words() + " as " + baking.words() + " has it";
        }
    }

    /**
     * They are not.
     *
     * @param code  {@code too-large}, {@code not-utf-8}, {@code json-malformed}, {@code json-duplicate-key}, {@code json-limits},
     *     {@code json-not-an-object}, {@code token-malformed}, {@code sd-jwt-malformed}, {@code image-malformed}, {@code image-without-credential}, or {@code not-supported-yet} for envelopes that exist and that this version cannot open
     * @param message  what was found, for people
     * @param pointer  JSON Pointer to the place, empty where there is none
     */
    record Unreadable(String code, String message, String pointer) implements ReadOutcome {

        /** The code of envelopes that exist and that this version cannot open. */
        public static final String NOT_SUPPORTED_YET = "not-supported-yet";
    }
}
