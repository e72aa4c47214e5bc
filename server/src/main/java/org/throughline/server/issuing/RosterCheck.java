package org.throughline.server.issuing;

import java.util.List;

/**
 * A roster's dry run.
 *
 * @param rows how many rows would be issued
 * @param findings one line per problem: line number, what was found, what was expected
 */
public record RosterCheck(int rows, List<String> findings) {
    public RosterCheck {
        findings = List.copyOf(findings);
    }
}
