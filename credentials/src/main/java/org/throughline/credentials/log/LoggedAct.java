package org.throughline.credentials.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One act as the log keeps it. People stand in it as {@code person:…}, a keyed hash that says nothing once its key is destroyed.
 *
 * @param at when, in whole microseconds; what is finer is cut off
 * @param organization on whose behalf; null for a person's own act
 */
public record LoggedAct(
        Instant at,
        String action,
        String actor,
        @Nullable String organization,
        String subject,
        SortedMap<String, String> details) {
    private static final byte LEAF_PREFIX = 0;

    public LoggedAct {
        at = at.truncatedTo(ChronoUnit.MICROS);
        details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
    }

    public LoggedAct(
            Instant at,
            String action,
            String actor,
            @Nullable String organization,
            String subject,
            Map<String, String> details) {
        this(at, action, actor, organization, subject, new TreeMap<>(details));
    }

    /**
     * The act's leaf: SHA-256 over the byte 0 (RFC 9162, section 2.1.1), then every field in order, each text with its length in UTF-8 in front
     * (eight bytes, most significant first), so that no two acts spell the same bytes. The moment is microseconds since 1970 in eight bytes; an
     * eight-byte 1 or 0 says whether there is an organization; the details come sorted by key, with their number in front.
     */
    public TreeHash leaf() {
        MessageDigest digest = TreeHash.sha256();
        digest.update(LEAF_PREFIX);
        number(digest, ChronoUnit.MICROS.between(Instant.EPOCH, at));
        text(digest, action);
        text(digest, actor);
        number(digest, organization == null ? 0 : 1);
        text(digest, organization == null ? "" : organization);
        text(digest, subject);
        number(digest, details.size());
        details.forEach((key, value) -> {
            text(digest, key);
            text(digest, value);
        });
        return TreeHash.stored(digest.digest());
    }

    private static void number(MessageDigest digest, long number) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
    }

    private static void text(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        number(digest, bytes.length);
        digest.update(bytes);
    }
}
