package org.throughline.server.access.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.BearerTokenErrors;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;
import org.throughline.server.access.BearerTokens;
import org.throughline.server.access.BearerTokens.Shown;
import org.throughline.server.shared.ApiPaths;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemDialect;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;
import org.throughline.server.shared.TokensInAddresses;
import tools.jackson.databind.json.JsonMapper;

/**
 * The paths that programs call, as the rooms declare them ({@link ApiPaths}): a token in the Authorization header opens them, never a
 * session and never a token in the address. What no room declares below them is closed.
 */
@Configuration(proxyBeanMethods = false)
class ApiChain {
    private static final String IMS = "/ims/";

    private final BearerTokens tokens;
    private final PublicAddress address;
    private final List<ProblemDialect> dialects;
    private final JsonMapper json = JsonMapper.builder().build();

    ApiChain(BearerTokens tokens, PublicAddress address, List<ProblemDialect> dialects) {
        this.dialects = List.copyOf(dialects);
        this.tokens = tokens;
        this.address = address;
    }

    @Bean
    @Order(30)
    SecurityFilterChain apiSecurityChain(HttpSecurity http, List<ApiPaths> rooms, List<HeaderWriter> headers)
            throws Exception {
        List<ApiPaths.Operation> operations =
                rooms.stream().flatMap(room -> room.operations().stream()).toList();
        AuthenticationManager manager = this::authenticate;
        return http.securityMatcher(paths(operations))
                .authorizeHttpRequests(requests -> {
                    for (ApiPaths.Operation operation : operations) {
                        var matched = requests.requestMatchers(matching(operation));
                        if (operation.open()) {
                            matched.permitAll();
                        } else if (operation.scopes().isEmpty()) {
                            matched.authenticated();
                        } else {
                            Set<String> wanted = operation.scopes();
                            matched.access(
                                    (asking, request) -> new AuthorizationDecision(isGoodFor(asking.get(), wanted)));
                        }
                    }
                    operations.stream()
                            .filter(ApiPaths.Operation::open)
                            .map(ApiPaths.Operation::pattern)
                            .forEach(pattern -> requests.requestMatchers(PathPatternRequestMatcher.pathPattern(pattern))
                                    .permitAll()); // other methods than are declared are answered with 405
                    requests.anyRequest().authenticated();
                })
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(request -> manager)
                        .authenticationEntryPoint(this::unknown)
                        .accessDeniedHandler((request, response, e) -> refuse(request, response)))
                .exceptionHandling(failures -> failures.authenticationEntryPoint(this::unknown)
                        .accessDeniedHandler((request, response, e) -> refuse(request, response)))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .requestCache(cache -> cache.disable())
                .csrf(csrf -> csrf.disable()) // no cookie opens anything here
                .addFilterAfter(new RefusedAddresses(), HeaderWriterFilter.class) // its refusals bear the headers too
                .headers(it -> {
                    it.defaultsDisabled();
                    headers.forEach(it::addHeaderWriter);
                })
                .build();
    }

    private static RequestMatcher paths(List<ApiPaths.Operation> operations) {
        return new OrRequestMatcher(operations.stream()
                .map(ApiPaths.Operation::pattern)
                .distinct()
                .<RequestMatcher>map(pattern -> PathPatternRequestMatcher.pathPattern(pattern))
                .toList());
    }

    private static RequestMatcher matching(ApiPaths.Operation operation) {
        return PathPatternRequestMatcher.pathPattern(HttpMethod.valueOf(operation.method()), operation.pattern());
    }

    static boolean isGoodFor(Authentication asking, Set<String> anyOf) {
        return asking instanceof Shown shown && shown.scopes().stream().anyMatch(anyOf::contains);
    }

    private Authentication authenticate(Authentication asking) {
        Optional<Shown> shown = asking instanceof BearerTokenAuthenticationToken bearer
                ? tokens.recognise(bearer.getToken())
                : Optional.empty();
        return shown.orElseThrow(() -> new OAuth2AuthenticationException(
                BearerTokenErrors.invalidToken("The token does not work here, or no longer")));
    }

    private void unknown(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        boolean shown = e instanceof OAuth2AuthenticationException;
        response.setHeader(
                "WWW-Authenticate",
                "Bearer realm=\"%s\"%s".formatted(address.base(), shown ? ", error=\"invalid_token\"" : ""));
        answer(
                request,
                response,
                new Problem(
                        ProblemType.UNAUTHENTICATED,
                        shown
                                ? "The token does not work here, or no longer."
                                : "Programs show a token here: Authorization: Bearer …"));
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");
        answer(
                request,
                response,
                new Problem(ProblemType.SCOPE_MISSING, "The token does not have the scope that this needs."));
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        String path = request.getRequestURI();
        boolean ims = path.startsWith(IMS);
        response.setStatus(problem.type().status());
        for (ProblemDialect dialect : dialects) {
            if (dialect.isSpokenAt(path)) {
                response.setContentType(dialect.contentType());
                response.getOutputStream()
                        .write(dialect.body(problem, problem.type().status(), path));
                return;
            }
        }
        response.setContentType(ims ? "application/json" : "application/problem+json");
        response.getOutputStream().write(json.writeValueAsBytes(ims ? statusInfo(problem) : described(problem)));
    }

    /** RFC 9457; never a page, and never a way to the sign-in, whatever the caller accepts. */
    private Map<String, Object> described(Problem problem) {
        return Map.of(
                "type",
                address.url("/problems/" + problem.type().code()),
                "title",
                problem.type().title(),
                "status",
                problem.type().status(),
                "detail",
                String.valueOf(problem.getMessage()));
    }

    /** As the services of 1EdTech say it ({@code imsx_StatusInfo}). */
    private static Map<String, Object> statusInfo(Problem problem) {
        String code = problem.type().status() == 401 ? "unauthorizedrequest" : "forbidden";
        return Map.of(
                "imsx_codeMajor",
                "failure",
                "imsx_severity",
                "error",
                "imsx_description",
                String.valueOf(problem.getMessage()),
                "imsx_codeMinor",
                Map.of(
                        "imsx_codeMinorField",
                        List.of(Map.of(
                                "imsx_codeMinorFieldName",
                                "TargetEndSystem",
                                "imsx_codeMinorFieldValue",
                                problem.type() == ProblemType.TOKEN_IN_URL ? "invalid_query_parameter" : code))));
    }

    /** Refuses a token in an address. */
    private final class RefusedAddresses extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (TokensInAddresses.has(request.getQueryString())) {
                answer(request, response, TokensInAddresses.refused());
                return;
            }
            chain.doFilter(request, response);
        }
    }
}
