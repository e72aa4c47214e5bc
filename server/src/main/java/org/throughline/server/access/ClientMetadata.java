package org.throughline.server.access;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * What a program says about itself (RFC 7591 section 2). Every address is https, without a user name; only a redirect address may also be
 * http on this machine itself (RFC 8252 section 7.3). Anything else, {@code javascript:} among it, is a {@code Problem BAD_INPUT}.
 */
public record ClientMetadata(
        String name,
        @Nullable String clientUri,
        @Nullable String logoUri,
        @Nullable String policyUri,
        @Nullable String tosUri,
        Set<String> redirectUris,
        Set<String> scopes) {
    private static final int MAX_NAME = 100;
    private static final int MAX_URIS = 10;
    private static final int MAX_URI = 1000;

    public ClientMetadata {
        name = name.strip();
        if (name.isEmpty() || name.length() > MAX_NAME || name.codePoints().anyMatch(Character::isISOControl)) {
            throw refuse("A name has between 1 and %d characters.".formatted(MAX_NAME));
        }
        if (redirectUris.size() > MAX_URIS) {
            throw refuse("There may be %d redirect addresses at most.".formatted(MAX_URIS));
        }
        redirectUris = Set.copyOf(new LinkedHashSet<>(redirectUris));
        for (String uri : redirectUris) {
            if (!redirectAllowed(uri)) {
                throw refuse("The redirect address “%s” is not an https address, nor http on this machine itself."
                        .formatted(shortened(uri)));
            }
        }
        for (String uri : Stream.of(clientUri, logoUri, policyUri, tosUri)
                .flatMap(Stream::ofNullable)
                .toList()) {
            if (!linkAllowed(uri)) {
                throw refuse("The address “%s” is not an https address.".formatted(shortened(uri)));
            }
        }
        scopes = Scopes.known(scopes);
    }

    /** A client without a web page of its own. */
    public static ClientMetadata of(String name, Set<String> redirectUris, Set<String> scopes) {
        return new ClientMetadata(name, null, null, null, null, redirectUris, scopes);
    }

    /** The hosts of all its addresses; Open Badges 3.0 (section 6.2.1.2) wants them to be one. */
    Set<String> hosts() {
        Set<String> hosts = new LinkedHashSet<>();
        Stream.concat(
                        redirectUris.stream(),
                        Stream.of(clientUri, logoUri, policyUri, tosUri).flatMap(Stream::ofNullable))
                .map(URI::create)
                .forEach(uri -> hosts.add(uri.getHost().toLowerCase(Locale.ROOT)));
        return hosts;
    }

    /** Where somebody may be sent with a code. */
    static boolean redirectAllowed(String text) {
        URI uri = parsed(text);
        if (uri == null || uri.getRawFragment() != null || text.contains("*")) {
            return false;
        }
        boolean here = "http".equals(uri.getScheme())
                && List.of("127.0.0.1", "[::1]", "localhost").contains(uri.getHost());
        return here || "https".equals(uri.getScheme());
    }

    /** What may be shown to a person as a link or a picture. */
    static boolean linkAllowed(String text) {
        URI uri = parsed(text);
        return uri != null && "https".equals(uri.getScheme());
    }

    private static @Nullable URI parsed(String text) {
        if (text.length() > MAX_URI) {
            return null;
        }
        try {
            URI uri = new URI(text);
            return uri.getHost() == null || uri.getRawUserInfo() != null ? null : uri;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static String shortened(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }

    private static Problem refuse(String detail) {
        return new Problem(ProblemType.BAD_INPUT, detail);
    }
}
