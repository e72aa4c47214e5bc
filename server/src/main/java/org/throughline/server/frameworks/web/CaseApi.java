package org.throughline.server.frameworks.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.server.frameworks.CaseLibrary;
import org.throughline.server.shared.ApiPaths;
import org.throughline.server.shared.ApiPaths.Operation;
import org.throughline.server.shared.Page;
import org.throughline.server.shared.PublicAddress;

/**
 * The CASE API (1EdTech CASE 1.0 and 1.1, service definitions): open reading of everything that is published here. What is not published
 * does not exist, but for programs whose token reads their own organization's. Pages may be read from any origin.
 */
@RestController
class CaseApi {
    private static final String BASE = "/ims/case/{version:v1p0|v1p1}";
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final int MOST_PER_PAGE = 1000;

    private final CaseLibrary library;
    private final PublicAddress address;

    CaseApi(CaseLibrary library, PublicAddress address) {
        this.library = library;
        this.address = address;
    }

    @GetMapping(BASE + "/CFDocuments")
    ResponseEntity<?> documents(
            @PathVariable String version,
            @RequestParam(defaultValue = "100") String limit,
            @RequestParam(defaultValue = "0") String offset) {
        CaseVersion spoken = version(version);
        Optional<Integer> size = number(limit).filter(n -> n >= 1);
        Optional<Integer> start = number(offset);
        if (size.isEmpty() || start.isEmpty()) {
            return failure(
                    spoken,
                    CaseFailure.invalidSelection("limit is a whole number from 1, offset a whole number from 0."));
        }
        Page<UUID> page = library.documents(start.get(), Math.min(size.get(), MOST_PER_PAGE));
        return answer().header("X-Total-Count", Long.toString(page.total()))
                .header(HttpHeaders.LINK, links(spoken, page))
                .body(library.documents(page.items(), spoken));
    }

    @GetMapping(BASE + "/CFDocuments/{id}")
    ResponseEntity<?> document(@PathVariable String version, @PathVariable String id) {
        CaseVersion spoken = version(version);
        return one(spoken, id, uuid -> library.document(uuid, spoken), "There is no such CFDocument here.");
    }

    @GetMapping(BASE + "/CFPackages/{id}")
    ResponseEntity<?> pkg(@PathVariable String version, @PathVariable String id) {
        CaseVersion spoken = version(version);
        return one(spoken, id, uuid -> library.pkg(uuid, spoken), "There is no CFPackage of such a document here.");
    }

    @GetMapping(BASE + "/CFItems/{id}")
    ResponseEntity<?> item(@PathVariable String version, @PathVariable String id) {
        CaseVersion spoken = version(version);
        return one(spoken, id, uuid -> library.item(uuid, spoken), "There is no such CFItem here.");
    }

    @GetMapping(BASE + "/CFItemAssociations/{id}")
    ResponseEntity<?> itemAssociations(@PathVariable String version, @PathVariable String id) {
        CaseVersion spoken = version(version);
        return one(spoken, id, uuid -> library.itemAssociations(uuid, spoken), "There is no such CFItem here.");
    }

    @GetMapping(BASE + "/CFAssociations/{id}")
    ResponseEntity<?> association(@PathVariable String version, @PathVariable String id) {
        CaseVersion spoken = version(version);
        return one(spoken, id, uuid -> library.association(uuid, spoken), "There is no such CFAssociation here.");
    }

    private static ResponseEntity<?> one(
            CaseVersion version, String id, Function<UUID, Optional<byte[]>> question, String missing) {
        String plain = id.toLowerCase(Locale.ROOT);
        if (!UUID_TEXT.matcher(plain).matches()) {
            return failure(version, CaseFailure.invalidIdentifier(id));
        }
        Optional<byte[]> found = question.apply(UUID.fromString(plain));
        return found.isPresent() ? answer().body(found.get()) : failure(version, CaseFailure.unknownObject(missing));
    }

    private static ResponseEntity.BodyBuilder answer() {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .header(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "X-Total-Count, Link");
    }

    private static ResponseEntity<?> failure(CaseVersion version, CaseFailure failure) {
        return ResponseEntity.status(failure.status())
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .body(failure.body(version));
    }

    /** RFC 8288: where the first, the previous, the next and the last page are. */
    private String links(CaseVersion version, Page<?> page) {
        List<String> links = new ArrayList<>();
        if (page.hasNext()) {
            links.add(link(version, page.limit(), page.offset() + page.limit(), "next"));
        }
        if (page.offset() > 0) {
            links.add(link(version, page.limit(), Math.max(0, page.offset() - page.limit()), "prev"));
        }
        links.add(link(version, page.limit(), 0, "first"));
        long last = page.total() == 0 ? 0 : (page.total() - 1) / page.limit() * page.limit();
        links.add(link(version, page.limit(), last, "last"));
        return String.join(", ", links);
    }

    private String link(CaseVersion version, int limit, long offset, String relation) {
        String path = "/ims/case/%s/CFDocuments?limit=%d&offset=%d".formatted(version.pathSegment(), limit, offset);
        return "<%s>; rel=\"%s\"".formatted(address.url(path), relation);
    }

    private static CaseVersion version(String path) {
        return path.equals(CaseVersion.V1P0.pathSegment()) ? CaseVersion.V1P0 : CaseVersion.V1P1;
    }

    /** A number from 0, or empty for anything else. */
    private static Optional<Integer> number(String text) {
        try {
            int number = Integer.parseInt(text);
            return number < 0 ? Optional.empty() : Optional.of(number);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Open to everybody; a token that is shown must be good. */
    @Configuration(proxyBeanMethods = false)
    static class Paths {
        @Bean
        ApiPaths casePaths() {
            return ApiPaths.of(Operation.open("/ims/case/**"));
        }
    }
}
