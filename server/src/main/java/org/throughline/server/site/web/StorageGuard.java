package org.throughline.server.site.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.throughline.server.database.StorageReserve;

/** Refuses what would add to a disk that is as good as full. Reading, verifying, coming in and going out go on. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 10)
class StorageGuard extends OncePerRequestFilter {
    private static final Set<String> READING =
            Set.of(HttpMethod.GET.name(), HttpMethod.HEAD.name(), HttpMethod.OPTIONS.name());
    private static final Set<String> KEEPS_NOTHING = Set.of("/verify", "/sign-in", "/sign-out");

    private final StorageReserve reserve;
    private final ProblemAnswers answers;

    StorageGuard(StorageReserve reserve, ProblemAnswers answers) {
        this.reserve = reserve;
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (adds(request) && reserve.isSpent()) {
            answers.answer(DatabaseProblems.storageFull(), request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean adds(HttpServletRequest request) {
        return !READING.contains(request.getMethod()) && !KEEPS_NOTHING.contains(request.getRequestURI());
    }
}
