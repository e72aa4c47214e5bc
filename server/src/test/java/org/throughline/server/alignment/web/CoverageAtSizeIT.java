package org.throughline.server.alignment.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;

/** 2,000 requirements against 20,000 outcomes. */
@ServerTest
class CoverageAtSizeIT {
    private final FrameworkImport imports;
    private final RunningServer server;
    private final Person editor;
    private final Organization college;

    CoverageAtSizeIT(FrameworkImport imports, RunningServer server, Stage stage) {
        this.imports = imports;
        this.server = server;
        this.editor = stage.person("Dana Editor");
        this.college = stage.organization("Test College", OrganizationKind.EDUCATOR, editor, Role.EDITOR);
    }

    private FrameworkId framework(SmallFrameworks framework, FrameworkKind kind) {
        return imports.importCase(college.id(), framework.json(), "large", kind, true, editor.id())
                .framework()
                .id();
    }

    private static SmallFrameworks tree(String title, String letter, int tops, int groups, int leaves) {
        SmallFrameworks tree = new SmallFrameworks(title);
        for (int top = 0; top < tops; top++) {
            tree.item(letter + top, "Field " + top + " of " + title);
            for (int group = 0; group < groups; group++) {
                String code = letter + top + "." + group;
                tree.item(code, "Group " + group + " of field " + top, letter + top);
                for (int leaf = 0; leaf < leaves; leaf++) {
                    tree.item(code + "." + leaf, "Statement " + leaf + " of group " + group + " in field " + top, code);
                }
            }
        }
        return tree;
    }

    @Test
    void opensGroupByGroupAndNeverAsOneTable() throws Exception {
        SmallFrameworks asks = tree("A large job", "R", 10, 10, 20);
        SmallFrameworks answers = tree("A large programme", "P", 20, 50, 20);
        UUID crosswalk = UUID.randomUUID();
        server.sql()
                .sql("""
                insert into alignment.crosswalks (id, owner, title, requirements, outcomes, published, model_version, opened_at, opened_by, last_change)
                values (?, ?, 'Large', ?, ?, true, 'test', now(), ?, now())
                """)
                .params(
                        crosswalk,
                        college.id().value(),
                        framework(asks, FrameworkKind.JOB_ROLE).value(),
                        framework(answers, FrameworkKind.OUTCOMES).value(),
                        editor.id().value())
                .update();
        server.sql()
                .sql("""
                with r as materialized (
                    select uri, row_number() over (order by uri) as n from frameworks.items where leaf and framework = :asks),
                o as materialized (
                    select uri, row_number() over (order by uri) as n from frameworks.items where leaf and framework = :answers),
                chosen as (
                    select r.uri as requirement, o.uri as outcome
                      from r cross join generate_series(0, 2) as k join o on o.n = r.n * 10 + k where r.n % 4 > 0),
                decided as (
                    insert into alignment.decisions (crosswalk, requirement, outcome, verdict, relation, reason, decided_by, decided_at)
                    select :crosswalk, requirement, outcome, 'ACCEPTED', 'RELATED', '', :by, now() from chosen
                    returning number, requirement, outcome)
                insert into alignment.pairs (crosswalk, requirement, outcome, decision, accepted, association, relation)
                select :crosswalk, requirement, outcome, number, true, gen_random_uuid(), 'RELATED' from decided
                """)
                .param("asks", asks.id())
                .param("answers", answers.id())
                .param("crosswalk", crosswalk)
                .param("by", editor.id().value())
                .update();
        Visitor visitor = new Visitor(server);
        String address = "/crosswalks/" + crosswalk + "/coverage";
        List<String> told = new ArrayList<>();
        for (String one : List.of(
                "",
                "?asks=" + asks.id("R3.4"),
                "?asks=" + asks.id("R3.4") + "&answers=" + answers.id("P7"),
                "/report",
                "/what-if")) {
            visitor.get(address + one);
            long began = System.nanoTime();
            Visitor.Seen seen = visitor.get(address + one);
            long took = (System.nanoTime() - began) / 1_000_000;
            told.add("%s: %d ms, %d KB"
                    .formatted(
                            one.replaceAll("[0-9a-f]{8}-[-0-9a-f]{27}", "…"),
                            took,
                            seen.response().body().length() / 1024));
            assertThat(seen.status()).isEqualTo(200);
            assertThat(seen.response().body().length()).as(told.toString()).isLessThan(600 * 1024);
        }
        System.out.println("Coverage of 2,000 by 20,000: " + told);
    }
}
