package org.throughline.server.access.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.ClientNetwork;
import org.throughline.server.limits.Limits;
import org.throughline.server.limits.web.Client;
import org.throughline.server.shared.Problem;

/** Counts what programs ask of the token endpoint and its neighbours, by program and network, and by network what fails. */
final class TokenRequests extends OncePerRequestFilter {
    private static final String BASIC = "Basic ";

    private final Limits limits;
    private final HandlerExceptionResolver problems;

    TokenRequests(Limits limits, HandlerExceptionResolver problems) {
        this.limits = limits;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ClientNetwork from = Client.of(request);
        try {
            limits.count(Act.TOKEN_FAILURES, from);
            limits.count(Act.TOKEN, program(request), from);
        } catch (Problem tooMany) {
            problems.resolveException(request, response, null, tooMany);
            return;
        }
        chain.doFilter(request, response);
        if (response.getStatus() < HttpStatus.BAD_REQUEST.value()) {
            limits.giveBack(Act.TOKEN_FAILURES, from);
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !HttpMethod.POST.matches(request.getMethod())
                || AuthorizationServer.AUTHORIZE.equals(request.getRequestURI());
    }

    /** The program as it names itself; whether that is true is not known yet. */
    private static String program(HttpServletRequest request) {
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            try {
                byte[] decoded = Base64.getDecoder()
                        .decode(authorization.substring(BASIC.length()).strip());
                return new String(decoded, StandardCharsets.UTF_8).split(":", 2)[0];
            } catch (IllegalArgumentException notBase64) {
                return "";
            }
        }
        return Optional.ofNullable(request.getParameter("client_id")).orElse("");
    }
}
