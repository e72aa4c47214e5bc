package org.throughline.server.limits.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collections;
import java.util.stream.Stream;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.throughline.server.limits.TrustedProxies;

/**
 * Before everything else: who the client is, where a trusted proxy speaks for it. The address alone is taken from there; our own name and
 * whether we are reached by https come from {@code --public-url} and from nothing else.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ForwardedClients extends OncePerRequestFilter {
    private static final String[] SPEAKING_FOR_ANOTHER = {
        "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "X-Real-IP", "Via"
    };

    private final TrustedProxies proxies;

    ForwardedClients(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        InetAddress peer = Client.address(request);
        InetAddress client = proxies.client(
                peer, Collections.list(request.getHeaders(proxies.header().text())));
        chain.doFilter(client.equals(peer) ? request : new SpokenFor(request, client.getHostAddress()), response);
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    /** Whether some proxy, trusted or not, says that it brings somebody else's request. */
    static boolean speaksForAnother(HttpServletRequest request) {
        return Stream.of(SPEAKING_FOR_ANOTHER).anyMatch(name -> request.getHeader(name) != null);
    }

    /** The request with its client's address. */
    private static final class SpokenFor extends HttpServletRequestWrapper {
        private final String client;

        SpokenFor(HttpServletRequest request, String client) {
            super(request);
            this.client = client;
        }

        @Override
        public String getRemoteAddr() {
            return client;
        }

        @Override
        public String getRemoteHost() {
            return client;
        }
    }
}
