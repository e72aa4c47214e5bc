package org.throughline.server.organizations;

import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.database.Reach;

/** Writes down who came in, how, and who went. */
@Component
public class SignIns {
    private final AuditLog audit;
    private final FailuresInARow failures;

    SignIns(AuditLog audit, FailuresInARow failures) {
        this.audit = audit;
        this.failures = failures;
    }

    /** Somebody is in; whatever of theirs failed before works again. */
    @Transactional
    public void in(PersonId person, How how) {
        failures.forget(person);
        record("person.signed-in", person, Map.of("how", how.name()));
    }

    @Transactional
    public void out(PersonId person) {
        record("person.signed-out", person, Map.of());
    }

    private void record(String action, PersonId person, Map<String, String> details) {
        Reach.asHouse(
                "who comes or goes is signed in to nothing at that moment",
                () -> audit.record(new AuditEntry(action, person.toString(), null, person.toString(), details)));
    }

    /** By what a person proved who they are. */
    public enum How {
        PASSWORD(true),
        LINK(true),
        /** The device asked for a finger, a face or a code: two factors in one. */
        PASSKEY(false),
        /** An institution's provider answers for its own second step. */
        INSTITUTION(false);

        private final boolean asksForSecondStep;

        How(boolean asksForSecondStep) {
            this.asksForSecondStep = asksForSecondStep;
        }

        /** Whether somebody with a second step is asked for it here. */
        public boolean asksForSecondStep() {
            return asksForSecondStep;
        }
    }
}
