package org.throughline.server.face;

import java.util.function.Supplier;

/**
 * The token that proves a form came from our own page. Read late, because reading it opens a session and a page without a
 * form needs none.
 */
public record Csrf(Supplier<Token> source) {
    /** Parameter name for forms, header name for requests by script, and the token itself. */
    public record Token(String parameter, String header, String value) {}

    /** Where no protection is configured: the forms carry an empty field that nobody reads. */
    public static Csrf none() {
        return new Csrf(() -> new Token("_csrf", "X-CSRF-TOKEN", ""));
    }

    public Token token() {
        return source.get();
    }
}
