package org.throughline.server.records;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.throughline.server.shared.ItemUri;

/** Tells the house which competencies verification established, and which fell. */
@Component
final class Proofs {
    private final ApplicationEventPublisher events;

    Proofs(ApplicationEventPublisher events) {
        this.events = events;
    }

    /** Publishes what a credential proves, if it proves anything. */
    void established(HeldCredential credential) {
        if (!credential.proves()) {
            return;
        }
        for (ItemUri item : credential.competencies()) {
            events.publishEvent(new CompetencyVerified(
                    credential.holder(),
                    credential.id(),
                    item,
                    credential.issuerId(),
                    credential.issuerName(),
                    credential.achievementName() == null ? credential.name() : credential.achievementName(),
                    credential.validFrom(),
                    credential.level()));
        }
    }

    /** Publishes that what a credential proved until now no longer stands, if it proved anything. */
    void gone(HeldCredential before) {
        if (before.proves() && !before.competencies().isEmpty()) {
            events.publishEvent(new CompetenciesWithdrawn(before.holder(), before.id()));
        }
    }
}
