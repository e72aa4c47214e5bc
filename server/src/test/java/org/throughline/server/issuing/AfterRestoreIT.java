package org.throughline.server.issuing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;
import org.throughline.server.audit.DatabaseWentBack;
import org.throughline.server.custody.IssuerKeys;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.support.ServerTest;

@ServerTest
class AfterRestoreIT {
    private final StatusLists lists;
    private final IssuerKeys keys;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Organization college;

    AfterRestoreIT(
            StatusLists lists,
            IssuerKeys keys,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Organizations organizations,
            People people) {
        this.lists = lists;
        this.keys = keys;
        this.events = events;
        this.transaction = transaction;
        String tag = UUID.randomUUID().toString().substring(0, 8);
        var owner = people.register("Olga", "olga-" + tag + "@example.org", "correct horse battery staple");
        this.college = organizations.create(
                "restored-" + tag, "Riverbend", OrganizationKind.EDUCATOR, null, "Teaches.", owner.id());
    }

    @Test
    void givesNoPlaceOnAListThatWasThereBeforeTheDatabaseWentBack() {
        List<StatusLists.Place> before = take();
        assertThat(take())
                .allSatisfy(place ->
                        assertThat(place.list()).isEqualTo(before.getFirst().list()));

        transaction.executeWithoutResult(status -> events.publishEvent(new DatabaseWentBack(10, 20)));

        assertThat(take())
                .allSatisfy(place ->
                        assertThat(place.list()).isNotEqualTo(before.getFirst().list()));
    }

    private List<StatusLists.Place> take() {
        List<StatusLists.Place> places = transaction.execute(
                status -> lists.take(college.id(), keys.identity(college.id()).did(), 3));
        return places == null ? List.of() : places;
    }
}
