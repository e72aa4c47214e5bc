package org.throughline.server.pipeline.web;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.server.face.BarsView;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.StateView;
import org.throughline.server.face.TableView;
import org.throughline.server.face.TableView.Cell;
import org.throughline.server.face.TableView.Column;
import org.throughline.server.face.TableView.Row;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.pipeline.CompetencyBalance;
import org.throughline.server.pipeline.Pipeline;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Supply and demand per competency. For members of any organization here; counts of people are suppressed when small. */
@Controller
class PipelinePages {
    private static final int BARS = 12;

    private final Pipeline pipeline;
    private final CurrentPerson current;
    private final Clock clock;

    PipelinePages(Pipeline pipeline, CurrentPerson current, Clock clock) {
        this.pipeline = pipeline;
        this.current = current;
        this.clock = clock;
    }

    @GetMapping("/pipeline")
    ModelAndView page() {
        member();
        return new ModelAndView("pipeline/pipeline", Map.of("page", page(pipeline.balances())));
    }

    @GetMapping("/pipeline.csv")
    ResponseEntity<byte[]> csv() throws IOException {
        member();
        StringWriter text = new StringWriter();
        try (CSVPrinter csv = new CSVPrinter(
                text,
                CSVFormat.DEFAULT
                        .builder()
                        .setHeader("competency", "framework", "asked by", "demand (openings)", "supply (people)")
                        .get())) {
            for (CompetencyBalance b : pipeline.balances()) {
                csv.printRecord(
                        safe(b.label()),
                        safe(b.framework()),
                        safe(String.join("; ", b.needs())),
                        b.demand(),
                        Numbers.people(b.supply()));
            }
        }
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"supply-and-demand.csv\"")
                .body(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A cell that a spreadsheet would take for a formula is marked as text. */
    private static String safe(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    private void member() {
        SignedIn person = current.require();
        if (person.memberships().isEmpty() && !person.administrator()) {
            throw new Problem(
                    ProblemType.FORBIDDEN, "Supply and demand are for members of the organizations that work here.");
        }
    }

    private PipelinePage page(List<CompetencyBalance> balances) {
        List<CompetencyBalance> widest = balances.stream()
                .sorted(Comparator.comparingInt((CompetencyBalance b) -> b.demand() - shown(b))
                        .reversed()
                        .thenComparing(CompetencyBalance::label))
                .toList();
        long gaps = balances.stream().filter(b -> b.supply() < b.demand()).count();
        long none = balances.stream().filter(b -> b.supply() == 0).count();
        String summary;
        if (balances.isEmpty()) {
            summary = "No published need asks for anything yet.";
        } else {
            summary = Numbers.count(gaps) + " of "
                    + Numbers.count(balances.size(), "competency", "competencies")
                    + " that employers ask for have fewer people than openings; "
                    + (none == 0
                            ? "each is proven by somebody."
                            : "nobody proves " + Numbers.count(none) + " of them yet.");
        }
        return new PipelinePage(
                summary,
                List.of(
                        new PipelinePage.Figure("Competencies asked for", Numbers.count(balances.size())),
                        new PipelinePage.Figure("With fewer people than openings", Numbers.count(gaps)),
                        new PipelinePage.Figure("That nobody proves yet", Numbers.count(none))),
                bars(widest),
                table(widest),
                List.of(
                        "Demand is the sum of the openings of all published needs that ask for the competency, required or preferred.",
                        "Supply counts people who hold a credential on this server that is valid now and proves the competency, or an"
                                + " outcome that was aligned with it. A person counts once per competency.",
                        "Counts of people under " + Pipeline.SMALLEST_SHOWN
                                + " are not shown, so that nobody can be told from the numbers.",
                        "People who learn elsewhere, or whose credentials are not here, are not counted.",
                        "As of " + Dates.words(clock.instant()) + "."),
                balances.isEmpty());
    }

    /** A suppressed count orders like the middle of what it may be. */
    private static int shown(CompetencyBalance balance) {
        return balance.suppressed() ? Pipeline.SMALLEST_SHOWN / 2 : balance.supply();
    }

    private static BarsView bars(List<CompetencyBalance> widest) {
        return new BarsView(
                "The widest gaps between openings and people",
                "people",
                "People who prove it",
                "Openings",
                widest.stream()
                        .limit(BARS)
                        .map(b -> new BarsView.Bar(
                                b.label(),
                                shown(b),
                                Numbers.people(b.supply()),
                                (double) b.demand(),
                                Numbers.count(b.demand()),
                                "#" + anchor(b)))
                        .toList());
    }

    private static TableView table(List<CompetencyBalance> widest) {
        return new TableView(
                "Every competency that published needs ask for",
                List.of(
                        Column.of("Competency"),
                        Column.of("Asked by"),
                        Column.number("Openings"),
                        Column.number("People"),
                        Column.of("State")),
                widest.stream()
                        .map(b -> new Row(
                                anchor(b),
                                List.of(
                                        new TableView.Text(b.label(), b.framework()),
                                        Cell.text(String.join(", ", b.needs())),
                                        Cell.number(b.demand()),
                                        Cell.text(Numbers.people(b.supply())),
                                        new TableView.Stated(state(b)))))
                        .toList(),
                "/pipeline.csv",
                true);
    }

    private static StateView state(CompetencyBalance b) {
        if (b.supply() == 0) {
            return StateView.bad("Nobody yet");
        }
        return b.supply() < b.demand() ? StateView.unsure("Too few") : StateView.good("Enough");
    }

    private static String anchor(CompetencyBalance balance) {
        return "c" + Integer.toHexString(balance.item().value().hashCode());
    }
}
