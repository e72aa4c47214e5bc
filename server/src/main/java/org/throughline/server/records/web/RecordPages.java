package org.throughline.server.records.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.server.face.ToastView;
import org.throughline.server.face.VerdictView;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.records.CredentialIntake;
import org.throughline.server.records.HeldCredential;
import org.throughline.server.records.HeldCredentialId;
import org.throughline.server.records.HeldCredentials;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** A person's own record. */
@Controller
class RecordPages {
    private static final int MAX_BYTES = 1024 * 1024;

    private final CurrentPerson current;
    private final People people;
    private final HeldCredentials credentials;
    private final CredentialIntake intake;
    private final CredentialVerifier verifier;
    private final CredentialViews views;

    RecordPages(
            CurrentPerson current,
            People people,
            HeldCredentials credentials,
            CredentialIntake intake,
            CredentialVerifier verifier,
            CredentialViews views) {
        this.current = current;
        this.people = people;
        this.credentials = credentials;
        this.intake = intake;
        this.verifier = verifier;
        this.views = views;
    }

    @GetMapping("/record")
    ModelAndView record() {
        PersonId holder = current.require().id();
        List<HeldCredential> held =
                credentials.of(holder).stream().filter(c -> c.parent() == null).toList();
        return new ModelAndView("records/record", Map.of("page", RecordPage.of(held, credentials.of(holder))));
    }

    @GetMapping("/record/{id}")
    ModelAndView one(@PathVariable UUID id) {
        HeldCredential held = own(id);
        Optional<Person> person = people.find(held.holder());
        byte[] document = credentials.document(held.id());
        CredentialView view = views.view(
                verifier.verify(document),
                document,
                person.map(Person::email).orElse(null),
                person.map(Person::displayName).orElse(null));
        HeldPage page = new HeldPage(held, view, credentials.parts(held.id()));
        return new ModelAndView("records/held", Map.of("page", page));
    }

    @GetMapping("/record/{id}/document")
    ResponseEntity<byte[]> document(@PathVariable UUID id) {
        HeldCredential held = own(id);
        return SharePages.download(credentials.document(held.id()), HeldPage.fileName(held));
    }

    @Limited(Act.VERIFY)
    @PostMapping("/record/{id}/verify")
    String verify(@PathVariable UUID id, RedirectAttributes redirect) {
        HeldCredential now = credentials.verify(own(id).id());
        redirect.addFlashAttribute(
                "toast",
                ToastView.of("Checked now: " + VerdictView.of(now.verdict()).word() + "."));
        return "redirect:/record/" + id;
    }

    @GetMapping("/record/add")
    ModelAndView add() {
        current.require();
        return new ModelAndView("records/add", Map.of("page", new AddPage("", null)));
    }

    @Limited(Act.VERIFY)
    @PostMapping("/record/add")
    ModelAndView receive(
            @RequestParam(required = false) Optional<MultipartFile> file,
            @RequestParam(defaultValue = "") String text,
            RedirectAttributes redirect)
            throws IOException {
        PersonId holder = current.require().id();
        boolean hasFile = file.isPresent() && !file.get().isEmpty();
        if (hasFile && file.get().getSize() > MAX_BYTES) {
            throw new Problem(ProblemType.PAYLOAD_TOO_LARGE, "A credential can have 1 MB at most.");
        }
        byte[] document = hasFile ? file.get().getBytes() : text.strip().getBytes(StandardCharsets.UTF_8);
        if (document.length == 0) {
            return new ModelAndView(
                    "records/add", Map.of("page", new AddPage("", "Choose a file, or paste the credential's text.")));
        }
        try {
            HeldCredential held = intake.receive(holder, document, "upload");
            redirect.addFlashAttribute("toast", ToastView.of("Kept in your record: " + held.name() + "."));
            return new ModelAndView("redirect:/record/" + held.id());
        } catch (Problem problem) {
            return new ModelAndView("records/add", Map.of("page", new AddPage(text, problem.getMessage())));
        }
    }

    /** The signed-in person's credential; anybody else's does not exist. */
    private HeldCredential own(UUID id) {
        SignedIn person = current.require();
        return credentials
                .find(new HeldCredentialId(id))
                .filter(c -> person.is(c.holder()))
                .orElseThrow(Problem::notFound);
    }
}
