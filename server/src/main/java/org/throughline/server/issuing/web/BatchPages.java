package org.throughline.server.issuing.web;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.server.issuing.BatchId;
import org.throughline.server.issuing.BatchLine;
import org.throughline.server.issuing.Issuance;
import org.throughline.server.issuing.IssuedCredential;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;

/** A batch at work: how far, what failed and why, the report. The page of a batch is the same after its end. */
@Controller
class BatchPages {
    private static final int SHOWN_FAILURES = 100;

    private final CurrentPerson current;
    private final Issuance issuance;
    private final People people;

    BatchPages(CurrentPerson current, Issuance issuance, People people) {
        this.current = current;
        this.issuance = issuance;
        this.people = people;
    }

    @GetMapping("/issuing/batches/{id}")
    ModelAndView batch(@PathVariable UUID id) {
        BatchId batch = new BatchId(id);
        BatchLine line = open(batch);
        List<IssuedCredential> failed = issuance.failed(batch, SHOWN_FAILURES);
        BatchPage page = new BatchPage(
                line, issuance.isWorkingOn(batch), failed, names(recipients(failed)), issuance.leftOut(batch));
        return new ModelAndView("issuing/batch", Map.of("page", page));
    }

    @PostMapping("/issuing/batches/{id}/resume")
    String resume(@PathVariable UUID id) {
        BatchId batch = new BatchId(id);
        OrganizationId organization = issuance.organizationOf(batch);
        SignedIn person = current.require(organization, Role.ISSUER);
        issuance.resume(organization, batch, person.id());
        return "redirect:/issuing/batches/" + id;
    }

    @GetMapping("/issuing/batches/{id}/report.csv")
    ResponseEntity<byte[]> report(@PathVariable UUID id) {
        BatchId batch = new BatchId(id);
        open(batch);
        List<IssuedCredential> credentials = issuance.credentials(batch);
        String csv = BatchReport.csv(credentials, people.find(recipients(credentials)), issuance.leftOut(batch));
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("issued.csv")
                                .build()
                                .toString())
                .body(csv.getBytes(StandardCharsets.UTF_8));
    }

    private BatchLine open(BatchId batch) {
        OrganizationId organization = issuance.organizationOf(batch);
        current.require(organization, Role.ISSUER);
        return issuance.line(organization, batch);
    }

    private Map<PersonId, String> names(Collection<PersonId> ids) {
        return people.find(ids).values().stream().collect(Collectors.toMap(Person::id, Person::displayName));
    }

    private static Collection<PersonId> recipients(List<IssuedCredential> credentials) {
        return credentials.stream().map(IssuedCredential::recipient).collect(Collectors.toSet());
    }
}
