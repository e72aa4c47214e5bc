package org.throughline.server.organizations.web;

import java.util.Locale;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Role;

/** The room's terms in everyday words. */
final class Words {
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

    /** A detail of an act: names of constants such as "EDITOR ISSUER" read as "editor, issuer". */
    static String value(String value) {
        return value.matches("[A-Z][A-Z_ ]+")
                ? value.toLowerCase(Locale.ROOT).replace(" ", ", ").replace('_', ' ')
                : value;
    }
}
