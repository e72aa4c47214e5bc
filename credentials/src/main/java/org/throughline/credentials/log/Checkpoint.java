package org.throughline.credentials.log;

import java.util.Optional;

/**
 * What a log commits itself to: so many leaves, and this root over them (C2SP tlog-checkpoint). As text three lines: origin, size, root.
 *
 * @param origin which log: a name that no other log has, by custom an address without its scheme
 */
public record Checkpoint(String origin, long size, TreeHash root) {
    private static final String SIZE = "0|[1-9][0-9]{0,17}";

    /** Reads the text of a note; further lines are allowed and ignored, as the specification asks. */
    public static Optional<Checkpoint> parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length < 4 || lines[0].isEmpty() || !lines[1].matches(SIZE)) {
            return Optional.empty();
        }
        return TreeHash.ofBase64(lines[2]).map(root -> new Checkpoint(lines[0], Long.parseLong(lines[1]), root));
    }

    /** The text that is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }
}
