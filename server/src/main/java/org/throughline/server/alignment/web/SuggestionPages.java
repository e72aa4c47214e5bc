package org.throughline.server.alignment.web;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.matching.Figure;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.alignment.SuggestionJobs;
import org.throughline.server.alignment.SuggestionRun;
import org.throughline.server.alignment.WhyProposed;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.StateView;
import org.throughline.server.face.TableView;
import org.throughline.server.face.TableView.Cell;
import org.throughline.server.face.TableView.Column;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.shared.Problem;

/** How suggestions came about: the runs of the engine, and why it proposed a pair. */
@Controller
class SuggestionPages {
    private final Crosswalks crosswalks;
    private final SuggestionJobs jobs;
    private final Frameworks frameworks;
    private final CrosswalkAccess access;
    private final Clock clock;

    SuggestionPages(
            Crosswalks crosswalks, SuggestionJobs jobs, Frameworks frameworks, CrosswalkAccess access, Clock clock) {
        this.crosswalks = crosswalks;
        this.jobs = jobs;
        this.frameworks = frameworks;
        this.access = access;
        this.clock = clock;
    }

    @GetMapping("/crosswalks/{id}/suggestions")
    ModelAndView suggestions(@PathVariable UUID id) {
        Crosswalk crosswalk = access.require(id);
        access.requireSignedIn();
        List<SuggestionRun> runs = jobs.runs(crosswalk.id());
        String address = "/crosswalks/" + id;
        Suggesting latest = Suggesting.of(runs.isEmpty() ? null : runs.getFirst(), address, clock.instant());
        return new ModelAndView(
                "alignment/suggestions",
                Map.of(
                        "page",
                        new SuggestionsPage(
                                crosswalk.title(),
                                address,
                                latest,
                                rule(crosswalk),
                                latest.on() || !access.mayDecide(crosswalk) ? null : latest.href(),
                                runs(runs))));
    }

    @PostMapping("/crosswalks/{id}/suggestions")
    ModelAndView anew(@PathVariable UUID id) {
        Crosswalk crosswalk = access.require(id);
        jobs.anew(crosswalk.id(), access.requireDeciding(crosswalk, null).person());
        return new ModelAndView("redirect:/crosswalks/" + id + "/suggestions");
    }

    @GetMapping("/crosswalks/{id}/requirements/{requirement}/why/{outcome}")
    ModelAndView why(@PathVariable UUID id, @PathVariable UUID requirement, @PathVariable UUID outcome) {
        Crosswalk crosswalk = access.require(id);
        access.requireSignedIn();
        FrameworkItem asked =
                frameworks.in(crosswalk.requirements(), requirement).orElseThrow(Problem::notFound);
        FrameworkItem answer = frameworks.in(crosswalk.outcomes(), outcome).orElseThrow(Problem::notFound);
        List<WhyPage.Said> said = crosswalks.why(crosswalk.id(), asked.uri(), answer.uri()).stream()
                .map(SuggestionPages::said)
                .toList();
        return new ModelAndView(
                "alignment/why",
                Map.of(
                        "page",
                        new WhyPage(
                                crosswalk.title(),
                                "/crosswalks/" + id + "?view=all#r-" + requirement,
                                asked.label(),
                                answer.label(),
                                said)));
    }

    private String rule(Crosswalk crosswalk) {
        SuggestionJobs.Missing missing = jobs.untilNext(crosswalk.id());
        String when;
        if (missing.pairs() > 0) {
            when = "once %s decided%s"
                    .formatted(
                            Numbers.count(missing.pairs(), "more pair is", "more pairs are"),
                            missing.accepted() == 0
                                    ? ""
                                    : " and " + Numbers.count(missing.accepted(), "more accepted", "more accepted"));
        } else {
            when = missing.accepted() == 0
                    ? "with the next decision"
                    : "once %s accepted".formatted(Numbers.count(missing.accepted(), "more pair is", "more pairs are"));
        }
        return "New suggestions come by themselves %s. What is decided stays as it is, and a requirement for which everything was rejected is not asked again."
                .formatted(when);
    }

    private static TableView runs(List<SuggestionRun> runs) {
        return new TableView(
                "Every time they were made",
                List.of(Column.of("When"), Column.of("State"), Column.of("Engine"), Column.of("What it learned")),
                runs.stream()
                        .map(run -> TableView.Row.of(
                                new TableView.Text(
                                        Dates.words(run.askedAt()),
                                        run.place() == 1
                                                ? "when it opened"
                                                : run.askedBy() == null ? "after enough decisions" : "somebody asked"),
                                new TableView.Stated(state(run)),
                                Cell.text(run.modelVersion() == null ? "" : run.modelVersion()),
                                Cell.text(run.lesson() == null ? "Not kept." : Suggesting.learned(run.lesson()))))
                        .toList(),
                null,
                false);
    }

    private static StateView state(SuggestionRun run) {
        return switch (run.state()) {
            case WAITING, RUNNING -> StateView.active("Going on");
            case DONE -> StateView.good("Done");
            case FAILED -> StateView.bad("Did not end");
        };
    }

    private static WhyPage.Said said(WhyProposed why) {
        SuggestionRun run = why.run();
        List<TableView.Row> rows = why.figures().stream()
                .sorted((a, b) -> Double.compare(Math.abs(b.value() * b.weight()), Math.abs(a.value() * a.weight())))
                .map(SuggestionPages::row)
                .toList();
        String proposed = "Proposed as “%s”, %s, in place %d of %s."
                .formatted(
                        why.suggestion().words(),
                        Words.probability(why.suggestion().probability()),
                        why.rank(),
                        why.fromOutcome() ? "what this outcome may answer" : "what may answer this requirement");
        String taught = why.engine() != null
                        && !why.engine().word().equals(why.suggestion().associationType())
                ? " By its wording alone it would have been proposed as “%s”; people taught otherwise."
                        .formatted(why.engine().words())
                : "";
        return new WhyPage.Said(
                Dates.words(run.askedAt()),
                proposed + taught,
                why.suggestion().reasons(),
                "Engine " + why.suggestion().modelVersion() + ".",
                run.lesson() == null ? "What it had learned was not kept." : Suggesting.learned(run.lesson()),
                new TableView(
                        "The numbers behind it",
                        List.of(
                                Column.of("What was found"),
                                Column.number("Figure"),
                                Column.number("Weight"),
                                Column.number("Together")),
                        rows,
                        null,
                        false));
    }

    private static TableView.Row row(Figure figure) {
        return TableView.Row.of(
                Cell.text(FigureWords.of(figure.name())),
                Cell.text(number(figure.value())),
                Cell.text(number(figure.weight())),
                Cell.text(number(figure.value() * figure.weight())));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
