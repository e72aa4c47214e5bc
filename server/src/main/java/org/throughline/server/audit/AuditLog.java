package org.throughline.server.audit;

import org.springframework.stereotype.Component;

/** The log of what was done. An entry is written in the transaction of the act itself: both stand or neither does. */
@Component
public class AuditLog {
    /** Writes one entry. Must be called inside the act's transaction. */
    public void record(AuditEntry entry) {
        throw new UnsupportedOperationException("not built yet");
    }
}
