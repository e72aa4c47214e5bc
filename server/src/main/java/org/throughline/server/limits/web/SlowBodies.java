package org.throughline.server.limits.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells whoever sent too slowly that it was that, whatever the reader of the body made of what was missing; and ends the connection. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class SlowBodies extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException e) {
            if (request.getAttribute(PatientExchange.TOO_SLOW) == null) {
                throw e;
            }
        }
        if (request.getAttribute(PatientExchange.TOO_SLOW) != null && !response.isCommitted()) {
            response.reset();
            response.setHeader("Connection", "close");
            response.sendError(HttpServletResponse.SC_REQUEST_TIMEOUT);
        }
    }
}
