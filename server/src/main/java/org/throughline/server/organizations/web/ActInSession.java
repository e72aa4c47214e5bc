package org.throughline.server.organizations.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.throughline.server.organizations.WaitingAct;

/**
 * Keeps the act in the session, sealed like all that a session remembers: one at a time, the latest. A form is kept with its fields; a page that
 * was only opened is kept as its address.
 */
@Component
class ActInSession implements WaitingAct {
    static final String NAME = "waiting-act";
    static final String GO_ON = "/sign-in/again/go-on";

    private static final int MAX_CHARS = 64 * 1024;
    private static final String WORDS = "waiting-words";

    @Override
    public void keep(String words) {
        request().ifPresent(request -> keep(words, request));
    }

    @Override
    public void forget() {
        request().map(request -> request.getSession(false)).ifPresent(ActInSession::forget);
    }

    /** What waits in a session; empty where nothing does. */
    static Optional<Act> find(@Nullable HttpSession session) {
        return session != null && session.getAttribute(NAME) instanceof String written
                ? Optional.of(read(written))
                : Optional.empty();
    }

    /** What the person was asked to prove themselves for, in words; empty where nothing waits. */
    static Optional<String> words(@Nullable HttpSession session) {
        return session != null && session.getAttribute(WORDS) instanceof String words
                ? Optional.of(words)
                : Optional.empty();
    }

    /** What goes along when the same person has proved anew who they are. */
    static List<String> names() {
        return List.of(NAME, WORDS);
    }

    private static void keep(String words, HttpServletRequest request) {
        HttpSession session = request.getSession();
        forget(session);
        session.setAttribute(WORDS, words);
        String query = request.getQueryString();
        if (HttpMethod.GET.matches(request.getMethod())) {
            WantedPage.keep(session, request.getRequestURI() + (query == null ? "" : "?" + query));
            return;
        }
        WantedPage.take(session);
        String written = written(words, request);
        if (written.length() <= MAX_CHARS) {
            session.setAttribute(NAME, written);
        }
    }

    private static void forget(HttpSession session) {
        names().forEach(session::removeAttribute);
    }

    private static String written(String words, HttpServletRequest request) {
        List<String> parts = new ArrayList<>(List.of(words, request.getRequestURI()));
        request.getParameterMap().forEach((name, values) -> {
            if (!name.equals("_csrf")) {
                Arrays.stream(values).forEach(value -> parts.addAll(List.of(name, value)));
            }
        });
        return parts.stream()
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8))
                .reduce((a, b) -> a + "&" + b)
                .orElseThrow();
    }

    private static Act read(String written) {
        List<String> parts = Arrays.stream(written.split("&", -1))
                .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                .toList();
        List<Field> fields = new ArrayList<>();
        for (int i = 2; i + 1 < parts.size(); i += 2) {
            fields.add(new Field(parts.get(i), parts.get(i + 1)));
        }
        return new Act(parts.get(0), parts.get(1), fields);
    }

    private static Optional<HttpServletRequest> request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes at
                ? Optional.of(at.getRequest())
                : Optional.empty();
    }

    /**
     * A form that was sent and not yet taken.
     *
     * @param words what it does
     * @param path where it was sent
     */
    record Act(String words, String path, List<Field> fields) {
        Act {
            fields = List.copyOf(fields);
        }

        @Override
        public String toString() {
            return "Act[" + words + "]"; // the fields may hold a password
        }
    }

    /** A field of the form, as it was typed. */
    record Field(String name, String value) {}
}
