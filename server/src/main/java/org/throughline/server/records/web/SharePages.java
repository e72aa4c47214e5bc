package org.throughline.server.records.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.server.database.Reach;
import org.throughline.server.face.Dates;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.limits.Limited.Counted;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.records.HeldCredentialId;
import org.throughline.server.records.HeldCredentials;
import org.throughline.server.records.Share;
import org.throughline.server.records.Shares;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;

/** What a stranger sees who was given a link: the shared credentials, verified at this moment, and nothing else of the person. */
@Controller
class SharePages {
    private static final String SHARED = "the holder gave these credentials, and their name, to whoever holds the link";

    private final Shares shares;
    private final HeldCredentials credentials;
    private final People people;
    private final CredentialVerifier verifier;
    private final CredentialViews views;
    private final PublicAddress address;
    private final Clock clock;

    SharePages(
            Shares shares,
            HeldCredentials credentials,
            People people,
            CredentialVerifier verifier,
            CredentialViews views,
            PublicAddress address,
            Clock clock) {
        this.shares = shares;
        this.credentials = credentials;
        this.people = people;
        this.verifier = verifier;
        this.views = views;
        this.address = address;
        this.clock = clock;
    }

    /** Where every link leads: the page reads the secret behind the {@code #} and asks for what it opens; without script one pastes the link. */
    @GetMapping("/s")
    ModelAndView door(HttpServletResponse response) {
        hide(response);
        return new ModelAndView("records/sharedoor");
    }

    @Limited(value = Act.SHARE_MISSES, counted = Counted.MISSES)
    @PostMapping("/s")
    ModelAndView shared(@RequestParam(defaultValue = "") String token, HttpServletResponse response) {
        hide(response);
        String secret = ShareLink.secret(token);
        Share share = shares.open(secret).orElseThrow(SharePages::unavailable);
        Optional<Person> person = Reach.asHouse(SHARED, () -> people.find(share.person()));
        List<CredentialView> shown = IntStream.range(0, share.credentials().size())
                .mapToObj(i -> verified(share.credentials().get(i), person, (i + 1) + "-"))
                .toList();
        SharedPage page = new SharedPage(
                person.map(Person::displayName).orElse("Somebody"),
                shown,
                Dates.words(clock.instant()),
                Dates.day(share.expiresAt()),
                secret,
                ShareLink.of(address, secret));
        return new ModelAndView("records/shared", Map.of("page", page));
    }

    /** The exact signed document, for whoever wants to verify it elsewhere. */
    @Limited(value = Act.SHARE_MISSES, counted = Counted.MISSES)
    @PostMapping("/s/document")
    ResponseEntity<byte[]> document(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "0") int number,
            HttpServletResponse response) {
        hide(response);
        Share share = shares.look(ShareLink.secret(token)).orElseThrow(SharePages::unavailable);
        if (!isListed(share, number)) {
            throw unavailable();
        }
        HeldCredentialId shared = share.credentials().get(number - 1);
        return download(Reach.asHouse(SHARED, () -> credentials.document(shared)), "credential-" + number);
    }

    /** Nobody keeps the page or finds it by a search, and the next site learns nothing of it. */
    private static void hide(HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Robots-Tag", "noindex, nofollow, noarchive");
        response.setHeader("Referrer-Policy", "no-referrer");
    }

    private static boolean isListed(Share share, int number) {
        return number >= 1 && number <= share.credentials().size();
    }

    /** A file of this name, which ends as its form does. */
    static ResponseEntity<byte[]> download(byte[] document, String name) {
        CredentialFile file = CredentialFile.of(document);
        return ResponseEntity.ok()
                .contentType(file.mediaType())
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name + file.extension())
                                .build()
                                .toString())
                .body(document);
    }

    private CredentialView verified(HeldCredentialId id, Optional<Person> person, String of) {
        byte[] document = Reach.asHouse(SHARED, () -> credentials.document(id));
        return views.view(
                verifier.verify(document),
                document,
                person.map(Person::email).orElse(null),
                person.map(Person::displayName).orElse(null),
                of);
    }

    /** Unknown, expired and revoked links all end here, with the same words. */
    private static Problem unavailable() {
        return new Problem(
                ProblemType.SHARE_UNAVAILABLE,
                "This link opens nothing (any more). Links end after some time, and whoever gave it can close it. Ask them for a new one.");
    }
}
