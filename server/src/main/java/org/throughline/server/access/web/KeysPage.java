package org.throughline.server.access.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;

/** A person's keys, and the programs that act for them. */
public record KeysPage(
        List<Key> keys,
        List<Application> applications,
        List<Option> scopes,
        String name,
        int days,
        List<String> chosen,
        @Nullable String error) {
    public KeysPage {
        keys = List.copyOf(keys);
        applications = List.copyOf(applications);
        scopes = List.copyOf(scopes);
        chosen = List.copyOf(chosen);
    }

    /** One key. */
    public record Key(String id, String name, List<String> scopes, String until, String lastUsed) {
        public Key {
            scopes = List.copyOf(scopes);
        }
    }

    /** One program. */
    public record Application(String id, String name, List<String> scopes, String since) {
        public Application {
            scopes = List.copyOf(scopes);
        }
    }
}
