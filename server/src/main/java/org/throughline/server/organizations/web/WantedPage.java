package org.throughline.server.organizations.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;
import org.springframework.stereotype.Component;

/** Remembers which page of ours a stranger wanted, as its path, and leads there after sign-in. */
@Component
class WantedPage implements RequestCache {
    private static final String NAME = "wanted";

    @Override
    public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
        String accept = request.getHeader("Accept");
        if (HttpMethod.GET.matches(request.getMethod())
                && accept != null
                && accept.contains("text/html")
                && request.getHeader("HX-Request") == null) {
            String query = request.getQueryString();
            keep(request.getSession(), request.getRequestURI() + (query == null ? "" : "?" + query));
        }
    }

    /** Remembers a path of this server; anything else is forgotten. */
    static void keep(HttpSession session, String path) {
        if (isOurs(path)) {
            session.setAttribute(NAME, path);
        }
    }

    /** A browser reads two slashes, or what it takes for such, as the beginning of another host; and leaves out what is not printed. */
    static boolean isOurs(String path) {
        return path.startsWith("/")
                && !path.startsWith("//")
                && path.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
    }

    /** The wanted path, once. */
    static Optional<String> take(@Nullable HttpSession session) {
        if (session == null || !(session.getAttribute(NAME) instanceof String path)) {
            return Optional.empty();
        }
        session.removeAttribute(NAME);
        return Optional.of(path);
    }

    @Override
    @SuppressWarnings("NullAway") // null is the interface's word for "there is none"
    public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession(false);
        return session != null && session.getAttribute(NAME) instanceof String path
                ? new SimpleSavedRequest(path)
                : null;
    }

    @Override
    @SuppressWarnings("NullAway") // a request is never answered as if it were the earlier one
    public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request, HttpServletResponse response) {
        return null;
    }

    @Override
    public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
        take(request.getSession(false));
    }
}
