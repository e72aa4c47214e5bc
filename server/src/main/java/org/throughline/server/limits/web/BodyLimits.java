package org.throughline.server.limits.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * A body that is not a form with files has 2 MiB at most, whether it says its length or not: reading ends there. Forms with files have the
 * limits of the container; the operator's own orders, which come from this machine alone, have none.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 20)
class BodyLimits extends OncePerRequestFilter {
    static final long MOST = 2L * 1024 * 1024;

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return request.getRequestURI().startsWith("/control/")
                || type != null && type.regionMatches(true, 0, "multipart/", 0, "multipart/".length());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > MOST) {
            response.setHeader("Connection", "close");
            response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return;
        }
        chain.doFilter(new Capped(request), response);
    }

    private static final class Capped extends HttpServletRequestWrapper {
        Capped(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new CappedStream(super.getInputStream());
        }

        @Override
        public BufferedReader getReader() throws IOException {
            String named = getCharacterEncoding();
            return new BufferedReader(new InputStreamReader(
                    getInputStream(), named == null ? StandardCharsets.UTF_8 : Charset.forName(named)));
        }
    }

    private static final class CappedStream extends ServletInputStream {
        private final ServletInputStream source;
        private long read;

        CappedStream(ServletInputStream source) {
            this.source = source;
        }

        private int counted(int bytes) {
            read += Math.max(0, bytes);
            if (read > MOST) {
                throw new Problem(
                        ProblemType.PAYLOAD_TOO_LARGE, "What was sent is larger than this address takes: 2 MiB.");
            }
            return bytes;
        }

        @Override
        public int read() throws IOException {
            int one = source.read();
            counted(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return counted(source.read(into, from, length));
        }

        @Override
        public boolean isFinished() {
            return source.isFinished();
        }

        @Override
        public boolean isReady() {
            return source.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            source.setReadListener(listener);
        }
    }
}
