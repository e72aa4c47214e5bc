package org.throughline.credentials.samples;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.samples.JsonChanges.Change;

/**
 * A kind of valid credential with what can be done to it.
 *
 * @param document  what is changed, valid as it is
 * @param changes  one change by chance; null when what chance chose has no meaning at that place
 * @param form  what of it is signed, found by other means than the verifier
 * @param verify  the verification of it, or of what it decides on
 * @param covered  whether the signature that is checked is over what is changed
 */
record MutationKind(
        String name,
        String document,
        Changes changes,
        Function<String, SignedForm> form,
        Function<byte[], VerificationReport> verify,
        boolean covered) {

    /** The change that chance makes of a number; always the same. */
    Change change(long seed) {
        Random random = new Random(seed * 31 + name.hashCode());
        while (true) {
            Change change = changes.any(document, random);
            if (change != null && !change.text().equals(document)) {
                return change;
            }
        }
    }

    /** The bytes of a text; an image is written one character for each byte. */
    byte[] bytes(String text) {
        return text.getBytes(isImage() ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    VerificationReport verify(String text) {
        return verify.apply(bytes(text));
    }

    SignedForm form(String text) {
        return form.apply(text);
    }

    private boolean isImage() {
        return name.startsWith("baked");
    }

    /** A way of changing something. */
    interface Changes {
        @Nullable
        Change any(String text, Random random);
    }
}
