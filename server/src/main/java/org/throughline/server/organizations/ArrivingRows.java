package org.throughline.server.organizations;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * Looks at rows that an import put in as the room's own form would have: whatever is shown, linked to or fetched later. What is found wrong is
 * gathered, and then the whole file is refused.
 */
public final class ArrivingRows {
    private static final int MOST = 20;

    private final List<String> findings = new ArrayList<>();

    /** Demands something of a row. */
    public void demand(boolean holds, String table, Object key, String otherwise) {
        if (!holds && findings.size() < MOST) {
            findings.add("%s, %s: %s".formatted(table, key, otherwise));
        }
    }

    /** Asks whatever the form asks: a problem, or a value that is none, is a finding. */
    public void asTheForm(String table, Object key, Runnable check) {
        try {
            check.run();
        } catch (Problem problem) {
            demand(false, table, key, String.valueOf(problem.getMessage()));
        } catch (IllegalArgumentException e) {
            demand(false, table, key, "is not as we write it: " + e.getMessage());
        }
    }

    /** An address that a page may link to: absolute, of the web or a name that no browser follows. */
    public void demandAddress(String table, Object key, @Nullable String address) {
        demand(
                address == null || isAddress(address),
                table,
                key,
                "“" + address + "” is no address that a page links to");
    }

    /** Refuses the file if anything was found: {@code Problem ORGANIZATION_FILE}. */
    public void refuseIfAny() {
        if (!findings.isEmpty()) {
            throw new Problem(ProblemType.ORGANIZATION_FILE, "The file holds what no form here would take.", findings);
        }
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            return switch (scheme) {
                case "https", "http" -> uri.getHost() != null && uri.getUserInfo() == null;
                case "urn", "tag", "did" -> true;
                default -> false;
            };
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
