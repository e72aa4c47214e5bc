package org.throughline.server.organizations;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;
import org.throughline.server.mail.Outbox;

/** What whoever runs this server does with letters. */
@Component
public class Letters {
    private final Outbox outbox;
    private final AuditLog audit;

    Letters(Outbox outbox, AuditLog audit) {
        this.outbox = outbox;
        this.audit = audit;
    }

    /** Puts the letters that were given up back into the line and says how many. */
    @Transactional
    public int tryAgain(PersonId by) {
        int again = Reach.asHouse("letters are everybody's", () -> outbox.tryAgain());
        audit.record(new AuditEntry(
                "letters.tried-again", by.toString(), null, "letters", Map.of("count", Integer.toString(again))));
        return again;
    }
}
