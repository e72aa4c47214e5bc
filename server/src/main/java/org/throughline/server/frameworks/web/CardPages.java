package org.throughline.server.frameworks.web;

import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.server.face.Dates;
import org.throughline.server.frameworks.CaseLibrary;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.ItemText;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.PublicAddress;

/**
 * Competency cards for other people's pages: one document without script and without anything that is fetched. It shows what the world may read,
 * the same to everybody, so that a frame around it has nothing to steal; it is the only page here that may stand in one.
 */
@Controller
class CardPages {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Frameworks frameworks;
    private final CaseLibrary library;
    private final PublicAddress address;

    CardPages(Frameworks frameworks, CaseLibrary library, PublicAddress address) {
        this.frameworks = frameworks;
        this.library = library;
        this.address = address;
    }

    @GetMapping("/uri/{id}/card")
    ModelAndView card(
            @PathVariable UUID id, @RequestParam(defaultValue = "") String theme, HttpServletResponse response) {
        Optional<FrameworkItem> found = frameworks.item(id);
        // nothing costs a stranger's question as much as what is not theirs
        FrameworkId home = found.map(FrameworkItem::framework).orElse(new FrameworkId(id));
        Framework framework = frameworks.find(home).filter(Framework::published).orElseThrow(Problem::notFound);
        FrameworkItem item = found.orElseThrow(Problem::notFound);
        String nonce = nonce();
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'nonce-%s'; base-uri 'none'; form-action 'none'; frame-ancestors *"
                        .formatted(nonce));
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=300");
        Optional<Instant> retired = library.text(item).map(ItemText::retired);
        CardPage page = new CardPage(
                item.code(),
                item.statement(),
                item.language(),
                Stream.of(item.type(), item.level())
                        .filter(fact -> fact != null && !fact.isBlank())
                        .collect(Collectors.joining(" · ")),
                framework.title(),
                framework.creator(),
                retired.map(Dates::day).orElse(null),
                address.url("/uri/" + id),
                "Throughline",
                nonce,
                theme.equals("light") || theme.equals("dark") ? theme : "");
        return new ModelAndView("frameworks/card", Map.of("page", page));
    }

    private static String nonce() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
