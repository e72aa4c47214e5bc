package org.throughline.server.talent.web;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.matching.ranking.RequirementMatch;
import org.throughline.server.database.Reach;
import org.throughline.server.face.Dates;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.StateView;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.records.HeldCredentialId;
import org.throughline.server.records.HeldCredentials;
import org.throughline.server.records.web.CredentialView;
import org.throughline.server.records.web.CredentialViews;
import org.throughline.server.shared.Problem;
import org.throughline.server.talent.Evidence;
import org.throughline.server.talent.JobProfile;
import org.throughline.server.talent.JobProfileId;
import org.throughline.server.talent.JobProfiles;
import org.throughline.server.talent.Looks;
import org.throughline.server.talent.Match;
import org.throughline.server.talent.PeopleFound;
import org.throughline.server.talent.PersonFound;
import org.throughline.server.talent.RequirementExplained;
import org.throughline.server.talent.Sourcing;

/** The people found for a need, and one match explained. For recruiters of the employer that stated it, nobody else. */
@Controller
class PeoplePages {
    private static final int SHOWN = 50;

    private final JobProfiles profiles;
    private final Sourcing sourcing;
    private final Looks looks;
    private final CurrentPerson current;
    private final HeldCredentials credentials;
    private final CredentialVerifier verifier;
    private final CredentialViews views;
    private final People people;

    PeoplePages(
            JobProfiles profiles,
            Sourcing sourcing,
            Looks looks,
            CurrentPerson current,
            HeldCredentials credentials,
            CredentialVerifier verifier,
            CredentialViews views,
            People people) {
        this.profiles = profiles;
        this.sourcing = sourcing;
        this.looks = looks;
        this.current = current;
        this.credentials = credentials;
        this.verifier = verifier;
        this.views = views;
        this.people = people;
    }

    @Limited(Act.SEARCH)
    @GetMapping("/needs/{id}/people")
    ModelAndView people(@PathVariable UUID id, @RequestParam(defaultValue = "false") boolean meeting) {
        JobProfile need = mine(id);
        PeopleFound found = sourcing.find(need, SHOWN);
        looks.found(need, found.people(), current.require().id());
        List<PeoplePage.Person> people = new ArrayList<>();
        for (PersonFound person : found.people()) {
            if (!meeting || person.match().meetsAllRequired()) {
                people.add(person(need, person, people.size() + 1));
            }
        }
        return new ModelAndView(
                "talent/people",
                Map.of(
                        "page",
                        new PeoplePage(
                                need.title(),
                                "/needs/" + id,
                                "/needs/" + id + "/people.csv",
                                people.size(),
                                found.considered(),
                                meeting,
                                people)));
    }

    @GetMapping("/needs/{id}/people/{ref}")
    ModelAndView match(@PathVariable UUID id, @PathVariable String ref) {
        JobProfile need = mine(id);
        PersonFound person = lookedAt(need, ref);
        Match match = person.match();
        String here = "/needs/" + id + "/people/" + ref;
        List<MatchPage.Requirement> requirements = match.requirements().stream()
                .map(r -> new MatchPage.Requirement(
                        r.label(),
                        Words.outcome(r.outcome()),
                        points(r),
                        Lines.of(r, person.label(), proofHref(here, r)),
                        proofHref(here, r)))
                .toList();
        return new ModelAndView(
                "talent/match",
                Map.of(
                        "page",
                        new MatchPage(
                                need.title(),
                                "/needs/" + id,
                                "/needs/" + id + "/people",
                                person.label(),
                                person.nameShown(),
                                Numbers.percent(match.score()),
                                Words.score(match.score()),
                                required(match),
                                requirements)));
    }

