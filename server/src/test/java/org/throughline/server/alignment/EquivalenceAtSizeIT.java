package org.throughline.server.alignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

/** Equivalents among 100,000 accepted alignments of twenty crosswalks. */
@ServerTest
class EquivalenceAtSizeIT {
    private static final int LOOKUPS = 200;

    private final Equivalence equivalence;
    private final RunningServer server;
    private final Person editor;
    private final Organization college;

    EquivalenceAtSizeIT(Equivalence equivalence, RunningServer server, Stage stage) {
        this.equivalence = equivalence;
        this.server = server;
        this.editor = stage.person("Dana Editor");
        this.college = stage.organization("Test College", OrganizationKind.EDUCATOR, editor, Role.EDITOR);
    }

    @Test
    void oneItemsEquivalentsAreFoundAmongAHundredThousand() {
        String base = "https://size.example.org/" + UUID.randomUUID() + "/";
        for (int crosswalk = 0; crosswalk < 20; crosswalk++) {
            UUID id = UUID.randomUUID();
            server.sql()
                    .sql("""
                    insert into alignment.crosswalks (id, owner, title, requirements, outcomes, published, model_version, opened_at, opened_by, last_change)
                    values (?, ?, 'Size', ?, ?, ?, 'test', now(), ?, now())
                    """)
                    .params(
                            id,
                            college.id().value(),
                            UUID.randomUUID(),
                            UUID.randomUUID(),
                            crosswalk % 5 != 4,
                            editor.id().value())
                    .update();
            server.sql()
                    .sql("""
                    with chosen as (
                        select :base || 'r' || (n / 3) as requirement, :base || 'o' || ((n * 7 + :walk) % 2500) as outcome
                          from generate_series(0, 4999) n),
                    decided as (
                        insert into alignment.decisions (crosswalk, requirement, outcome, verdict, relation, reason, decided_by, decided_at)
                        select :crosswalk, requirement, outcome, 'ACCEPTED', 'HAS_PART', '', :by, now() from chosen
                        returning number, requirement, outcome)
                    insert into alignment.pairs (crosswalk, requirement, outcome, decision, accepted, association, relation)
                    select :crosswalk, requirement, outcome, number, true, gen_random_uuid(), 'HAS_PART' from decided
                    """)
                    .param("base", base)
                    .param("walk", crosswalk)
                    .param("crosswalk", id)
                    .param("by", editor.id().value())
                    .update();
        }
        server.sql().sql("analyze alignment.pairs").update();
        server.sql().sql("analyze alignment.decisions").update();
        long[] took = new long[LOOKUPS];
        for (int n = -50; n < LOOKUPS; n++) {
            ItemUri item = new ItemUri(base + "r" + (n + 50) * 5);
            long began = System.nanoTime();
            List<Equivalent> found = equivalence.of(List.of(item)).getOrDefault(item, List.of());
            if (n >= 0) {
                took[n] = (System.nanoTime() - began) / 1_000;
            }
            assertThat(found).hasSize(16);
        }
        Arrays.sort(took);
        System.out.printf(
                "Equivalents among 100,000 alignments: p50 %d µs, p95 %d µs%n",
                took[LOOKUPS / 2], took[LOOKUPS * 95 / 100]);
    }
}
