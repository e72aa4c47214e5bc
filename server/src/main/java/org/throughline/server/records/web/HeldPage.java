package org.throughline.server.records.web;

import java.util.List;
import java.util.Locale;
import org.throughline.server.records.HeldCredential;

/**
 * One credential of a record.
 *
 * @param view it as it verifies now
 * @param parts the credentials inside, where it is a CLR
 */
public record HeldPage(HeldCredential held, CredentialView view, List<HeldCredential> parts) {
    public HeldPage {
        parts = List.copyOf(parts);
    }

    /** A file name that says what it is, without its end: {@code circuit-protection}. */
    static String fileName(HeldCredential held) {
        String words = held.name()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        return words.isEmpty() ? "credential" : words;
    }
}
