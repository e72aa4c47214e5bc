package org.throughline.server.custody.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.StateView;

/**
 * The keys of an organization.
 *
 * @param signsAs the DID that stands in its credentials
 * @param mayChange whether the viewer is an owner; issuers read, and halt
 * @param change what the next key will do, in a sentence
 * @param error why the last form was not accepted
 */
public record KeysPage(
        String slug,
        String organization,
        String signsAs,
        boolean mayChange,
        String change,
        List<Key> keys,
        List<Report> reports,
        List<Stop> halts,
        String now,
        @Nullable String error) {
    public KeysPage {
        keys = List.copyOf(keys);
        reports = List.copyOf(reports);
        halts = List.copyOf(halts);
    }

    /**
     * One key.
     *
     * @param name how people speak of it: the day on which it was made
     * @param story what it did and does, in a sentence
     * @param ending the last letters of its public half, to tell it from others
     */
    public record Key(
            String id,
            String name,
            StateView state,
            String story,
            String kind,
            String ending,
            boolean waits,
            boolean canRetire,
            boolean canReport) {}

    /** A report that waits for the second person. */
    public record Report(String id, String key, String since, String by, int before, int after, boolean own) {}

    /** A halt that stands. */
    public record Stop(boolean everybody, String reason, String by, String since) {}

    public boolean ownHalt() {
        return halts.stream().anyMatch(halt -> !halt.everybody());
    }
}
