package org.throughline.server.alignment.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.CrosswalkBoards;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.alignment.SuggestionJobs;
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

/** A crosswalk of 2,000 requirements and 20,000 outcomes, of which 600 are decided. */
@ServerTest
class BoardAtSizeIT {
    private static final int CLICKS = 20;

    private final FrameworkImport imports;
    private final Crosswalks crosswalks;
    private final CrosswalkBoards boards;
    private final SuggestionJobs jobs;
    private final RunningServer server;
    private final Person editor;
    private final Organization college;

    BoardAtSizeIT(
            FrameworkImport imports,
            Crosswalks crosswalks,
            CrosswalkBoards boards,
            SuggestionJobs jobs,
            RunningServer server,
            Stage stage) {
        this.imports = imports;
        this.crosswalks = crosswalks;
        this.boards = boards;
        this.jobs = jobs;
        this.server = server;
        this.editor = stage.person("Dana Editor");
        this.college = stage.organization("Test College", OrganizationKind.EDUCATOR, editor, Role.EDITOR);
    }

    @Test
    void opensAndAnswersADecisionWithoutReadingAllOfIt() throws Exception {
        FrameworkId asks = framework("Asks at size", FrameworkKind.JOB_ROLE);
        FrameworkId answers = framework("Answers at size", FrameworkKind.OUTCOMES);
        Crosswalk crosswalk = crosswalks.open(college.id(), "At size", asks, answers, editor.id());
        fill(asks, "r", 20, 2_000);
        fill(answers, "o", 200, 20_000);
        suggest(crosswalk);
        decide(crosswalk);
        Visitor visitor = new Visitor(server);
        visitor.signIn(String.valueOf(editor.email()), Stage.PASSWORD);
        String address = "/crosswalks/" + crosswalk.id();

        List<Duration> opened = new ArrayList<>();
        Document page = visitor.get(address).html();
        for (int n = 0; n < CLICKS; n++) {
            long began = System.nanoTime();
            visitor.read(address);
            opened.add(Duration.ofNanos(System.nanoTime() - began));
        }
        String body = visitor.get(address).response().body();
        int light = body.length();
        int packed = gzipped(body);
        int answer = 0;
        List<Duration> answered = new ArrayList<>();
        for (int n = 0; n < CLICKS; n++) {
            long began = System.nanoTime();
            var row = page.select("[data-keyed-item]").get(n);
            var seen = visitor.postFragment(
                    address + "/accept",
                    "requirement",
                    row.select("input[name=requirement]").attr("value"),
                    "outcome",
                    row.select("input[name=outcome]").attr("value"),
                    "relation",
                    "isRelatedTo",
                    "view",
                    "undecided");
            answered.add(Duration.ofNanos(System.nanoTime() - began));
            answer = seen.response().body().length();
            assertThat(seen.status()).isEqualTo(200);
            assertThat(seen.response().body()).contains("Accepted: related, not the same");
        }
        long began = System.nanoTime();
        boards.board(crosswalk.id());
        long whole = System.nanoTime() - began;

        System.out.printf(
                "board at size: %d kB (%d kB by gzip), an answer %d kB; opens in %d ms (median; the slowest %d), answers in %d ms (%d); all of it takes %d ms%n",
                light / 1000,
                packed / 1000,
                answer / 1000,
                median(opened).toMillis(),
                opened.stream().max(Duration::compareTo).orElseThrow().toMillis(),
                median(answered).toMillis(),
                answered.stream().max(Duration::compareTo).orElseThrow().toMillis(),
                whole / 1_000_000);
        assertThat(jobs.runs(crosswalk.id())).hasSize(1);
        assertThat(page.select("[data-keyed-item]")).hasSize(20);
        assertThat(light).isLessThan(300_000);
        assertThat(page.select("progress").attr("max")).isEqualTo("2001");
    }

    private static int gzipped(String body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return packed.size();
    }

