package org.throughline.server.records.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.credentials.CredentialReader;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Verifies whatever a stranger brings: a file, a text, an address. Keeps nothing of it. */
@Controller
class VerifyPages {
    private static final int MAX_BYTES = 1024 * 1024;

    private final CredentialVerifier verifier;
    private final CredentialViews views;
    private final CredentialFetch fetch;

    VerifyPages(CredentialVerifier verifier, CredentialViews views, CredentialFetch fetch) {
        this.verifier = verifier;
        this.views = views;
        this.fetch = fetch;
    }

    @GetMapping("/verify")
    ModelAndView ask() {
        return page(VerifyPage.empty());
    }

    @Limited(Act.VERIFY)
    @PostMapping("/verify")
    ModelAndView answer(
            @RequestParam(required = false) Optional<MultipartFile> file,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String url,
            @RequestParam(defaultValue = "") String email)
            throws IOException {
        VerifyPage asked = new VerifyPage(text, url, email, null, null);
        Brought brought = brought(file, text, url);
        return switch (brought) {
            case Nothing(String why) -> page(new VerifyPage(text, url, email, why, null));
            case Document(byte[] bytes) -> page(answered(asked, bytes));
        };
    }

    private VerifyPage answered(VerifyPage asked, byte[] bytes) {
        String email = asked.email().isBlank() ? null : asked.email().strip();
        CredentialView view = views.view(verifier.verify(bytes), CredentialReader.withoutImage(bytes), email, null);
        return new VerifyPage("", "", asked.email(), null, view);
    }

    private sealed interface Brought {}

    @SuppressWarnings("ArrayRecordComponent") // lives within one request
    private record Document(byte[] bytes) implements Brought {}

    private record Nothing(String why) implements Brought {}

    private Brought brought(Optional<MultipartFile> file, String text, String url) throws IOException {
        if (file.isPresent() && !file.get().isEmpty()) {
            if (file.get().getSize() > MAX_BYTES) {
                throw new Problem(ProblemType.PAYLOAD_TOO_LARGE, "A credential can have 1 MB at most.");
            }
            return new Document(file.get().getBytes());
        }
        if (!text.isBlank()) {
            return new Document(text.strip().getBytes(StandardCharsets.UTF_8));
        }
        if (!url.isBlank()) {
            return switch (fetch.fetch(url.strip())) {
                case CredentialFetch.Fetched(var bytes) -> new Document(bytes);
                case CredentialFetch.NotFetched(String why) -> new Nothing(why);
            };
        }
        return new Nothing("Choose a file, paste the credential's text or give its address.");
    }

    private static ModelAndView page(VerifyPage page) {
        return new ModelAndView("records/verify", Map.of("page", page));
    }
}
