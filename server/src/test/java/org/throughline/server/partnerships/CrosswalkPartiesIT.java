package org.throughline.server.partnerships;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.throughline.server.alignment.CrosswalkParties;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.partnerships.Cohort.Table;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

/** Who stands behind a crosswalk is the same whichever way it is asked. */
@ServerTest
class CrosswalkPartiesIT {
    private final List<CrosswalkParties> rooms;
    private final Cohort cohort;
    private final RunningServer server;

    CrosswalkPartiesIT(List<CrosswalkParties> rooms, Cohort cohort, RunningServer server) {
        this.rooms = rooms;
        this.cohort = cohort;
        this.server = server;
    }

    @Test
    void oneCrosswalkAndAllOrganizationsSayWhatOneOrganizationAndAllCrosswalksSay() {
        Table one = cohort.table();
        Table other = cohort.table();
        assertThat(behind(one).seeing())
                .contains(one.lead().id(), one.college().id(), one.employer().id());
        assertThat(leading(one)).containsExactly(one.lead().id());
        demandTheSame(one, other);

        change("update partnerships.member set part = 'OBSERVER' where partnership = ? and part = 'EMPLOYER'", one);
        change("update partnerships.member set standing = 'LEFT' where partnership = ? and part = 'EDUCATOR'", one);
        demandTheSame(one, other);

        change(
                "update partnerships.partnership set closed_at = now(), closed_by = gen_random_uuid() where id = ?",
                one);
        demandTheSame(one, other);

        assertThat(leading(one)).isEmpty();
        assertThat(leading(other)).containsExactly(other.lead().id());

        change("update partnerships.scope set shared = false where partnership = ?", other);
        assertThat(leading(other)).isEmpty();
        change("update partnerships.scope set shared = false where partnership = ?", one);
        demandTheSame(one, other);
    }

    private CrosswalkParties.Behind behind(Table table) {
        return rooms.stream()
                .map(room -> room.behind(table.crosswalk()))
                .reduce(CrosswalkParties.Behind::and)
                .orElseThrow();
    }

    /** Who leads it because of the partnership, whoever owns it. */
    private Set<OrganizationId> leading(Table table) {
        return rooms.stream()
                .filter(SharedCrosswalks.class::isInstance)
                .flatMap(room -> room.behind(table.crosswalk()).leading().stream())
                .collect(Collectors.toSet());
    }

    private void change(String statement, Table table) {
        server.sql().sql(statement).param(table.partnership().id().value()).update();
    }

    private void demandTheSame(Table... tables) {
        for (CrosswalkParties room : rooms) {
            for (Table asked : tables) {
                CrosswalkParties.Behind behind = room.behind(asked.crosswalk());
                for (Table table : tables) {
                    for (OrganizationId organization : List.of(
                            table.lead().id(),
                            table.college().id(),
                            table.employer().id())) {
                        List<OrganizationId> alone = List.of(organization);
                        assertThat(List.of(
                                        behind.seeing().contains(organization),
                                        behind.deciding().contains(organization)))
                                .containsExactly(
                                        room.seenBy(alone)
                                                .contains(asked.crosswalk().id()),
                                        room.decidedBy(alone)
                                                .contains(asked.crosswalk().id()));
                    }
                }
            }
        }
    }
}
