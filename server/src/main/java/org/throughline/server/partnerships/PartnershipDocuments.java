package org.throughline.server.partnerships;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.throughline.server.audit.AuditEntry;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * The charter with its signatures, and the minutes, as documents that the convener signs: whoever has the file can check it without this
 * server. They are made by somebody of the lead, whose key it is; all members read them.
 */
@Component
public class PartnershipDocuments {
    private static final String SCHEMA = ConvenerSignature.SCHEMA;

    private final JdbcClient jdbc;
    private final ConvenerSignature signature;
    private final Charters charters;
    private final Sponsors sponsors;
    private final Minutes minutes;
    private final PartnerNames names;
    private final People people;
    private final AuditLog audit;
    private final Clock clock;

    PartnershipDocuments(
            JdbcClient jdbc,
            ConvenerSignature signature,
            Charters charters,
            Sponsors sponsors,
            Minutes minutes,
            PartnerNames names,
            People people,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.signature = signature;
        this.charters = charters;
        this.sponsors = sponsors;
        this.minutes = minutes;
        this.names = names;
        this.people = people;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether every member that works, and the sponsor where there is one, has signed the version that counts. */
    public boolean allHaveSigned(Partnership partnership) {
        Charter charter = charters.current(partnership.id());
        List<OrganizationId> signed = charters.signOffs(partnership.id()).stream()
                .filter(s -> s.version() == charter.version())
                .map(Charter.SignOff::organization)
                .toList();
        return partnership.joined().stream().filter(Member::works).allMatch(m -> signed.contains(m.organization()))
                && (charter.sponsor().words().isEmpty()
                        || sponsors.of(partnership.id(), charter.version()).isPresent());
    }

    /** Makes the document of the charter that counts, once all have signed it; before that it is a {@code CONFLICT}. Twice is once. */
    @Transactional
    public void fileCharter(Partnership partnership, PersonId by) {
        partnership.open();
        if (!allHaveSigned(partnership)) {
            throw new Problem(ProblemType.CONFLICT, "Not everybody has signed yet.");
        }
        Charter charter = charters.current(partnership.id());
        if (charter(partnership.id(), charter.version()).isPresent()) {
            throw new Problem(ProblemType.CONFLICT, "The document of this version is made already.");
        }
        audit.one("partnership.charter-filed", () -> filed(partnership, charter, by));
    }

    /** The first signature of an organization makes its key: a part of this act. */
    private Charter filed(Partnership partnership, Charter charter, PersonId by) {
        Instant now = clock.instant();
        byte[] document = signature.sign(
                partnership,
                "urn:uuid:" + partnership.id() + "#charter-" + charter.version(),
                "DigitalDocument",
                "Charter of the partnership “" + partnership.name() + "”",
                "Version %d, with every signature.".formatted(charter.version()),
                now,
                subject(partnership, charter));
        jdbc.sql("""
                INSERT INTO partnerships.charter_document (partnership, version, document, signed_by, signed_at)
                VALUES (:p, :version, :document, :by, :now)
                """)
                .param("p", partnership.id().value())
                .param("version", charter.version())
                .param("document", document)
                .param("by", by.value())
                .param("now", Timestamp.from(now))
                .update();
        minutes.write(
                partnership.id(),
                Minute.Kind.CHARTER,
                "Version %d of the charter is signed by all, and filed as a document.".formatted(charter.version()),
                null,
                by);
        record("partnership.charter-filed", partnership, by, Integer.toString(charter.version()));
        return charter;
    }

    /** The signed document of a version. */
    public Optional<byte[]> charter(PartnershipId partnership, int version) {
        return jdbc.sql("SELECT document FROM partnerships.charter_document WHERE partnership = ? AND version = ?")
                .params(partnership.value(), version)
                .query(byte[].class)
                .optional();
    }

    /** Signs the minutes as they stand now; where nothing was added since the last time it is a {@code CONFLICT}. */
    @Transactional
    public void signMinutes(Partnership partnership, PersonId by) {
        audit.one("partnership.minutes-signed", () -> signed(partnership, by));
    }

    private Partnership signed(Partnership partnership, PersonId by) {
        List<Minute> written = minutes.of(partnership.id()).reversed();
        long last = written.getLast().number();
        Instant now = clock.instant();
        int added = jdbc.sql("""
                INSERT INTO partnerships.minutes_document (partnership, upto, document, signed_by, signed_at)
                VALUES (:p, :upto, :document, :by, :now) ON CONFLICT DO NOTHING
                """)
                .param("p", partnership.id().value())
                .param("upto", last)
                .param(
                        "document",
                        signature.sign(
                                partnership,
                                "urn:uuid:" + partnership.id() + "#minutes-" + last,
                                "Report",
                                "Minutes of the partnership “" + partnership.name() + "”",
                                "Everything that was written into them until then.",
                                now,
                                subject(partnership, written)))
                .param("by", by.value())
                .param("now", Timestamp.from(now))
                .update();
        if (added == 0) {
            throw new Problem(ProblemType.CONFLICT, "Nothing was added since the minutes were signed last.");
        }
        record("partnership.minutes-signed", partnership, by, Long.toString(last));
        return partnership;
    }

    /** The minutes as they were signed last. */
    public Optional<byte[]> minutes(PartnershipId partnership) {
        return jdbc.sql("""
                SELECT document FROM partnerships.minutes_document WHERE partnership = ? ORDER BY upto DESC LIMIT 1
                """).param(partnership.value()).query(byte[].class).optional();
    }

    private JsonObject subject(Partnership partnership, Charter charter) {
        JsonArrayBuilder bring = Json.createArrayBuilder();
        for (Charter.Commitment commitment : charter.commitments()) {
            bring.add(Json.createObjectBuilder()
                    .add("type", SCHEMA + "Organization")
                    .add("name", name(commitment.organization()))
                    .add(SCHEMA + "disambiguatingDescription", commitment.text())
                    .add(
                            SCHEMA + "timeRequired",
                            "PT" + commitment.hours().stripTrailingZeros().toPlainString() + "H"));
        }
        JsonArrayBuilder milestones = Json.createArrayBuilder();
        for (Charter.Milestone milestone : charter.milestones()) {
            milestones.add(Json.createObjectBuilder()
                    .add("type", SCHEMA + "Event")
                    .add("name", milestone.title())
                    .add(SCHEMA + "endDate", milestone.due().toString()));
        }
        JsonObjectBuilder subject = Json.createObjectBuilder()
                .add("id", "urn:uuid:" + partnership.id() + "#charter")
                .add("type", SCHEMA + "DigitalDocument")
                .add("name", partnership.name())
                .add(SCHEMA + "version", charter.version())
                .add(SCHEMA + "abstract", charter.purpose())
                .add(SCHEMA + "dateCreated", charter.writtenAt().toString())
                .add(SCHEMA + "contributor", bring)
                .add(SCHEMA + "subjectOf", milestones)
                .add(SCHEMA + "potentialAction", signatures(partnership, charter));
        if (!charter.sponsor().words().isEmpty()) {
            subject.add(SCHEMA + "sponsor", charter.sponsor().words());
        }
        return subject.build();
    }

    /** Who signed when: each is an AuthorizeAction, the sponsor's too. */
    private JsonArrayBuilder signatures(Partnership partnership, Charter charter) {
        JsonArrayBuilder signatures = Json.createArrayBuilder();
        charters.signOffs(partnership.id()).stream()
                .filter(s -> s.version() == charter.version())
                .forEach(s -> signatures.add(Json.createObjectBuilder()
                        .add("type", SCHEMA + "AuthorizeAction")
                        .add(SCHEMA + "agent", name(s.organization()))
                        .add(SCHEMA + "participant", name(s.by()))
                        .add(SCHEMA + "endTime", s.at().toString())));
        sponsors.of(partnership.id(), charter.version())
                .ifPresent(s -> signatures.add(Json.createObjectBuilder()
                        .add("type", SCHEMA + "AuthorizeAction")
                        .add(SCHEMA + "agent", s.name())
                        .add(SCHEMA + "endTime", s.on().toString())
                        .add(
                                SCHEMA + "instrument",
                                s.recordedBy() == null
                                        ? "the link that was sent to the sponsor"
                                        : "recorded by " + name(s.recordedBy()))));
        return signatures;
    }

    private JsonObject subject(Partnership partnership, List<Minute> written) {
        JsonArrayBuilder entries = Json.createArrayBuilder();
        for (Minute minute : written) {
            JsonObjectBuilder entry = Json.createObjectBuilder()
                    .add("type", SCHEMA + "Comment")
                    .add(SCHEMA + "position", minute.number())
                    .add(SCHEMA + "dateCreated", minute.at().toString())
                    .add(SCHEMA + "additionalType", minute.kind().name())
                    .add(SCHEMA + "text", minute.text())
                    .add(SCHEMA + "author", name(minute.by()));
            if (minute.organization() != null) {
                entry.add(SCHEMA + "sourceOrganization", name(minute.organization()));
            }
            if (minute.workshop() != null) {
                entry.add(SCHEMA + "isBasedOn", "urn:uuid:" + minute.workshop());
            }
            entries.add(entry);
        }
        return Json.createObjectBuilder()
                .add("id", "urn:uuid:" + partnership.id() + "#minutes")
                .add("type", SCHEMA + "Report")
                .add("name", partnership.name())
                .add(SCHEMA + "hasPart", entries)
                .build();
    }

    private String name(OrganizationId id) {
        return names.of(id);
    }

    private String name(PersonId id) {
        return people.find(id).map(Person::displayName).orElse("Somebody who has left");
    }

    private void record(String action, Partnership partnership, PersonId by, String number) {
        audit.record(new AuditEntry(
                action,
                by.toString(),
                partnership.convener().toString(),
                partnership.id().toString(),
                Map.of("version", number)));
    }
}
