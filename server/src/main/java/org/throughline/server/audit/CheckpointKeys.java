package org.throughline.server.audit;

import java.util.List;
import java.util.OptionalLong;
import org.throughline.credentials.log.NoteKey;
import org.throughline.credentials.log.SignedNote;

/** Who signs the log's checkpoints. Each key signs one history only. */
public interface CheckpointKeys {

    /**
     * A key, now or once in use.
     *
     * @param lastSize how large the tree was when the key was retired; empty while it is in use. What it signed beyond was lost with a restore.
     */
    record LogKey(NoteKey key, OptionalLong lastSize) {
        public boolean isCurrent() {
            return lastSize.isEmpty();
        }
    }

    /** The key in use; the first one is made when it is first asked for. */
    NoteKey current();

    /** Signs with the key in use. */
    SignedNote sign(String text);

    /** All keys, the one in use first. */
    List<LogKey> all();

    /** Retires the key in use and makes another, because the log went back to fewer entries than were signed. */
    NoteKey renew(long size);
}
