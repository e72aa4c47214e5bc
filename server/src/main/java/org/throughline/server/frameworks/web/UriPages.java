package org.throughline.server.frameworks.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.server.frameworks.CaseAnswer;
import org.throughline.server.frameworks.CaseLibrary;
import org.throughline.server.frameworks.DefinitionKind;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.PublicAddress;

/**
 * The stable short address of everything that CASE names here: a page for people, CASE 1.1 JSON or JSON-LD for programs, by what the asker
 * accepts. It has no version, so that a credential may cite it for ever; a retired item goes on answering. Whoever names no page gets JSON.
 */
@Controller
class UriPages {
    private static final MediaType LINKED = MediaType.parseMediaType(LinkedJson.TYPE);
    private static final List<MediaType> OFFERED =
            List.of(MediaType.APPLICATION_JSON, LINKED, MediaType.TEXT_HTML, MediaType.APPLICATION_XHTML_XML);

    private final Frameworks frameworks;
    private final CaseLibrary library;
    private final FrameworkAccess access;
    private final ItemPanes panes;
    private final PublicAddress address;
    private final NamedPages named;
    private final CaseAnswers answers;

    UriPages(
            Frameworks frameworks,
            CaseLibrary library,
            FrameworkAccess access,
            ItemPanes panes,
            NamedPages named,
            CaseAnswers answers,
            PublicAddress address) {
        this.frameworks = frameworks;
        this.library = library;
        this.access = access;
        this.panes = panes;
        this.address = address;
        this.named = named;
        this.answers = answers;
    }

    @GetMapping("/uri/{id}")
    @Nullable
    ModelAndView uri(@PathVariable("id") String written, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        UUID id = identifier(written);
        MediaType wanted = wanted(request);
        CaseAnswers.varies(request, response);
        if (wanted.getSubtype().contains("html")) {
            return page(id);
        }
        Found found = object(id).orElseThrow(Problem::notFound);
        if (wanted.equals(LINKED)) {
            answers.send(
                    request,
                    response,
                    LinkedJson.TYPE,
                    found.answer().as(LinkedJson.of(found.type(), found.answer().json())));
        } else {
            answers.send(request, response, CaseAnswers.JSON, found.answer());
        }
        return null;
    }

    /** What is no identifier names nothing. */
    private static UUID identifier(String written) {
        try {
            return UUID.fromString(written);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound();
        }
    }

    /** What is offered and preferred most (RFC 9110 section 12.5.1); of what is preferred alike, what stands first in our list. */
    private static MediaType wanted(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept == null || accept.isBlank()) {
            return MediaType.APPLICATION_JSON;
        }
        try {
            List<MediaType> accepted = MediaType.parseMediaTypes(accept);
            return OFFERED.stream()
                    .filter(offer -> preference(accepted, offer) > 0)
                    .max(Comparator.comparingDouble((MediaType offer) -> preference(accepted, offer))
                            .thenComparing(offer -> -OFFERED.indexOf(offer)))
                    .orElse(MediaType.APPLICATION_JSON);
        } catch (InvalidMediaTypeException | InvalidMimeTypeException e) {
            return MediaType.APPLICATION_JSON;
        }
    }

    /** The weight of the most specific range that an offer falls into; what was named letter for letter comes before a range of the same weight. */
    private static double preference(List<MediaType> accepted, MediaType offer) {
        return accepted.stream()
                .filter(range -> range.includes(offer))
                .max(Comparator.comparingInt(UriPages::specificity))
                .map(range ->
                        range.getQualityValue() == 0 ? 0 : range.getQualityValue() + specificity(range) / 10_000.0)
                .orElse(0.0);
    }

    private static int specificity(MediaType range) {
        return range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
    }

    /** An object of CASE, as 1.1 has it, and what it is. */
    private record Found(String type, CaseAnswer answer) {}

    private Optional<Found> object(UUID id) {
        return library.item(id, CaseVersion.V1P1)
                .map(answer -> new Found("CFItem", answer))
                .or(() -> library.document(id, CaseVersion.V1P1).map(answer -> new Found("CFDocument", answer)))
                .or(() -> library.association(id, CaseVersion.V1P1).map(answer -> new Found("CFAssociation", answer)))
                .or(() -> library.kindOf(id)
                        .flatMap(kind -> library.definition(kind, id, CaseVersion.V1P1)
                                .map(answer -> new Found(kind.isSet() ? kind.wire() + "Set" : kind.wire(), answer))));
    }

    private ModelAndView page(UUID id) {
        Optional<FrameworkItem> item = frameworks.item(id);
        if (item.isPresent()) {
            Framework framework = access.require(item.get().framework().value());
            return new ModelAndView(
                    "frameworks/item",
                    Map.of(
                            "page",
                            new ItemPage(
                                    panes.of(item.get()),
                                    item.get().frameworkTitle(),
                                    "/frameworks/" + item.get().framework() + "?item=" + id,
                                    "/ims/case/v1p1/CFItems/" + id,
                                    framework.published() ? embed(item.get()) : null)));
        }
        if (frameworks.find(new FrameworkId(id)).isPresent()) {
            return new ModelAndView("redirect:/frameworks/" + id);
        }
        NamedPage page = library.association(id)
                .map(found -> named.of(found))
                .or(() -> library.kindOf(id).flatMap(kind -> definition(kind, id)))
                .orElseThrow(Problem::notFound);
        return new ModelAndView("frameworks/named", Map.of("page", page));
    }

    private Optional<NamedPage> definition(DefinitionKind kind, UUID id) {
        return library.definition(kind, id).map(around -> named.of(kind, id, around));
    }

    /** A frame for another site's page; its words are escaped where they are shown. */
    private String embed(FrameworkItem item) {
        String title =
                item.label().replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
        return "<iframe src=\"%s\" title=\"%s\" width=\"420\" height=\"190\" loading=\"lazy\"></iframe>"
                .formatted(address.url("/uri/" + item.identifier() + "/card"), title);
    }
}
