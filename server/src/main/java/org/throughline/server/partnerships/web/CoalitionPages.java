package org.throughline.server.partnerships.web;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.StateView;
import org.throughline.server.face.TableView;
import org.throughline.server.face.TableView.Cell;
import org.throughline.server.face.TableView.Column;
import org.throughline.server.face.TableView.Row;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Role;
import org.throughline.server.partnerships.Member;
import org.throughline.server.partnerships.Partnerships;
import org.throughline.server.partnerships.Standings;
import org.throughline.server.partnerships.Standings.MemberTask;
import org.throughline.server.partnerships.Standings.Overview;
import org.throughline.server.partnerships.StarterPacks;

/** Where every partnership stands that an organization convenes, and the packs from which it starts new ones. For its own members. */
@Controller
class CoalitionPages {
    private final Partnerships partnerships;
    private final Standings standings;
    private final StarterPacks packs;
    private final PartnershipAccess access;
    private final Heads heads;
    private final Clock clock;

    CoalitionPages(
            Partnerships partnerships,
            Standings standings,
            StarterPacks packs,
            PartnershipAccess access,
            Heads heads,
            Clock clock) {
        this.partnerships = partnerships;
        this.standings = standings;
        this.packs = packs;
        this.access = access;
        this.heads = heads;
        this.clock = clock;
    }

    @GetMapping("/o/{slug}/partnerships")
    ModelAndView all(@PathVariable String slug) {
        Membership membership = access.requireMember(slug);
        List<Overview> overviews =
                standings.of(partnerships.convenedBy(membership.organization().id()));
        return new ModelAndView(
                "partnerships/coalition",
                Map.of(
                        "page",
                        new CoalitionPage(
                                membership.organization().name(),
                                "/o/" + slug,
                                overviews.size(),
                                overviews.stream()
                                        .mapToInt(o -> o.partnership().joined().size())
                                        .sum(),
                                (int) overviews.stream()
                                        .filter(o -> overdue(o) > 0)
                                        .count(),
                                Words.hours(
                                        overviews.stream()
                                                .map(Overview::hoursSpent)
                                                .reduce(BigDecimal.ZERO, BigDecimal::add),
                                        overviews.stream()
                                                .map(o -> o.charter().hoursPlanned())
                                                .reduce(BigDecimal.ZERO, BigDecimal::add)),
                                table(slug, overviews),
                                packs.of(membership.organization().id()).stream()
                                        .map(p -> new CoalitionPage.Pack(
                                                p.name(),
                                                "/o/" + slug + "/packs/" + p.id(),
                                                p.jobRole(),
                                                "%s, %s, %s"
                                                        .formatted(
                                                                Numbers.count(
                                                                        p.frameworks()
                                                                                .size(),
                                                                        "framework",
                                                                        "frameworks"),
                                                                Numbers.count(
                                                                        p.crosswalks()
                                                                                .size(),
                                                                        "crosswalk",
                                                                        "crosswalks"),
                                                                Numbers.count(
                                                                        p.rounds()
                                                                                .size(),
                                                                        "round",
                                                                        "rounds"))))
                                        .toList(),
                                membership.hasAny(Role.EDITOR))));
    }

    @GetMapping("/o/{slug}/partnerships.csv")
    ResponseEntity<byte[]> csv(@PathVariable String slug) throws IOException {
        Membership membership = access.requireMember(slug);
        StringWriter text = new StringWriter();
        try (CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
            csv.printRecord(
                    "partnership",
                    "stage",
                    "members",
                    "invited",
                    "round",
                    "due",
                    "requirements settled",
                    "requirements",
                    "tasks overdue",
                    "hours spent",
                    "hours planned",
                    "last activity");
            for (Overview o : standings.of(
                    partnerships.convenedBy(membership.organization().id()))) {
                csv.printRecord(
                        Words.cell(o.partnership().name()),
                        o.stage().words(),
                        Words.cell(members(o)),
                        o.partnership().members().stream()
                                .filter(m -> !m.joined())
                                .count(),
                        Words.cell(o.openRound()
                                .map(r -> r.number() + " " + r.name())
                                .orElse("")),
                        o.openRound().map(r -> r.due().toString()).orElse(""),
                        o.settled(),
                        o.asked(),
                        overdue(o),
                        Words.hours(o.hoursSpent()),
                        Words.hours(o.charter().hoursPlanned()),
                        o.lastActivity());
            }
        }
        return MinutesPages.file(text.toString(), "text", "csv", "partnerships.csv");
    }

    private TableView table(String slug, List<Overview> overviews) {
        return new TableView(
                "Where each partnership stands",
                List.of(
                        Column.of("Partnership"),
                        Column.of("Stage"),
                        Column.of("Round"),
                        Column.of("Settled"),
                        Column.of("Overdue"),
                        Column.of("Hours"),
                        Column.of("Last activity")),
                overviews.stream().map(this::row).toList(),
                "/o/" + slug + "/partnerships.csv",
                overviews.size() > 8);
    }

    private Row row(Overview o) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Optional<org.throughline.server.partnerships.Round> round = o.openRound();
        long overdue = overdue(o);
        Cell when = round.<Cell>map(r -> new TableView.Text(
                        "%d: %s".formatted(r.number(), r.name()),
                        (r.due().isBefore(today) ? "was due " : "due ") + Dates.words(r.due())))
                .orElse(Cell.text("none open"));
        return Row.of(
                new TableView.Link(
                        o.partnership().name(),
                        "/partnerships/" + o.partnership().id(),
                        members(o)),
                new TableView.Stated(Words.of(o.stage())),
                when,
                Cell.text(o.asked() == 0 ? "no crosswalk" : "%d of %d".formatted(o.settled(), o.asked())),
                overdue == 0
                        ? Cell.text("none")
                        : new TableView.Stated(StateView.bad(Numbers.count(overdue, "task", "tasks"))),
                Cell.text(Words.hours(o.hoursSpent(), o.charter().hoursPlanned())),
                Cell.text(Dates.day(o.lastActivity())));
    }

    private String members(Overview overview) {
        return String.join(
                ", ",
                overview.partnership().joined().stream()
                        .map(Member::organization)
                        .filter(m -> !m.equals(overview.partnership().convener()))
                        .map(heads::name)
                        .toList());
    }

    private static long overdue(Overview overview) {
        return overview.tasks().stream().filter(MemberTask::overdue).count();
    }
}
