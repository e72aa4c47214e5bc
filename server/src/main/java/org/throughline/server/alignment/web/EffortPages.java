package org.throughline.server.alignment.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.CrosswalkBoards;
import org.throughline.server.alignment.CrosswalkProgress;
import org.throughline.server.alignment.WorkingTimes;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.TableView;
import org.throughline.server.face.TableView.Cell;
import org.throughline.server.face.TableView.Column;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;

/** What deciding took, by the times of the decisions, so that "an afternoon instead of months" can be checked. */
@Controller
class EffortPages {
    private final CrosswalkBoards boards;
    private final WorkingTimes times;
    private final Organizations organizations;
    private final People people;
    private final CrosswalkAccess access;

    EffortPages(
            CrosswalkBoards boards,
            WorkingTimes times,
            Organizations organizations,
            People people,
            CrosswalkAccess access) {
        this.boards = boards;
        this.times = times;
        this.organizations = organizations;
        this.people = people;
        this.access = access;
    }

    @GetMapping("/crosswalks/{id}/effort")
    ModelAndView effort(@PathVariable UUID id) {
        access.requireSignedIn();
        Crosswalk crosswalk = access.require(id);
        if (!access.standsBehind(crosswalk)) {
            throw Problem.notFound();
        }
        List<WorkingTimes.Share> shares = times.of(crosswalk.id());
        CrosswalkProgress progress = boards.progress(crosswalk.id());
        EffortPage page = new EffortPage(
                crosswalk.title(),
                "/crosswalks/" + id,
                sentence(shares),
                pace(times.pace(crosswalk.id()), progress.undecided()),
                List.of(
                        "Minutes are the time between one act of a person and their next one here. Accepting many at once is one act.",
                        "What lies more than %d minutes apart is a pause and not counted; what lies less than half a second apart is no person's work."
                                .formatted(WorkingTimes.LONGEST_GAP.toMinutes()),
                        "Time for reading before the first act, and for talking away from the board, is not in it: workshops keep their own minutes."),
                organizations(shares),
                colleagues(shares));
        return new ModelAndView("alignment/effort", Map.of("page", page));
    }

    private static String sentence(List<WorkingTimes.Share> shares) {
        int decisions = shares.stream().mapToInt(WorkingTimes.Share::decisions).sum();
        long persons =
                shares.stream().map(WorkingTimes.Share::person).distinct().count();
        return decisions == 0
                ? "Nothing has been decided yet."
                : "%s by %s in %s of work."
                        .formatted(
                                Numbers.count(decisions, "decision", "decisions"),
                                Numbers.count(persons, "person", "people"),
                                minutes(WorkingTimes.together(shares)));
    }

    private static String pace(WorkingTimes.Pace pace, int undecided) {
        if (pace.gaps() < WorkingTimes.ENOUGH_GAPS) {
            return "After %s in a row, this page says how long the rest will take."
                    .formatted(
                            Numbers.count(WorkingTimes.ENOUGH_GAPS - pace.gaps(), "more decision", "more decisions"));
        }
        String each = "Half of all decisions took %d seconds or less."
                .formatted(Math.max(1, pace.median().toSeconds()));
        return pace.remaining(undecided)
                .filter(_ -> undecided > 0)
                .map(left -> each
                        + " At this pace the %s left take about %s."
                                .formatted(Numbers.count(undecided, "requirement", "requirements"), minutes(left)))
                .orElse(each);
    }

    private static String minutes(Duration duration) {
        return duration.toSeconds() < 60
                ? "less than a minute"
                : Numbers.count(Math.round(duration.toSeconds() / 60.0), "minute", "minutes");
    }

    private TableView organizations(List<WorkingTimes.Share> shares) {
        Map<OrganizationId, List<WorkingTimes.Share>> by = new LinkedHashMap<>();
        shares.forEach(share ->
                by.computeIfAbsent(share.organization(), _ -> new ArrayList<>()).add(share));
        return table(
                "By organization",
                "Organization",
                by.entrySet().stream()
                        .map(entry -> row(
                                organizations
                                        .find(entry.getKey())
                                        .map(Organization::name)
                                        .orElse("An organization that has left"),
                                entry.getValue()))
                        .toList());
    }

    /** Names are told of one's own organizations alone: partners see the sum. */
    private TableView colleagues(List<WorkingTimes.Share> shares) {
        List<WorkingTimes.Share> own = shares.stream()
                .filter(share -> access.isIn(share.organization()))
                .toList();
        Map<PersonId, String> names = people.names(
                own.stream().map(WorkingTimes.Share::person).distinct().toList());
        return table(
                "By person, of your own organization",
                "Person",
                own.stream()
                        .map(share -> row(names.getOrDefault(share.person(), "Somebody who has left"), List.of(share)))
                        .toList());
    }

    private static TableView.Row row(String name, List<WorkingTimes.Share> shares) {
        return TableView.Row.of(
                Cell.text(name),
                Cell.number(
                        shares.stream().mapToInt(WorkingTimes.Share::decisions).sum()),
                Cell.number(shares.stream().mapToInt(WorkingTimes.Share::acts).sum()),
                Cell.number(Math.round(WorkingTimes.together(shares).toSeconds() / 60.0)));
    }

    private static TableView table(String caption, String first, List<TableView.Row> rows) {
        return new TableView(
                caption,
                List.of(Column.of(first), Column.number("Decisions"), Column.number("Acts"), Column.number("Minutes")),
                rows,
                null,
                false);
    }
}
