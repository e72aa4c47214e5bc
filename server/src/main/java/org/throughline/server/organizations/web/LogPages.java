package org.throughline.server.organizations.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.credentials.log.LogReceipt;
import org.throughline.server.audit.ActWords;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.audit.LogFilter;
import org.throughline.server.audit.PublishedLog;
import org.throughline.server.audit.RecordedEntry;
import org.throughline.server.face.Crumb;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.Option;
import org.throughline.server.face.PageLinks;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.Role;
import org.throughline.server.shared.Page;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * What was done, in sentences, newest first: on behalf of an organization for its owners, and concerning a person for that person. Every act
 * has its receipt, which proves it to anybody.
 */
@Controller
class LogPages {
    private static final int LIMIT = 50;
    private static final int CSV_LIMIT = 10_000;
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private final CurrentPerson current;
    private final Organizations organizations;
    private final People people;
    private final AuditLog log;
    private final PublishedLog published;
    private final LogTelling telling;
    private final ActWords words;

    LogPages(
            CurrentPerson current,
            Organizations organizations,
            People people,
            AuditLog log,
            PublishedLog published,
            LogTelling telling,
            ActWords words) {
        this.current = current;
        this.organizations = organizations;
        this.people = people;
        this.log = log;
        this.published = published;
        this.telling = telling;
        this.words = words;
    }

    @GetMapping("/o/{slug}/log")
    ModelAndView organization(
            @PathVariable("slug") String slug,
            @RequestParam(name = "topic", defaultValue = "") String topic,
            @RequestParam(name = "who", defaultValue = "") String who,
            @RequestParam(name = "from", defaultValue = "") String from,
            @RequestParam(name = "until", defaultValue = "") String until,
            @RequestParam(name = "offset", defaultValue = "0") int offset) {
        Organization organization = owned(slug);
        String id = organization.id().toString();
        LogPage.Chosen chosen = new LogPage.Chosen(topic, who, from, until);
        Page<RecordedEntry> entries = log.of(id, filter(chosen), Math.max(0, offset), LIMIT);
        String path = "/o/" + slug + "/log";
        return page(new LogPage(
                "Every act on behalf of " + organization.name() + ". Nothing here can be changed or removed.",
                List.of(new Crumb(organization.name(), "/o/" + slug)),
                path,
                topics(log.topics(id)),
                people(organization),
                chosen,
                proof(),
                telling.table(entries.items(), whose(slug), path + ".csv" + query(chosen, 0)),
                links(entries, path, chosen)));
    }

    @GetMapping("/o/{slug}/log.csv")
    ResponseEntity<String> organizationCsv(
            @PathVariable("slug") String slug,
            @RequestParam(name = "topic", defaultValue = "") String topic,
            @RequestParam(name = "who", defaultValue = "") String who,
            @RequestParam(name = "from", defaultValue = "") String from,
            @RequestParam(name = "until", defaultValue = "") String until) {
        Organization organization = owned(slug);
        LogFilter filter = filter(new LogPage.Chosen(topic, who, from, until));
        List<RecordedEntry> entries =
                log.of(organization.id().toString(), filter, 0, CSV_LIMIT).items();
        return download(slug + "-log.csv", CSV, telling.csv(entries, whose(slug)));
    }

    @GetMapping("/o/{slug}/log/{sequence}/receipt")
    ResponseEntity<String> organizationReceipt(
            @PathVariable("slug") String slug, @PathVariable("sequence") long sequence) {
        Organization organization = owned(slug);
        return receipt(log.receiptFor(organization.id().toString(), sequence), sequence);
    }

    @GetMapping("/account/log")
    ModelAndView own(
            @RequestParam(name = "topic", defaultValue = "") String topic,
            @RequestParam(name = "from", defaultValue = "") String from,
            @RequestParam(name = "until", defaultValue = "") String until,
            @RequestParam(name = "offset", defaultValue = "0") int offset) {
        PersonId person = current.require().id();
        LogPage.Chosen chosen = new LogPage.Chosen(topic, "", from, until);
        Page<RecordedEntry> entries = log.concerning(person.value(), filter(chosen), Math.max(0, offset), LIMIT);
        return page(new LogPage(
                "What you did here, and what others did that concerns you. Only you see this page.",
                List.of(new Crumb("Your account", "/account")),
                "/account/log",
                topics(log.topicsConcerning(person.value())),
                List.of(),
                chosen,
                proof(),
                telling.table(entries.items(), whose(person), "/account/log.csv" + query(chosen, 0)),
                links(entries, "/account/log", chosen)));
    }

