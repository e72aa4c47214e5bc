package org.throughline.server.records;

import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;

/**
 * Who may find a person by their verified competencies. Nobody, unless the person says so. Every change publishes
 * {@link ConsentChanged} in its transaction.
 */
@Component
public class Consents {
    /** Lets recruiters of one employer find the person; with {@code showName} also under their name from the start. */
    public void grant(PersonId person, OrganizationId employer, boolean showName) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Lets recruiters of every employer on this server find the person. */
    public void grantAllEmployers(PersonId person, boolean showName) {
        throw new UnsupportedOperationException("not built yet");
    }

    public void withdraw(PersonId person, OrganizationId employer) {
        throw new UnsupportedOperationException("not built yet");
    }

    public void withdrawAllEmployers(PersonId person) {
        throw new UnsupportedOperationException("not built yet");
    }

    public ConsentState of(PersonId person) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Whether the employer's recruiters may find the person now, asked at the source. Empty: they may not; else whether the name is shown. */
    public Optional<Boolean> visible(PersonId person, OrganizationId employer) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * What a person has agreed to.
     *
     * @param allEmployers whether every employer may find them
     * @param employers those that may, one by one
     */
    public record ConsentState(boolean allEmployers, boolean showName, Set<OrganizationId> employers) {
        public ConsentState {
            employers = Set.copyOf(employers);
        }
    }
}
