package org.throughline.server.support;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.event.EventListener;
import org.throughline.server.records.CompetenciesWithdrawn;
import org.throughline.server.records.CompetencyVerified;
import org.throughline.server.records.ConsentChanged;

/** What the rooms told one another of people's competencies and consents, whoever's they are: look for your own. */
@TestComponent
public final class Heard {
    public final List<CompetencyVerified> verified = new CopyOnWriteArrayList<>();
    public final List<CompetenciesWithdrawn> withdrawn = new CopyOnWriteArrayList<>();
    public final List<ConsentChanged> consents = new CopyOnWriteArrayList<>();

    @EventListener
    void on(CompetencyVerified event) {
        verified.add(event);
    }

    @EventListener
    void on(CompetenciesWithdrawn event) {
        withdrawn.add(event);
    }

    @EventListener
    void on(ConsentChanged event) {
        consents.add(event);
    }
}
