package org.throughline.server.face.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.server.face.Action;
import org.throughline.server.face.ProblemView;

/** The pages for what nobody handled: what happened, what was kept, what to do next. */
@Configuration(proxyBeanMethods = false)
class ProblemPages implements ErrorViewResolver {
    private static final Action HOME = new Action("Go to the start page", "/");

    @Override
    public ModelAndView resolveErrorView(HttpServletRequest request, HttpStatus status, Map<String, Object> model) {
        ModelAndView page = new ModelAndView("problem", Map.of("problem", problem(status)));
        page.setStatus(status);
        return page;
    }

    private static ProblemView problem(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND ->
                new ProblemView(
                        404,
                        "not-found",
                        "There is no page at this address",
                        "The address may be mistyped, or what stood here was withdrawn or is not for you to see.",
                        null,
                        "Check the address. If a link brought you here, tell the person who gave it to you.",
                        List.of(HOME));
            case UNAUTHORIZED ->
                new ProblemView(
                        401,
                        "unauthenticated",
                        "Sign in first",
                        "This page is for people who are signed in.",
                        null,
                        "Sign in, and you come back to this page.",
                        List.of(HOME));
            case FORBIDDEN ->
                new ProblemView(
                        403,
                        "forbidden",
                        "You may not do this here",
                        "Your role does not allow it, or the page was open for so long that its form is no longer valid.",
                        "Nothing was changed.",
                        "Go back, reload the page and try again. If that does not help, ask an administrator of your organization for the role.",
                        List.of(HOME));
            default -> status.is4xxClientError() ? refused(status) : failed(status);
        };
    }

    private static ProblemView refused(HttpStatus status) {
        return new ProblemView(
                status.value(),
                null,
                "This request could not be understood",
                "The server answered: " + status.getReasonPhrase() + ".",
                "Nothing was changed.",
                "Go back, check what you entered and try again.",
                List.of(HOME));
    }

    private static ProblemView failed(HttpStatus status) {
        return new ProblemView(
                status.value(),
                null,
                "Something went wrong on our side",
                "The server met an error that it did not expect. It has been written to the log.",
                "What you had saved before is safe. What you sent just now may not have been saved.",
                "Wait a minute, go back and try again. If it happens again, tell the people who run this server the time and the address of this page.",
                List.of(HOME));
    }
}
