package org.throughline.server.site.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.InvalidMimeTypeException;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemDialect;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a problem: a page for whoever asks for HTML, {@code application/problem+json} (RFC 9457) for everybody else. */
@Component
class ProblemAnswers {
    /** The request attribute under which the problem travels to the page that shows it. */
    static final String ATTRIBUTE = ProblemAnswers.class.getName();

    /** Below it nobody asks but programs. */
    private static final String PROGRAMS = "/ims/";

    private static final String A_MOMENT = "5";
    private static final String A_MINUTE = "60";
    private static final String SOME_MINUTES = "300";

    private final PublicAddress address;
    private final List<ProblemDialect> dialects;
    private final JsonMapper json = JsonMapper.builder().build();

    ProblemAnswers(PublicAddress address, List<ProblemDialect> dialects) {
        this.dialects = List.copyOf(dialects);
        this.address = address;
    }

    /** Writes the answer, or sends the request on to the page of problems. */
    void answer(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        sayWhen(problem, response);
        if (wantsPage(request)) {
            request.setAttribute(ATTRIBUTE, problem);
            response.sendError(problem.type().status());
        } else {
            writeJson(problem, problem.type().status(), request, response);
        }
    }

    /** Says when to come again, for what ends by itself (RFC 9110 section 10.2.3). */
    static void sayWhen(Problem problem, HttpServletResponse response) {
        switch (problem.type()) {
            case TOO_MANY_ATTEMPTS ->
                response.setHeader(
                        HttpHeaders.RETRY_AFTER,
                        problem.comeAgain()
                                .map(wait -> Long.toString(wait.toSeconds()))
                                .orElse(A_MINUTE));
            case BUSY, DATABASE_UNAVAILABLE -> response.setHeader(HttpHeaders.RETRY_AFTER, A_MOMENT);
            case STORAGE_FULL -> response.setHeader(HttpHeaders.RETRY_AFTER, SOME_MINUTES);
            default -> {}
        }
    }

    /**
     * RFC 9457 section 3.1: type, title, status and detail; the findings are an extension of ours (section 3.2). Where the address has a dialect
     * of its own, in that.
     *
     * @param status the status that was given already, which a dialect may have words for that the catalogue lacks
     */
    void writeJson(Problem problem, int status, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        ProblemType type = problem.type();
        String path = path(request);
        Optional<ProblemDialect> dialect =
                dialects.stream().filter(d -> d.isSpokenAt(path)).findFirst();
        if (dialect.isPresent()) {
            response.setStatus(status);
            response.setContentType(dialect.get().contentType());
            response.getOutputStream().write(dialect.get().body(problem, status, path));
            return;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", address.url("/problems/" + type.code()));
        body.put("title", type.title());
        body.put("status", type.status());
        body.put("detail", String.valueOf(problem.getMessage()));
        List<String> findings = problem.findings();
        if (!findings.isEmpty()) {
            body.put("findings", findings);
        }
        response.setStatus(type.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(body));
    }

    /** The path that was asked for, also where the error page answers in its place. */
    private static String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked
                ? asked
                : String.valueOf(request.getRequestURI());
    }

    /** Whether a person's browser asks: HTML is named in Accept. A part of a page that script fetches is HTML too, but not a page. */
    static boolean wantsPage(HttpServletRequest request) {
        String accept = request.getHeader(HttpHeaders.ACCEPT);
        if (accept == null
                || request.getHeader("HX-Request") != null
                || path(request).startsWith(PROGRAMS)) {
            return false;
        }
        try {
            return MediaType.parseMediaTypes(accept).stream()
                    .anyMatch(type -> type.equalsTypeAndSubtype(MediaType.TEXT_HTML)
                            || type.equalsTypeAndSubtype(MediaType.APPLICATION_XHTML_XML));
        } catch (InvalidMediaTypeException | InvalidMimeTypeException e) {
            return false;
        }
    }

    /** The problem of a request that ended at the error page: the one that was thrown, or the catalogue's entry for the status. */
    static Problem of(HttpServletRequest request, int status) {
        if (request.getAttribute(ATTRIBUTE) instanceof Problem problem) {
            return problem;
        }
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
            Optional<Problem> trouble = DatabaseProblems.of(failure);
            if (trouble.isPresent()) {
                return trouble.get();
            }
        }
        return switch (status) {
            case 401 -> new Problem(ProblemType.UNAUTHENTICATED, "This is for people who are signed in.");
            case 403 -> new Problem(ProblemType.FORBIDDEN, "Your role does not allow this.");
            case 404 -> Problem.notFound();
            case 405 ->
                new Problem(
                        ProblemType.METHOD_NOT_ALLOWED, "This address knows other methods than the one that was used.");
            case 408 ->
                new Problem(
                        ProblemType.TOO_SLOW,
                        "The request came so slowly that we stopped waiting for the rest of it. Nothing of it was used.");
            case 413 -> new Problem(ProblemType.PAYLOAD_TOO_LARGE, "What was sent is larger than this address takes.");
            case 503 -> new Problem(ProblemType.BUSY, "The server has more to do than it can. Try again in a minute.");
            default ->
                status >= 500
                        ? new Problem(
                                ProblemType.INTERNAL,
                                "The server met an error that it did not expect. It has been logged.")
                        : new Problem(ProblemType.MALFORMED, "The request could not be understood.");
        };
    }

    /** The status that the container gave the failed request. */
    static int status(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status ? status : 404;
    }
}
