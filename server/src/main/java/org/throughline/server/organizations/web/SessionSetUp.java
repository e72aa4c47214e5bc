package org.throughline.server.organizations.web;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.throughline.server.limits.web.Client;
import org.throughline.server.organizations.CurrentSession;
import org.throughline.server.organizations.FirstSession;
import org.throughline.server.organizations.Sessions;
import org.throughline.server.shared.PublicAddress;

/** Sessions come from the database, by a cookie that no script reads and no other site sends; behind https it is bound to this host. */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
class SessionSetUp {
    @Bean
    CookieSerializer sessionCookie(PublicAddress address, Sessions sessions) {
        DefaultCookieSerializer cookie = new DefaultCookieSerializer() {
            @Override
            public void writeCookieValue(CookieValue value) {
                super.writeCookieValue(value);
                if (!value.getCookieValue().isEmpty()) { // a new id: a session that began, or changed hands
                    sessions.note(
                            value.getCookieValue(),
                            Devices.words(value.getRequest().getHeader("User-Agent")),
                            Networks.of(Client.address(value.getRequest())));
                }
            }
        };
        cookie.setCookieName(address.isHttps() ? "__Host-session" : "session");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setUseSecureCookie(address.isHttps());
        cookie.setCookiePath("/");
        cookie.setSameSite("Lax");
        cookie.setUseBase64Encoding(false);
        return cookie;
    }

    @Bean
    CurrentSession currentSession() {
        return () -> RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? Optional.ofNullable(request.getRequest().getSession(false)).map(HttpSession::getId)
                : Optional.empty();
    }

    @Bean
    FirstSession firstSession(Arrival arrival) {
        return person -> {
            if (RequestContextHolder.currentRequestAttributes() instanceof ServletRequestAttributes request) {
                arrival.open(person, request.getRequest(), requireNonNull(request.getResponse()));
            }
        };
    }
}
