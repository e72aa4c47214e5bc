package org.throughline.server.site.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;
import org.throughline.server.shared.PublicPaths;

/** Who may reach what: strangers only what a room declares public, everybody else by sign-in; rooms then ask for the role. */
@Configuration(proxyBeanMethods = false)
class Security {
    private static final int SESSION_MINUTES = 8 * 60;

    private final ProblemAnswers answers;

    Security(ProblemAnswers answers) {
        this.answers = answers;
    }

    /** Health and numbers: they exist on the operator's loopback port only, where nobody signs in. */
    @Bean
    @Order(10)
    SecurityFilterChain operatorsChain(HttpSecurity http) throws Exception {
        return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .build();
    }

    @Bean
    @Order(100)
    SecurityFilterChain siteChain(
            HttpSecurity http, List<PublicPaths> open, PasswordAuthentication passwords, PublicAddress address)
            throws Exception {
        String[] readable = open.stream().flatMap(p -> p.patterns().stream()).toArray(String[]::new);
        String[] postable = open.stream().flatMap(p -> p.posts().stream()).toArray(String[]::new);
        RequestCache cache = cache();
        return http.authenticationProvider(passwords)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, readable)
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD, readable)
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, postable)
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage("/sign-in")
                        .usernameParameter("email")
                        .passwordParameter("password")
                        .failureHandler(this::signInFailed))
                .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/"))
                .sessionManagement(session -> session.sessionFixation(fixation -> fixation.changeSessionId()))
                .requestCache(saved -> saved.requestCache(cache))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (request, response, e) -> askToSignIn(cache, request, response))
                        .accessDeniedHandler((request, response, e) -> answers.answer(
                                e instanceof CsrfException ? staleForm() : ProblemAnswers.of(request, 403),
                                request,
                                response)))
                .headers(headers -> headers.defaultsDisabled().addHeaderWriter(new SafetyHeaders(address.isHttps())))
                .build();
    }

    /** Sessions live in a cookie that no script reads and no other site sends; behind https it is bound to this host. */
    @Bean
    ServletContextInitializer sessionCookie(PublicAddress address) {
        return context -> {
            context.setSessionTrackingModes(Set.of(SessionTrackingMode.COOKIE));
            context.setSessionTimeout(SESSION_MINUTES);
            var cookie = context.getSessionCookieConfig();
            cookie.setName(address.isHttps() ? "__Host-session" : "session");
            cookie.setHttpOnly(true);
            cookie.setSecure(address.isHttps());
            cookie.setPath("/");
            cookie.setAttribute("SameSite", "Lax");
        };
    }

    @Bean
    PublicPaths roofPaths() {
        return PublicPaths.of("/", "/assets/**", "/favicon.ico", "/sign-in");
    }

    /** Remembers which page a stranger wanted, without the parameter that would otherwise be added to its address. */
    @SuppressWarnings("NullAway") // null is the documented way to say "no parameter"
    private static RequestCache cache() {
        HttpSessionRequestCache cache = new HttpSessionRequestCache();
        cache.setMatchingRequestParameterName(null);
        cache.setRequestMatcher(
                request -> HttpMethod.GET.matches(request.getMethod()) && ProblemAnswers.wantsPage(request));
        return cache;
    }

    private void signInFailed(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (e instanceof LockedException) {
            answers.answer(
                    new Problem(
                            ProblemType.TOO_MANY_ATTEMPTS,
                            "There were more sign-in attempts than we take in a minute. Wait a minute, then try again."),
                    request,
                    response);
        } else {
            response.sendRedirect("/sign-in?failed");
        }
    }

    private void askToSignIn(RequestCache cache, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (ProblemAnswers.wantsPage(request)) {
            cache.saveRequest(request, response);
            response.sendRedirect("/sign-in");
            return;
        }
        if (request.getHeader("HX-Request") != null) {
            response.setHeader("HX-Redirect", "/sign-in");
        }
        answers.answer(
                new Problem(ProblemType.UNAUTHENTICATED, "This is for people who are signed in."), request, response);
    }

    private static Problem staleForm() {
        return new Problem(
                ProblemType.CSRF,
                "The form was open for so long, or came from another page, that we could not accept it.");
    }
}