    @GetMapping("/account/log.csv")
    ResponseEntity<String> ownCsv(
            @RequestParam(name = "topic", defaultValue = "") String topic,
            @RequestParam(name = "from", defaultValue = "") String from,
            @RequestParam(name = "until", defaultValue = "") String until) {
        PersonId person = current.require().id();
        LogFilter filter = filter(new LogPage.Chosen(topic, "", from, until));
        List<RecordedEntry> entries =
                log.concerning(person.value(), filter, 0, CSV_LIMIT).items();
        return download("my-log.csv", CSV, telling.csv(entries, whose(person)));
    }

    @GetMapping("/account/log/{sequence}/receipt")
    ResponseEntity<String> ownReceipt(@PathVariable("sequence") long sequence) {
        return receipt(log.receiptFor(current.require().id().value(), sequence), sequence);
    }

    private Organization owned(String slug) {
        Organization organization = organizations.bySlug(slug).orElseThrow(Problem::notFound);
        current.require(organization.id(), Role.OWNER);
        return organization;
    }

    private List<Option> people(Organization organization) {
        List<Option> options = new ArrayList<>(List.of(Option.of("", "Everybody"), Option.of("system", "The system")));
        List<PersonId> members = organizations.members(organization.id()).stream()
                .map(Membership::person)
                .toList();
        Map<PersonId, String> names = people.names(Set.copyOf(members));
        members.forEach(member -> options.add(Option.of(member.toString(), names.getOrDefault(member, "Somebody"))));
        return options;
    }

    private static ModelAndView page(LogPage page) {
        return new ModelAndView("organizations/log", Map.of("page", page));
    }

    private static LogTelling.Telling whose(String slug) {
        return new LogTelling.Telling(null, slug, "/o/" + slug + "/log");
    }

    private static LogTelling.Telling whose(PersonId person) {
        return new LogTelling.Telling(person, null, "/account/log");
    }

    private List<Option> topics(List<String> found) {
        List<Option> options = new ArrayList<>(List.of(Option.of("", "Everything")));
        found.forEach(topic -> options.add(Option.of(topic, words.topic(topic))));
        return options;
    }

    /** How far the signed checkpoints reach. */
    private @Nullable String proof() {
        return published
                .signed()
                .map(signed -> "The latest signed checkpoint is of %s and stands over %s acts of this server."
                        .formatted(Dates.words(signed.at()), Numbers.count(signed.size())))
                .orElse(null);
    }

    private static LogFilter filter(LogPage.Chosen chosen) {
        LocalDate until = day(chosen.until());
        return new LogFilter(
                chosen.topic().isBlank() ? null : chosen.topic(),
                chosen.who().isBlank() ? null : chosen.who(),
                begin(day(chosen.from())),
                until == null ? null : begin(until.plusDays(1)));
    }

    private static @Nullable Instant begin(@Nullable LocalDate day) {
        return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return text.isBlank() ? null : LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            throw new Problem(ProblemType.BAD_INPUT, "A day looks like 2026-11-23; \"%s\" does not.".formatted(text));
        }
    }

    private static PageLinks links(Page<RecordedEntry> page, String path, LogPage.Chosen chosen) {
        int shown = page.items().size();
        return new PageLinks(
                shown == 0 ? 0 : page.offset() + 1L,
                page.offset() + (long) shown,
                page.total(),
                page.offset() == 0 ? null : path + query(chosen, Math.max(0, page.offset() - LIMIT)),
                page.hasNext() ? path + query(chosen, page.offset() + LIMIT) : null);
    }

    private static String query(LogPage.Chosen chosen, int offset) {
        List<String> parts = new ArrayList<>();
        add(parts, "topic", chosen.topic());
        add(parts, "who", chosen.who());
        add(parts, "from", chosen.from());
        add(parts, "until", chosen.until());
        add(parts, "offset", offset == 0 ? "" : Integer.toString(offset));
        return parts.isEmpty() ? "" : "?" + String.join("&", parts);
    }

    private static void add(List<String> parts, String name, String value) {
        if (!value.isBlank()) {
            parts.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    private static ResponseEntity<String> receipt(Optional<LogReceipt> receipt, long sequence) {
        String json = receipt.map(LogReceipt::json).orElseThrow(Problem::notFound);
        return download("receipt-" + sequence + ".json", MediaType.APPLICATION_JSON, json);
    }

    private static ResponseEntity<String> download(String name, MediaType type, String body) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(body);
    }
}
