package org.throughline.server.face.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.util.WebUtils;
import org.throughline.server.face.Csrf;
import org.throughline.server.face.Frame;
import org.throughline.server.face.Shell;
import org.throughline.server.face.ShellSource;
import org.throughline.server.face.ToastView;

/** Gives every page its {@code shell}: the frame from the roof, the form token, the chosen theme, the last act's toast. */
@ControllerAdvice(annotations = Controller.class)
class ShellAdvice {
    /** The cookie that {@code theme.js} writes; read here so that a page arrives in the right colours. */
    static final String THEME_COOKIE = "theme";

    private static final Set<String> THEMES = Set.of("light", "dark");

    private final ObjectProvider<ShellSource> sources;
    private final StaticFiles files;

    ShellAdvice(ObjectProvider<ShellSource> sources, StaticFiles files) {
        this.sources = sources;
        this.files = files;
    }

    @ModelAttribute("shell")
    Shell shell(HttpServletRequest request, @Nullable Principal principal) {
        String path = path(request);
        ShellSource source = sources.getIfAvailable();
        Frame frame = source == null || isInTrouble(request) ? Frame.bare() : source.frame(path, principal);
        return new Shell(frame, path, files.prefix(), theme(request), csrf(request), toast(request));
    }

    /** Whether this is the page that says that the server has trouble of its own: to make it, nothing may be asked that may be away. */
    private static boolean isInTrouble(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer status && status >= 500;
    }

    /** The path that was asked for, also when this is the page about its failure. */
    private static String path(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked
                ? asked
                : request.getRequestURI();
    }

    private static @Nullable String theme(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, THEME_COOKIE);
        return cookie != null && THEMES.contains(cookie.getValue()) ? cookie.getValue() : null;
    }

    private static Csrf csrf(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                ? new Csrf(() -> new Csrf.Token(token.getParameterName(), token.getHeaderName(), token.getToken()))
                : Csrf.none();
    }

    private static @Nullable ToastView toast(HttpServletRequest request) {
        var flash = RequestContextUtils.getInputFlashMap(request);
        return flash != null && flash.get("toast") instanceof ToastView toast ? toast : null;
    }
}
