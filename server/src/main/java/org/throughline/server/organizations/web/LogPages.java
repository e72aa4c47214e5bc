package org.throughline.server.organizations.web;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.audit.RecordedEntry;
import org.throughline.server.face.Dates;
import org.throughline.server.face.PageLinks;
import org.throughline.server.face.TableView;
import org.throughline.server.face.TableView.Cell;
import org.throughline.server.face.TableView.Column;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.Role;
import org.throughline.server.shared.Page;
import org.throughline.server.shared.Problem;

/** What was done on behalf of an organization, in words, newest first, for its owners. */
@Controller
class LogPages {
    private static final int LIMIT = 50;
    private static final String SYSTEM = "system";

    private final CurrentPerson current;
    private final Organizations organizations;
    private final People people;
    private final AuditLog log;

    LogPages(CurrentPerson current, Organizations organizations, People people, AuditLog log) {
        this.current = current;
        this.organizations = organizations;
        this.people = people;
        this.log = log;
    }

    @GetMapping("/o/{slug}/log")
    ModelAndView log(@PathVariable("slug") String slug, @RequestParam(name = "offset", defaultValue = "0") int offset) {
        Organization organization = organizations.bySlug(slug).orElseThrow(Problem::notFound);
        current.require(organization.id(), Role.OWNER);
        Page<RecordedEntry> entries = log.of(organization.id().toString(), Math.max(0, offset), LIMIT);
        Map<PersonId, String> named = people.names(ids(entries));
        List<TableView.Row> rows =
                entries.items().stream().map(entry -> row(entry, named)).toList();
        TableView table = new TableView(
                "Newest first", List.of(Column.of("What"), Column.of("Who"), Column.of("When")), rows, null, false);
        return new ModelAndView(
                "organizations/log",
                Map.of("page", new LogPage(slug, organization.name(), table, links(entries, "/o/" + slug + "/log"))));
    }

    private static Set<PersonId> ids(Page<RecordedEntry> entries) {
        return entries.items().stream()
                .flatMap(e -> Stream.of(e.entry().actor(), e.entry().subject()))
                .filter(LogPages::isUuid)
                .map(id -> new PersonId(UUID.fromString(id)))
                .collect(Collectors.toSet());
    }

    private static TableView.Row row(RecordedEntry recorded, Map<PersonId, String> named) {
        AuditEntry entry = recorded.entry();
        String actor = entry.actor().equals(SYSTEM) ? "The system" : name(entry.actor(), named, "Somebody who left");
        String about = name(entry.subject(), named, "");
        String details = entry.details().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(detail -> detail.getKey() + ": " + Words.value(detail.getValue()))
                .collect(Collectors.joining(", "));
        String second = about.isEmpty() ? details : details.isEmpty() ? about : about + ", " + details;
        return TableView.Row.of(
                new TableView.Text(Words.act(entry.action()), second.isEmpty() ? null : second),
                Cell.text(actor),
                Cell.text(Dates.words(recorded.at())));
    }

    private static String name(String id, Map<PersonId, String> named, String otherwise) {
        if (!isUuid(id)) {
            return otherwise;
        }
        return named.getOrDefault(new PersonId(UUID.fromString(id)), otherwise);
    }

    private static boolean isUuid(String text) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    private static PageLinks links(Page<RecordedEntry> page, String path) {
        int shown = page.items().size();
        return new PageLinks(
                shown == 0 ? 0 : page.offset() + 1L,
                page.offset() + (long) shown,
                page.total(),
                page.offset() == 0 ? null : path + "?offset=" + Math.max(0, page.offset() - LIMIT),
                page.hasNext() ? path + "?offset=" + (page.offset() + LIMIT) : null);
    }
}
