package org.throughline.server.organizations.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person's passkeys.
 *
 * @param options what the browser is asked when one is added, as JSON; null until the person proved anew who they are
 */
public record PasskeysPage(
        List<Entry> entries,
        @Nullable String options,
        String name,
        @Nullable String error) {
    public PasskeysPage {
        entries = List.copyOf(entries);
    }

    /** One passkey; {@code action} is what the addresses that rename or remove it begin with. */
    public record Entry(String name, String made, String used, String action, String fieldId) {}
}
