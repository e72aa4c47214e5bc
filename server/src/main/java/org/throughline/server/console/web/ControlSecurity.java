package org.throughline.server.console.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.header.HeaderWriter;
import org.throughline.server.console.ControlFile;
import org.throughline.server.limits.web.Client;

/** The console's door opens from this machine, with the token that stands in the data directory; to others it is not there. */
@Configuration(proxyBeanMethods = false)
class ControlSecurity {

    @Bean
    @Order(0)
    SecurityFilterChain controlChain(HttpSecurity http, ControlFile control, List<HeaderWriter> headers) {
        return http.securityMatcher("/control/**")
                .csrf(csrf -> csrf.disable()) // no browser holds this token
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest()
                        .access((authentication, asked) ->
                                new AuthorizationDecision(mayEnter(asked.getRequest(), control))))
                .exceptionHandling(
                        refusal -> refusal.authenticationEntryPoint(new HttpStatusEntryPoint(HttpStatus.NOT_FOUND))
                                .accessDeniedHandler((request, response, denied) -> response.setStatus(404)))
                .headers(it -> {
                    it.defaultsDisabled();
                    headers.forEach(it::addHeaderWriter);
                })
                .build();
    }

    private static boolean mayEnter(HttpServletRequest request, ControlFile control) {
        return Client.isOnThisMachine(request) && control.opens(token(request));
    }

    private static @Nullable String token(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.startsWith("Bearer ") ? header.substring("Bearer ".length()) : null;
    }
}
