package org.throughline.server.organizations.web;

import java.util.Locale;
import java.util.Map;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Role;

/** The room's terms in everyday words. */
final class Words {
    /** Acts whose dotted name does not read well by itself. */
    private static final Map<String, String> ACTS = Map.ofEntries(
            Map.entry("organization.created", "Organization set up"),
            Map.entry("organization.described", "Public description changed"),
            Map.entry("roles.set", "Roles of a member changed"),
            Map.entry("key.made", "Signing key made"),
            Map.entry("credential.revoked", "Credential revoked"));

    private Words() {}

    static String of(Role role) {
        return switch (role) {
            case OWNER -> "Owner";
            case EDITOR -> "Editor";
            case ISSUER -> "Issuer";
            case RECRUITER -> "Recruiter";
            case REVIEWER -> "Reviewer";
            case VIEWER -> "Viewer";
        };
    }

    /** What a role may do, in a sentence beside it. */
    static String meaning(Role role) {
        return switch (role) {
            case OWNER -> "May do everything, and says who else belongs here.";
            case EDITOR -> "Shapes frameworks, achievements and crosswalks.";
            case ISSUER -> "Issues and revokes credentials.";
            case RECRUITER -> "States talent needs and looks for people who meet them.";
            case REVIEWER -> "Decides on suggestions, changes nothing else.";
            case VIEWER -> "Reads what members may read, and the reports.";
        };
    }

    static String of(OrganizationKind kind) {
        return switch (kind) {
            case EDUCATOR -> "Educator";
            case EMPLOYER -> "Employer";
            case COALITION -> "Coalition";
            case AGENCY -> "Agency";
        };
    }

    /** An act in words: "framework.imported" is "Framework imported". */
    static String act(String action) {
        String known = ACTS.get(action);
        if (known != null) {
            return known;
        }
        String words = action.replace('.', ' ').replace('-', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** A detail of an act: names of constants such as "EDITOR ISSUER" read as "editor, issuer". */
    static String value(String value) {
        return value.matches("[A-Z][A-Z_ ]+")
                ? value.toLowerCase(Locale.ROOT).replace(" ", ", ").replace('_', ' ')
                : value;
    }
}
