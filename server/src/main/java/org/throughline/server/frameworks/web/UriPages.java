package org.throughline.server.frameworks.web;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.server.frameworks.CaseLibrary;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkItem;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.PublicAddress;

/**
 * The stable short address of everything that CASE names here: a page for people, CASE 1.1 JSON for programs. It has no version, so that
 * a credential may cite it for ever.
 */
@Controller
class UriPages {
    private final Frameworks frameworks;
    private final CaseLibrary library;
    private final FrameworkAccess access;
    private final ItemPanes panes;
    private final PublicAddress address;

    UriPages(
            Frameworks frameworks,
            CaseLibrary library,
            FrameworkAccess access,
            ItemPanes panes,
            PublicAddress address) {
        this.frameworks = frameworks;
        this.library = library;
        this.access = access;
        this.panes = panes;
        this.address = address;
    }

    @GetMapping(path = "/uri/{id}", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView page(@PathVariable UUID id) {
        Optional<FrameworkItem> item = frameworks.item(id);
        if (item.isEmpty()) {
            boolean document = frameworks.find(new FrameworkId(id)).isPresent();
            if (!document) {
                throw Problem.notFound();
            }
            return new ModelAndView("redirect:/frameworks/" + id);
        }
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

    @GetMapping(path = "/uri/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> json(@PathVariable UUID id) {
        byte[] found = library.item(id, CaseVersion.V1P1)
                .or(() -> library.document(id, CaseVersion.V1P1))
                .or(() -> library.association(id, CaseVersion.V1P1))
                .orElseThrow(Problem::notFound);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .body(found);
    }

    /** A frame for another site's page; its words are escaped where they are shown. */
    private String embed(FrameworkItem item) {
        String title =
                item.label().replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
        return "<iframe src=\"%s\" title=\"%s\" width=\"420\" height=\"190\" loading=\"lazy\"></iframe>"
                .formatted(address.url("/uri/" + item.identifier() + "/card"), title);
    }
}
