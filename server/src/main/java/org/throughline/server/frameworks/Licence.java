package org.throughline.server.frameworks;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.throughline.caseformat.model.CFLicense;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.LinkURI;

/**
 * The licence of a framework as its package names it: it governs whether others may publish the framework again (CASE 1.1, CFDocument.licenseURI).
 *
 * @param title null where the package names none
 * @param text null where the package does not tell it
 */
public record Licence(
        @Nullable String title,
        @Nullable String uri,
        @Nullable String text) {
    private static final Pattern OPEN = Pattern.compile(
            "creativecommons\\.org/(licenses/by|publicdomain)|\\bcc[ -]?0\\b|\\bcc[ -]by\\b"
                    + "|creative commons (attribution|zero)|public domain|open government licen[cs]e|opendatacommons\\.org");
    private static final Pattern CLOSED = Pattern.compile(
            "all rights reserved|may not be (re)?(published|distributed|produced)|proprietary|no redistribution");

    /** What a licence says about publishing again, as far as a machine can tell. */
    public enum Republishing {
        /** It is one of those that allow it. */
        ALLOWED,
        /** It says words that forbid it. */
        FORBIDDEN,
        /** There is none, or one that we do not know. */
        NOT_KNOWN
    }

    /** The licence that a package's document names, with its text where the package defines it. */
    public static Licence of(CFPackage pkg) {
        LinkURI link = pkg.document().licenseURI();
        if (link == null) {
            return new Licence(null, null, null);
        }
        Optional<CFLicense> defined = pkg.definitions().licenses().stream()
                .filter(licence -> licence.identifier().equals(link.identifier()))
                .findFirst();
        return new Licence(
                defined.map(CFLicense::title).orElse(link.title()),
                link.uri(),
                defined.map(CFLicense::licenseText).orElse(null));
    }

    public boolean named() {
        return title != null;
    }

    /** What it says about publishing again. Nobody but a person decides by it. */
    public Republishing republishing() {
        String words = (Objects.toString(title, "") + " " + Objects.toString(uri, "") + " "
                        + Objects.toString(text, ""))
                .toLowerCase(Locale.ROOT);
        return CLOSED.matcher(words).find()
                ? Republishing.FORBIDDEN
                : OPEN.matcher(words).find() ? Republishing.ALLOWED : Republishing.NOT_KNOWN;
    }
}