    /** The credential behind a point, verified now. Only a credential that this very match rests on is shown. */
    @GetMapping("/needs/{id}/people/{ref}/proof/{credential}")
    ModelAndView proof(@PathVariable UUID id, @PathVariable String ref, @PathVariable UUID credential) {
        JobProfile need = mine(id);
        PersonFound person = lookedAt(need, ref);
        HeldCredentialId held = person.match().requirements().stream()
                .map(RequirementExplained::evidence)
                .filter(e -> e != null && e.credential().value().equals(credential))
                .map(Evidence::credential)
                .findFirst()
                .orElseThrow(Problem::notFound);
        byte[] document = credentials.document(held);
        String address = Reach.asHouse(
                        "whether the proof is about its holder is compared with an address that is not shown",
                        () -> people.find(person.person()))
                .map(Person::email)
                .orElse(null);
        CredentialView view = views.view(verifier.verify(document), document, address, person.label());
        return new ModelAndView(
                "talent/proof",
                Map.of(
                        "page",
                        new ProofPage(
                                person.nameShown() ? view : view.withoutDocument(),
                                person.label(),
                                need.title(),
                                "/needs/" + id,
                                "/needs/" + id + "/people/" + ref)));
    }

    @Limited(Act.SEARCH)
    @GetMapping("/needs/{id}/people.csv")
    ResponseEntity<byte[]> csv(@PathVariable UUID id) throws java.io.IOException {
        JobProfile need = mine(id);
        PeopleFound found = sourcing.find(need, SHOWN);
        looks.found(need, found.people(), current.require().id());
        StringWriter text = new StringWriter();
        try (CSVPrinter csv = new CSVPrinter(
                text,
                CSVFormat.DEFAULT
                        .builder()
                        .setHeader(
                                "rank",
                                "candidate",
                                "score",
                                "meets all required",
                                "requirement",
                                "outcome",
                                "points",
                                "achievement",
                                "issuer",
                                "awarded")
                        .get())) {
            int rank = 0;
            for (PersonFound person : found.people()) {
                rank++;
                for (RequirementExplained r : person.match().requirements()) {
                    Evidence evidence = r.evidence();
                    csv.printRecord(
                            rank,
                            safe(person.label()),
                            Numbers.plain(person.match().score()),
                            person.match().meetsAllRequired() ? "yes" : "no",
                            safe(r.label()),
                            Words.outcome(r.outcome()).word(),
                            Numbers.plain(r.points()),
                            evidence == null ? "" : safe(evidence.achievement()),
                            evidence == null ? "" : safe(evidence.issuerName()),
                            evidence == null || evidence.awarded() == null ? "" : Dates.day(evidence.awarded()));
                }
            }
        }
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"people.csv\"")
                .cacheControl(CacheControl.noStore())
                .body(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String points(RequirementExplained r) {
        boolean spare = r.points() == 0 && r.outcome() == RequirementMatch.Outcome.MET;
        return spare ? "not needed: others of its group count" : Numbers.percent(r.points()) + " of the score";
    }

    /** A cell that a spreadsheet would take for a formula is marked as text. */
    private static String safe(String cell) {
        return !cell.isEmpty() && "=+-@\t\r".indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    /** The person, who is told of it. */
    private PersonFound lookedAt(JobProfile need, String ref) {
        PersonFound person = sourcing.one(need, ref);
        looks.lookedAt(need, person, current.require().id());
        return person;
    }

    private JobProfile mine(UUID id) {
        JobProfile need = profiles.find(new JobProfileId(id)).orElseThrow(Problem::notFound);
        current.require(need.employer(), Role.RECRUITER);
        return need;
    }

    private static @Nullable String proofHref(String here, RequirementExplained requirement) {
        Evidence evidence = requirement.evidence();
        return evidence == null ? null : here + "/proof/" + evidence.credential();
    }

    private PeoplePage.Person person(JobProfile need, PersonFound person, int rank) {
        Match match = person.match();
        return new PeoplePage.Person(
                rank,
                person.label(),
                "/needs/" + need.id() + "/people/" + person.ref(),
                person.nameShown(),
                Numbers.percent(match.score()),
                Words.score(match.score()),
                required(match),
                match.met() + " of " + match.requirements().size() + " met",
                match.requirements().stream().map(PeoplePages::requirement).toList());
    }

    private static StateView required(Match match) {
        return match.meetsAllRequired() ? StateView.good("All required met") : StateView.unsure("Not all required met");
    }

    private static PeoplePage.Requirement requirement(RequirementExplained r) {
        Evidence evidence = r.evidence();
        String because = r.outcome() == RequirementMatch.Outcome.MISSING || evidence == null
                ? "nothing verified"
                : evidence.achievement() + ", " + evidence.issuerName();
        return new PeoplePage.Requirement(r.label(), Words.outcome(r.outcome()), because);
    }
}