    private static Duration median(List<Duration> times) {
        return times.stream().sorted().toList().get(times.size() / 2);
    }

    private FrameworkId framework(String title, FrameworkKind kind) {
        SmallFrameworks small = new SmallFrameworks(title).item("X", title + " nothing in particular");
        return imports.importCase(college.id(), small.json(), title, kind, true, editor.id())
                .framework()
                .id();
    }

    private void fill(FrameworkId framework, String prefix, int groups, int leaves) {
        String at = "https://size.example/" + framework + "/" + prefix;
        server.sql()
                .sql("""
                insert into frameworks.items (framework, identifier, uri, code, statement, type, position, depth, leaf, parents, last_change, body)
                select :framework, gen_random_uuid(), :at || 'g' || g, null, 'Group number ' || g, null, 10 + g * 1000, 0, false,
                       '{}'::text[], now(), '{}' from generate_series(1, :groups) g
                """)
                .param("framework", framework.value())
                .param("at", at)
                .param("groups", groups)
                .update();
        server.sql()
                .sql("""
                insert into frameworks.items (framework, identifier, uri, code, statement, type, position, depth, leaf, parents, last_change, body)
                select :framework, gen_random_uuid(), :at || n, :prefix || n,
                       'Operates, inspects and maintains equipment of kind ' || n || ' safely and to the standard that its maker gives', 'Task',
                       10 + (n %% :groups + 1) * 1000 + n / :groups + 1, 1, true, array[:at || 'g' || (n %% :groups + 1)], now(), '{}'
                  from generate_series(1, :leaves) n
                """.replace("%%", "%"))
                .param("framework", framework.value())
                .param("at", at)
                .param("prefix", prefix)
                .param("groups", groups)
                .param("leaves", leaves)
                .update();
        server.sql().sql("analyze frameworks.items").update();
    }

    private void suggest(Crosswalk crosswalk) {
        server.sql()
                .sql("""
                insert into alignment.suggestions (run, crosswalk, requirement, rank, outcome, score, probability, relation, reasons, model_version)
                select (select run from alignment.crosswalks where id = :crosswalk), :crosswalk, :asks || n, k, :answers || ((n * 7 + k * 13) % 20000 + 1), 1.0 / k, ((n * 31 % 90) + 5) / 100.0 / k,
                       'RELATED', array['shares “equipment”, “inspects”', 'both speak of safety'], 'test'
                  from generate_series(1, 2000) n, generate_series(1, 10) k
                """)
                .param("crosswalk", crosswalk.id().value())
                .param("asks", "https://size.example/" + crosswalk.requirements() + "/r")
                .param("answers", "https://size.example/" + crosswalk.outcomes() + "/o")
                .update();
    }

    private void decide(Crosswalk crosswalk) {
        UUID act = UUID.randomUUID();
        server.sql()
                .sql("""
                with made as (
                    insert into alignment.decisions (crosswalk, requirement, outcome, verdict, relation, reason, decided_by, decided_at, act)
                    select crosswalk, requirement, outcome, 'ACCEPTED', 'RELATED', '', :by, now(), :act
                      from alignment.suggestions where crosswalk = :crosswalk and rank = 1 order by requirement limit 600
                    returning *)
                insert into alignment.pairs (crosswalk, requirement, outcome, decision, accepted, association, relation)
                select crosswalk, requirement, outcome, number, true, gen_random_uuid(), 'RELATED' from made
                """)
                .param("crosswalk", crosswalk.id().value())
                .param("by", editor.id().value())
                .param("act", act)
                .update();
        // the suggestions know of these already: to make them anew among so many would keep both processors busy for
        // minutes, beside other tests
        server.sql()
                .sql(
                        "update alignment.runs set up_to = (select max(number) from alignment.decisions where crosswalk = :crosswalk) where crosswalk = :crosswalk")
                .param("crosswalk", crosswalk.id().value())
                .update();
    }
}
