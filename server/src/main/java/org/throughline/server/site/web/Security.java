package org.throughline.server.site.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.filter.OncePerRequestFilter;
import org.throughline.server.organizations.SessionPerson;
import org.throughline.server.organizations.SignIns;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;
import org.throughline.server.shared.PublicPaths;
import org.throughline.server.shared.TokensInAddresses;

/** Who may reach what: strangers only what a room declares public, everybody else by sign-in; rooms then ask for the role. */
@Configuration(proxyBeanMethods = false)
class Security {
    private final ProblemAnswers answers;
    private final SignIns signIns;

    Security(ProblemAnswers answers, SignIns signIns) {
        this.answers = answers;
        this.signIns = signIns;
    }

    /** Health and numbers: they exist on the operator's loopback port only, where nobody signs in. */
    /** Each filter of the chain would be measured by itself, at a tenth of a small answer's time; the request as a whole is. */
    @Bean
    static SecurityObservationSettings noObservationOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    @Order(10)
    SecurityFilterChain operatorsChain(HttpSecurity http) throws Exception {
        return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(csrf -> csrf.disable())
                .build();
    }

    /** Nobody finds them on the public port, not even to be asked who they are. */
    @Bean
    @Order(11)
    SecurityFilterChain noOperatorsHere(HttpSecurity http, List<HeaderWriter> headers) throws Exception {
        return http.securityMatcher("/actuator", "/actuator/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().denyAll())
                .csrf(csrf -> csrf.disable())
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (request, response, e) -> answers.answer(Problem.notFound(), request, response))
                        .accessDeniedHandler(
                                (request, response, e) -> answers.answer(Problem.notFound(), request, response)))
                .headers(it -> {
                    it.defaultsDisabled();
                    headers.forEach(it::addHeaderWriter);
                })
                .build();
    }

    @Bean
    @Order(100)
    SecurityFilterChain siteChain(HttpSecurity http, List<PublicPaths> open, RequestCache cache, PublicAddress address)
            throws Exception {
        String[] readable = open.stream().flatMap(p -> p.patterns().stream()).toArray(String[]::new);
        String[] postable = open.stream().flatMap(p -> p.posts().stream()).toArray(String[]::new);
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, readable)
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD, readable)
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, postable)
                        .permitAll()
                        .requestMatchers(
                                CorsUtils::isPreFlightRequest) // refused where a room does not allow other origins
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/").addLogoutHandler(this::signedOut))
                .requestCache(saved -> saved.requestCache(cache))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (request, response, e) -> askToSignIn(cache, request, response))
                        .accessDeniedHandler((request, response, e) -> answers.answer(
                                e instanceof CsrfException ? staleForm() : ProblemAnswers.of(request, 403),
                                request,
                                response)))
                .addFilterAfter(new RefusedAddresses(), HeaderWriterFilter.class) // its refusals bear the headers too
                .addFilterAfter(new StrangersUploads(cache, postable), RefusedAddresses.class)
                .headers(headers -> headers.defaultsDisabled().addHeaderWriter(new SafetyHeaders(address.isHttps())))
                .build();
    }

    /** The headers of every answer, also for the chains of other rooms. */
    @Bean
    HeaderWriter safetyHeaders(PublicAddress address) {
        return new SafetyHeaders(address.isHttps());
    }

    @Bean
    PublicPaths roofPaths() {
        return PublicPaths.of("/", "/assets/**", "/favicon.ico", "/sign-in");
    }

    private void signedOut(HttpServletRequest request, HttpServletResponse response, @Nullable Authentication before) {
        if (before != null && before.getPrincipal() instanceof SessionPerson person) {
            signIns.out(person.person());
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

    /** Refuses a token in an address, on pages as on the paths of programs. */
    private final class RefusedAddresses extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (TokensInAddresses.has(request.getQueryString())) {
                answers.answer(TokensInAddresses.refused(), request, response);
                return;
            }
            chain.doFilter(request, response);
        }
    }

    /**
     * Asks a stranger to sign in before a large form of theirs is read: the guard against forged forms looks for its token inside, which
     * reads all of it.
     */
    private final class StrangersUploads extends OncePerRequestFilter {
        private static final long SMALL = 2L << 20;

        private final RequestCache cache;
        private final List<PathPatternRequestMatcher> open;

        StrangersUploads(RequestCache cache, String[] postable) {
            this.cache = cache;
            this.open = Arrays.stream(postable)
                    .map(PathPatternRequestMatcher.withDefaults()::matcher)
                    .toList();
        }

        @Override
        protected boolean shouldNotFilter(HttpServletRequest request) {
            return !UploadLimits.isFormWithFiles(request)
                    || request.getContentLengthLong() <= SMALL
                    || open.stream().anyMatch(matcher -> matcher.matches(request));
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            Authentication known = SecurityContextHolder.getContext().getAuthentication();
            if (known == null || !known.isAuthenticated()) {
                response.setHeader(HttpHeaders.CONNECTION, "close");
                askToSignIn(cache, request, response);
                return;
            }
            chain.doFilter(request, response);
        }
    }

    private static Problem staleForm() {
        return new Problem(
                ProblemType.CSRF,
                "The form was open for so long, or came from another page, that we could not accept it.");
    }
}
