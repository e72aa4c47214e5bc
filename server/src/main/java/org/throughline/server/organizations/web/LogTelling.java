package org.throughline.server.organizations.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.server.audit.ActWords;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.RecordedEntry;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.TableView;
import org.throughline.server.face.TableView.Cell;
import org.throughline.server.face.TableView.Column;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.PersonId;

/** Tells entries of the log in sentences, as a table and as CSV. */
@Component
class LogTelling {
    private static final String SYSTEM = "system";
    private static final String URN = "urn:uuid:";
    private static final String FORGOTTEN = "somebody who is not here any more";

    private final ActWords words;
    private final People people;
    private final Organizations organizations;

    LogTelling(ActWords words, People people, Organizations organizations) {
        this.words = words;
        this.people = people;
        this.organizations = organizations;
    }

    /**
     * For whom a log is told.
     *
     * @param reader the person who is called "you"; null on an organization's log
     * @param slug the organization whose log it is; null on a person's own
     * @param receipts the address below which receipts stand, by sequence
     */
    record Telling(@Nullable PersonId reader, @Nullable String slug, String receipts) {}

    TableView table(List<RecordedEntry> entries, Telling telling, String csvHref) {
        Map<PersonId, String> named = named(entries);
        List<TableView.Row> rows =
                entries.stream().map(entry -> row(entry, telling, named)).toList();
        return new TableView(
                "Newest first",
                List.of(Column.of("What was done"), Column.of("See"), Column.of("When"), Column.of("Proof")),
                rows,
                csvHref,
                false);
    }

    String csv(List<RecordedEntry> entries, Telling telling) {
        Map<PersonId, String> named = named(entries);
        StringBuilder text = new StringBuilder("\uFEFF");
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader("number", "when", "what", "who", "action", "subject", "place", "signed")
                .get();
        try (CSVPrinter out = new CSVPrinter(text, format)) {
            for (RecordedEntry recorded : entries) {
                RecordedEntry.Proof proof = recorded.proof();
                AuditEntry entry = recorded.entry();
                out.printRecord(
                        recorded.sequence(),
                        recorded.at(),
                        cell((sentence(entry, telling, named) + " " + with(entry, telling, named)).strip()),
                        cell(who(entry.actor(), telling, named)),
                        entry.action(),
                        cell(isUuid(entry.subject()) ? who(entry.subject(), telling, named) : entry.subject()),
                        proof == null ? "" : proof.place(),
                        proof == null ? "" : proof.signedAt());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail to be written", e);
        }
        return text.toString();
    }

    private TableView.Row row(RecordedEntry recorded, Telling telling, Map<PersonId, String> named) {
        AuditEntry entry = recorded.entry();
        Function<String, @Nullable String> value = value(entry, telling, named, false);
        Optional<ActWords.Link> link = isTold(entry, telling)
                ? words.linkForTheConcerned(entry.action(), value)
                : words.link(entry.action(), value);
        RecordedEntry.Proof proof = recorded.proof();
        Cell proven = proof == null
                ? Cell.text("In a moment")
                : new TableView.Link(
                        "Receipt",
                        telling.receipts() + "/" + recorded.sequence() + "/receipt",
                        "Act " + Numbers.count(proof.place() + 1) + " of the log");
        String with = with(entry, telling, named);
        return TableView.Row.of(
                new TableView.Text(sentence(entry, telling, named), with.isEmpty() ? null : "With it: " + with),
                link.<Cell>map(l -> Cell.link(capital(l.thing()), l.href())).orElse(Cell.text("\u2013")),
                Cell.text(Dates.words(recorded.at())),
                proven);
    }

    private String sentence(AuditEntry entry, Telling telling, Map<PersonId, String> named) {
        return words.sentence(entry.action(), value(entry, telling, named, true));
    }

    /** The sentences of what was done along with an act; empty where there was nothing. */
    private String with(AuditEntry entry, Telling telling, Map<PersonId, String> named) {
        return entry.parts().stream()
                .map(part -> {
                    String times = part.details().get("times");
                    return sentence(part, telling, named) + (times == null ? "" : " (" + times + " times)");
                })
                .collect(Collectors.joining(" "));
    }

    /** The words that a sentence or a link asks for; in a link the subject is the id. */
    private Function<String, @Nullable String> value(
            AuditEntry entry, Telling telling, Map<PersonId, String> named, boolean inWords) {
        return name -> switch (name) {
            case "actor" -> who(entry.actor(), telling, named);
            case "subject" -> inWords ? who(entry.subject(), telling, named) : withoutUrn(entry.subject());
            case "slug" -> telling.slug();
            case "you" -> isTold(entry, telling) ? "you" : null;
            case "yours" -> isTold(entry, telling) ? "yours" : "somebody";
            case "behalf" -> telling.slug() == null ? onBehalfOf(entry.organization()) : null;
            default -> {
                String detail = entry.details().get(name);
                yield detail == null ? null : Words.value(detail);
            }
        };
    }

    /** Whether it is told to somebody who did not do it. */
    private static boolean isTold(AuditEntry entry, Telling telling) {
        PersonId reader = telling.reader();
        return reader != null && !entry.actor().equals(reader.toString());
    }

    /** The name of the organization for which somebody acted; null where it was nobody's errand. */
    private @Nullable String onBehalfOf(@Nullable String organization) {
        return organization == null
                ? null
                : organizations
                        .find(new OrganizationId(UUID.fromString(organization)))
                        .map(Organization::name)
                        .orElse(null);
    }

    private Map<PersonId, String> named(Collection<RecordedEntry> entries) {
        Set<PersonId> ids = entries.stream()
                .flatMap(e -> Stream.concat(Stream.of(e.entry()), e.entry().parts().stream()))
                .flatMap(entry -> Stream.of(entry.actor(), entry.subject()))
                .filter(LogTelling::isUuid)
                .map(id -> new PersonId(UUID.fromString(id)))
                .collect(Collectors.toSet());
        return people.names(ids);
    }

    private static String who(String id, Telling telling, Map<PersonId, String> named) {
        if (id.equals(SYSTEM)) {
            return "the system";
        }
        if (!isUuid(id)) {
            return id.startsWith("person:") ? FORGOTTEN : id;
        }
        PersonId person = new PersonId(UUID.fromString(id));
        if (person.equals(telling.reader())) {
            return "you";
        }
        return named.getOrDefault(person, FORGOTTEN);
    }

    private static String withoutUrn(String subject) {
        return subject.startsWith(URN) ? subject.substring(URN.length()) : subject;
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1);
    }

    private static boolean isUuid(String text) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    /** A cell that no spreadsheet takes for a formula. */
    private static String cell(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
