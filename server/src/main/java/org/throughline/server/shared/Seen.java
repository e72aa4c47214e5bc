package org.throughline.server.shared;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What somebody had before their eyes when they began to change it: a mark of its values, which travels in the form, or as the entity tag of a
 * resource (RFC 9110 section 8.8.3). Who changes something that is another thing by now is told so instead of undoing it.
 *
 * @param mark the same for the same values, 22 letters
 */
public record Seen(String mark) {
    private static final int BYTES = 16;

    /** What shows these values, in this order; a value that is absent is another than an empty one. */
    public static Seen of(@Nullable Object... values) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Object value : values) {
                byte[] bytes = value == null ? new byte[0] : value.toString().getBytes(StandardCharsets.UTF_8);
                digest.update((value == null ? "-" : bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            byte[] all = digest.digest();
            byte[] first = java.util.Arrays.copyOf(all, BYTES);
            return new Seen(Base64.getUrlEncoder().withoutPadding().encodeToString(first));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** As an {@code ETag} says it. */
    public String entityTag() {
        return "\"" + mark + "\"";
    }

    /**
     * Goes on where the form shows what is there now; a form that says nothing of it is an old one, and taken.
     *
     * @throws Problem {@code PRECONDITION_FAILED} with this sentence
     */
    public void requireSame(@Nullable String sent, String sentence) {
        if (sent != null && !sent.isBlank() && !sent.equals(mark)) {
            throw new Problem(ProblemType.PRECONDITION_FAILED, sentence);
        }
    }

    /**
     * Goes on where {@code If-Match} (RFC 9110 section 13.1.1) is absent, is {@code *}, or names what is there now.
     *
     * @throws Problem {@code PRECONDITION_FAILED}
     */
    public void requireMatch(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        for (String tag : ifMatch.split(",")) {
            if (tag.strip().equals(entityTag())) {
                return;
            }
        }
        throw new Problem(
                ProblemType.PRECONDITION_FAILED,
                "It is another by now: its entity tag is " + entityTag()
                        + ". Read it again and send your change with that.");
    }
}
