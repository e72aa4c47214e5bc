package org.throughline.server.site.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.multipart.MultipartResolver;
import org.springframework.web.multipart.support.StandardServletMultipartResolver;
import org.springframework.web.servlet.DispatcherServlet;
import org.throughline.server.shared.LargeForms;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * Refuses a form with files that is too large for its address by what it says of its length, before anything of it is read; and one that does
 * not say it, since it would be read to the largest limit of all. Stands before everything that looks into forms, the guard against forged
 * ones among them.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class UploadLimits extends OncePerRequestFilter {
    private final List<LargeForms> large;

    UploadLimits(List<LargeForms> large) {
        this.large = List.copyOf(large);
    }

    static boolean isFormWithFiles(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.regionMatches(true, 0, "multipart/", 0, "multipart/".length());
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !isFormWithFiles(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        LargeForms limit = large.stream()
                .filter(form -> form.path().equals(request.getRequestURI()))
                .findFirst()
                .orElse(LargeForms.USUAL);
        long length = request.getContentLengthLong();
        if (length < 0) {
            refuse(
                    request,
                    response,
                    new Problem(
                            ProblemType.MALFORMED,
                            "A form with files says how long it is before it is read (Content-Length); this one does not."));
        } else if (length > limit.mostBytes()) {
            refuse(
                    request,
                    response,
                    new Problem(
                            ProblemType.PAYLOAD_TOO_LARGE,
                            "What was sent has %,d MB. This address takes files of up to %s."
                                    .formatted(length / 1_000_000, limit.words())));
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        request.setAttribute(ProblemAnswers.ATTRIBUTE, problem);
        response.setHeader(HttpHeaders.CONNECTION, "close"); // what was not read stands in the way of any other request
        response.sendError(problem.type().status());
    }

    /** A form is read for the request that it came with, not for the page that says why it was refused: that would read what was not to be read. */
    @Configuration(proxyBeanMethods = false)
    static class Reading {
        @Bean(DispatcherServlet.MULTIPART_RESOLVER_BEAN_NAME)
        MultipartResolver multipartResolver() {
            return new StandardServletMultipartResolver() {
                @Override
                public boolean isMultipart(HttpServletRequest request) {
                    return request.getDispatcherType() != DispatcherType.ERROR && super.isMultipart(request);
                }
            };
        }
    }
}
