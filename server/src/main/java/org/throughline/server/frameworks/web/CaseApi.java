package org.throughline.server.frameworks.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.server.frameworks.CaseAnswer;
import org.throughline.server.frameworks.CaseLibrary;
import org.throughline.server.frameworks.DefinitionKind;
import org.throughline.server.frameworks.StandingPackage;
import org.throughline.server.shared.ApiPaths;
import org.throughline.server.shared.ApiPaths.Operation;
import org.throughline.server.shared.PublicAddress;
import tools.jackson.databind.json.JsonMapper;

/**
 * The CASE API (1EdTech CASE 1.0 and 1.1, service definitions), all twelve operations and the discovery document: open reading of everything
 * that is published here. What is not published does not exist, but for programs whose token reads their own organization's. An identifier
 * may end in {@code .json}, as some consumers write it.
 */
@RestController
class CaseApi {
    static final String BASE = "/ims/case/{version:v1p0|v1p1}";
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final String SUFFIX = ".json";
    private static final List<MediaType> ANSWERED =
            List.of(MediaType.APPLICATION_JSON, MediaType.parseMediaType("application/json;charset=UTF-8"));

    private final CaseLibrary library;
    private final CaseAnswers answers;
    private final PublicAddress address;
    private final JsonMapper json = JsonMapper.builder().build();

    /** Since when this server describes itself so. */
    private final Instant started;

    CaseApi(CaseLibrary library, CaseAnswers answers, PublicAddress address, Clock clock) {
        this.started = clock.instant();
        this.library = library;
        this.answers = answers;
        this.address = address;
    }

    /** One request in hand. */
    private record Call(CaseVersion version, HttpServletRequest request, HttpServletResponse response) {}

    private static Call call(String version, HttpServletRequest request, HttpServletResponse response) {
        CaseVersion spoken = version.equals(CaseVersion.V1P0.pathSegment()) ? CaseVersion.V1P0 : CaseVersion.V1P1;
        return new Call(spoken, request, response);
    }

    @GetMapping({BASE + "/CFDocuments", BASE + "/CFDocuments" + SUFFIX})
    void documents(@PathVariable String version, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Call call = call(version, request, response);
        if (isUnacceptable(call)) {
            return;
        }
        switch (DocumentSelection.read(request, call.version())) {
            case DocumentSelection.Refused(CaseFailure failure) -> fail(call, failure);
            case DocumentSelection.Wanted wanted -> {
                DocumentSelection.Answer answer = wanted.answer(library, address);
                answer.headers().forEach(response::setHeader);
                answers.send(request, response, CaseAnswers.JSON, answer.answer());
            }
        }
    }

    @GetMapping(BASE + "/CFDocuments/{id}")
    void document(
            @PathVariable String version,
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Call call = call(version, request, response);
        one(call, id, uuid -> library.document(uuid, call.version()), "CFDocument");
    }

    /** The identifier is the document's. */
    @GetMapping(BASE + "/CFPackages/{id}")
    void pkg(
            @PathVariable String version,
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Call call = call(version, request, response);
        Optional<StandingPackage> standing = uuid(id).flatMap(library::standing);
        if (standing.isPresent()
                && (isUnacceptable(call) || answers.send(request, response, standing.get(), call.version()))) {
            return;
        }
        one(call, id, uuid -> library.pkg(uuid, call.version()), "CFPackage of a document");
    }

    @GetMapping(BASE + "/CFItems/{id}")
    void item(
            @PathVariable String version,
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Call call = call(version, request, response);
        one(call, id, uuid -> library.item(uuid, call.version()), "CFItem");
    }

    /** The identifier is the item's. The second address is OpenSALT's. */
    @GetMapping({BASE + "/CFItemAssociations/{id}", BASE + "/CFItems/{id}/associations"})
    void itemAssociations(
            @PathVariable String version,
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Call call = call(version, request, response);
        one(call, id, uuid -> library.itemAssociations(uuid, call.version()), "CFItem");
    }

    @GetMapping(BASE + "/CFAssociations/{id}")
    void association(
            @PathVariable String version,
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Call call = call(version, request, response);
        one(call, id, uuid -> library.association(uuid, call.version()), "CFAssociation");
    }

    @GetMapping(BASE + "/{kind:CFConcepts|CFSubjects|CFItemTypes|CFLicenses|CFAssociationGroupings|CFRubrics}/{id}")
    void definition(
            @PathVariable String version,
            @PathVariable String kind,
            @PathVariable String id,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Call call = call(version, request, response);
        for (DefinitionKind wanted : DefinitionKind.values()) {
            if (wanted.list().equals(kind)) {
                one(call, id, uuid -> library.definition(wanted, uuid, call.version()), wanted.wire());
            }
        }
    }

    /** CASE 1.1, section 5: every provider describes itself. The name says which version is described. */
    @GetMapping({
        "/ims/case/v1p1/discovery/imscasev1p1_openapi3_v1p0.json",
        "/ims/case/v1p0/discovery/imscasev1p0_openapi3_v1p0.json"
    })
    void discovery(HttpServletRequest request, HttpServletResponse response) throws IOException {
        CaseVersion version = request.getRequestURI().contains("/v1p0/") ? CaseVersion.V1P0 : CaseVersion.V1P1;
        Call call = new Call(version, request, response);
        if (!isUnacceptable(call)) {
            byte[] description = json.writeValueAsBytes(CaseDiscovery.of(version, address));
            answers.send(request, response, CaseAnswers.JSON, new CaseAnswer(description, started, true));
        }
    }

    private void one(Call call, String id, Function<UUID, Optional<CaseAnswer>> question, String wanted)
            throws IOException {
        Optional<UUID> identifier = uuid(id);
        if (identifier.isEmpty()) {
            fail(call, CaseFailure.invalidIdentifier(id));
            return;
        }
        Optional<CaseAnswer> found = question.apply(identifier.get());
        if (found.isEmpty()) {
            fail(call, CaseFailure.unknownObject("There is no such " + wanted + " here."));
        } else if (!isUnacceptable(call)) {
            answers.send(call.request(), call.response(), CaseAnswers.JSON, found.get());
        }
    }

    private static Optional<UUID> uuid(String id) {
        String plain = id.toLowerCase(Locale.ROOT);
        if (plain.endsWith(SUFFIX)) {
            plain = plain.substring(0, plain.length() - SUFFIX.length());
        }
        return UUID_TEXT.matcher(plain).matches() ? Optional.of(UUID.fromString(plain)) : Optional.empty();
    }

    private boolean isUnacceptable(Call call) throws IOException {
        if (isUnacceptable(call.request())) {
            fail(call, CaseFailure.notAcceptable());
            return true;
        }
        return false;
    }

    private static boolean isUnacceptable(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept == null || accept.isBlank()) {
            return false;
        }
        try {
            return MediaType.parseMediaTypes(accept).stream()
                    .filter(type -> type.getQualityValue() > 0)
                    .noneMatch(type -> ANSWERED.stream().anyMatch(type::includes));
        } catch (InvalidMediaTypeException | InvalidMimeTypeException e) {
            return false;
        }
    }

    private void fail(Call call, CaseFailure failure) throws IOException {
        CaseAnswers.readableAnywhere(call.response());
        CaseAnswers.varies(call.request(), call.response());
        call.response().setStatus(failure.status());
        call.response().setContentType(CaseAnswers.JSON);
        call.response().getOutputStream().write(json.writeValueAsBytes(failure.body(call.version())));
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
