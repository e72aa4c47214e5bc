package org.throughline.credentials.key;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** The address of a did:web (did:web method, section 2.5.2 Read). */
public final class DidWeb {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+(%3[Aa][0-9]{1,5})?");
    private static final Pattern SEGMENT = Pattern.compile("([A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})+");

    /** No host and path are as long; it bounds what the patterns have to try. */
    private static final int MAX_LENGTH = 2_000;

    private DidWeb() {}

    /** Where the DID's document lives, always at https; empty when the DID is not well formed. */
    public static Optional<URI> addressOf(String did) {
        if (!did.startsWith("did:web:") || did.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String[] parts = did.substring("did:web:".length()).split(":", -1);
        if (!HOST.matcher(parts[0]).matches()) {
            return Optional.empty();
        }
        StringBuilder address = new StringBuilder("https://").append(parts[0].replaceFirst("%3[Aa]", ":"));
        for (int i = 1; i < parts.length; i++) {
            if (!SEGMENT.matcher(parts[i]).matches() || leadsAstray(parts[i])) {
                return Optional.empty();
            }
            address.append('/').append(parts[i]);
        }
        return Optional.of(URI.create(address.append(parts.length == 1 ? "/.well-known/did.json" : "/did.json")
                .toString()));
    }

    /** Whether a segment, once decoded, is a step of its own: nothing, up, or another segment inside. */
    private static boolean leadsAstray(String segment) {
        String plain = segment.replaceAll("(?i)%2e", ".");
        return plain.equals(".") || plain.equals("..") || segment.matches("(?i).*%(2f|5c).*");
    }

    /** The did:web of an address: its host, its port if any, and its path. */
    public static String of(URI publicUrl) {
        StringBuilder did = new StringBuilder("did:web:").append(publicUrl.getHost());
        if (publicUrl.getPort() != -1) {
            did.append("%3A").append(publicUrl.getPort());
        }
        for (String segment : publicUrl.getPath().split("/")) {
            if (!segment.isEmpty()) {
                did.append(':').append(segment);
            }
        }
        return did.toString();
    }
}
