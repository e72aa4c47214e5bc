package org.throughline.server.partnerships;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.partnerships.Workshop.Participant;
import org.throughline.server.partnerships.Workshop.Question;
import org.throughline.server.partnerships.Workshop.Turn;
import org.throughline.server.partnerships.Workshop.Vote;
import org.throughline.server.shared.Problem;

/**
 * The minutes of a workshop as a W3C Verifiable Credential 2.0, signed by the convening organization: who took part, what was asked, how each
 * organization voted, what was decided.
 */
@Component
class WorkshopMinutes {
    private static final String SCHEMA = ConvenerSignature.SCHEMA;

    private final ConvenerSignature signature;
    private final Organizations organizations;
    private final PartnerNames partnerNames;
    private final People people;
    private final Workshops workshops;

    WorkshopMinutes(
            ConvenerSignature signature,
            Organizations organizations,
            PartnerNames partnerNames,
            People people,
            Workshops workshops) {
        this.signature = signature;
        this.organizations = organizations;
        this.partnerNames = partnerNames;
        this.people = people;
        this.workshops = workshops;
    }

    byte[] sign(Partnership partnership, Workshop workshop, Instant end) {
        Organization convener = organizations.find(partnership.convener()).orElseThrow(Problem::notFound);
        return signature.sign(
                partnership,
                "urn:uuid:" + workshop.id(),
                "Report",
                "Minutes of the workshop “" + workshop.title() + "”",
                "Of the partnership “" + partnership.name() + "”.",
                end,
                subject(partnership, workshop, convener, end));
    }

    private JsonObject subject(Partnership partnership, Workshop workshop, Organization convener, Instant end) {
        Map<OrganizationId, String> names = new LinkedHashMap<>();
        JsonArrayBuilder attendees = Json.createArrayBuilder();
        for (Participant participant : workshop.participants()) {
            attendees.add(Json.createObjectBuilder()
                    .add("type", SCHEMA + "Person")
                    .add("name", participant.name())
                    .add(SCHEMA + "affiliation", name(participant.organization(), names))
                    .add(SCHEMA + "disambiguatingDescription", joined(participant)));
        }
        JsonArrayBuilder questions = Json.createArrayBuilder();
        for (Question question : workshop.questions()) {
            questions.add(question(question, names));
        }
        JsonObjectBuilder subject = Json.createObjectBuilder()
                .add("id", "urn:uuid:" + workshop.id() + "#workshop")
                .add("type", SCHEMA + "Event")
                .add("name", workshop.title())
                .add(SCHEMA + "superEvent", partnership.name())
                .add(SCHEMA + "organizer", convener.name())
                .add(SCHEMA + "startDate", workshop.openedAt().toString())
                .add(SCHEMA + "endDate", end.toString())
                .add(SCHEMA + "attendee", attendees)
                .add(SCHEMA + "subjectOf", questions);
        return subject.build();
    }

    /** How somebody came in, and so how sure it is who they are. */
    private String joined(Participant participant) {
        if (!participant.guest()) {
            return "signed in";
        }
        return "joined by code, under a name of their own, let in by "
                + Optional.ofNullable(participant.letInBy())
                        .flatMap(people::find)
                        .map(Person::displayName)
                        .orElse("the facilitator");
    }

    private JsonObject question(Question question, Map<OrganizationId, String> names) {
        JsonObjectBuilder written = Json.createObjectBuilder()
                .add("id", "urn:uuid:" + question.id())
                .add("type", SCHEMA + "Question")
                .add(SCHEMA + "position", question.position())
                .add("name", question.words())
                .add(SCHEMA + "creativeWorkStatus", question.state().name())
                .add(SCHEMA + "timeRequired", "PT" + question.seconds() + "S");
        if (question.requirement() != null && question.outcome() != null) {
            written.add(
                    SCHEMA + "about",
                    Json.createArrayBuilder()
                            .add(Json.createObjectBuilder()
                                    .add("id", question.requirement().value()))
                            .add(Json.createObjectBuilder()
                                    .add("id", question.outcome().value())));
        }
        if (question.relation() != null) {
            written.add(SCHEMA + "acceptedAnswer", question.relation());
        }
        if (!question.note().isBlank()) {
            written.add(SCHEMA + "comment", question.note());
        }
        JsonArrayBuilder answers = Json.createArrayBuilder();
        for (Turn turn : workshops.turns(question)) {
            write(turn, answers, names);
        }
        return written.add(SCHEMA + "suggestedAnswer", answers).build();
    }

    /**
     * What was said in one turn ({@code position}), counted by organization; a reason stands under its organization and under nobody's name.
     * Of votes that were never shown only their number is written.
     */
    private void write(Turn turn, JsonArrayBuilder answers, Map<OrganizationId, String> names) {
        if (!turn.revealed()) {
            answers.add(Json.createObjectBuilder()
                    .add("type", SCHEMA + "Answer")
                    .add(SCHEMA + "position", turn.number())
                    .add(SCHEMA + "text", "NOT_SHOWN")
                    .add(SCHEMA + "upvoteCount", turn.cast()));
        }
        Map<String, List<Vote>> grouped = new LinkedHashMap<>();
        for (Vote vote : turn.votes()) {
            grouped.computeIfAbsent(
                            vote.by().organization() + " " + vote.choice() + " " + vote.relation(),
                            _ -> new java.util.ArrayList<>())
                    .add(vote);
        }
        grouped.values().forEach(same -> {
            Vote first = same.getFirst();
            JsonObjectBuilder answer = Json.createObjectBuilder()
                    .add("type", SCHEMA + "Answer")
                    .add(SCHEMA + "position", turn.number())
                    .add(SCHEMA + "author", name(first.by().organization(), names))
                    .add(SCHEMA + "text", first.choice().name())
                    .add(SCHEMA + "upvoteCount", same.size());
            if (first.relation() != null) {
                answer.add(SCHEMA + "additionalType", first.relation());
            }
            JsonArrayBuilder reasons = Json.createArrayBuilder();
            same.stream().map(Vote::reason).filter(r -> !r.isBlank()).forEach(reasons::add);
            answers.add(answer.add(SCHEMA + "comment", reasons));
        });
    }

    private String name(OrganizationId id, Map<OrganizationId, String> names) {
        return names.computeIfAbsent(id, partnerNames::of);
    }
}
