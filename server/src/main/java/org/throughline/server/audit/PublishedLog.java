package org.throughline.server.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.credentials.log.SignedNote;
import org.throughline.credentials.log.TreeHash;

/** What anybody may know of the log: how long it is, its roots and its keys, and nothing of what stands in it. */
@Component
public class PublishedLog {
    private final LogTree tree;
    private final CheckpointKeys keys;

    PublishedLog(LogTree tree, CheckpointKeys keys) {
        this.tree = tree;
        this.keys = keys;
    }

    /** How far the latest checkpoint reaches, and when it was signed. */
    public record Signed(long size, Instant at) {}

    @Transactional(readOnly = true)
    public Optional<Signed> signed() {
        return tree.latest().map(latest -> new Signed(latest.size(), latest.at()));
    }

    /** The latest signed checkpoint; empty on a server on which nothing was done yet. */
    @Transactional(readOnly = true)
    public Optional<SignedNote> checkpoint() {
        return tree.latest().map(LogTree.StoredCheckpoint::note);
    }

    /** All keys that signed, the one in use first. */
    public List<CheckpointKeys.LogKey> keys() {
        return keys.all();
    }

    /** The proof that the log with so many acts begins with the log when it had fewer; empty where it never had that many. */
    @Transactional(readOnly = true)
    public Optional<List<TreeHash>> consistency(long older, long newer) {
        return older >= 0 && older <= newer && newer <= tree.size()
                ? Optional.of(tree.reading().consistency(older, newer))
                : Optional.empty();
    }
}
