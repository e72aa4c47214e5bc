package org.throughline.server.issuing.web;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Option;
import org.throughline.server.organizations.Organization;

/**
 * The form that begins an issuance.
 *
 * @param clr whether every learner also gets a record that contains their badges
 */
public record RosterForm(
        Organization issuer,
        List<Option> achievements,
        Set<String> chosen,
        String roster,
        boolean clr,
        @Nullable String error) {
    public RosterForm {
        achievements = List.copyOf(achievements);
        chosen = Set.copyOf(chosen);
    }
}
