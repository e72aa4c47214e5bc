package org.throughline.server.organizations.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.throughline.server.organizations.Sessions;

/** Whoever changes how they sign in proves first that it is still they who sit there: within the last five minutes (SAFETY.md 2.2). */
@Component
@ControllerAdvice
class FreshProof {
    static final Duration WINDOW = Duration.ofMinutes(5);

    private final Sessions sessions;

    FreshProof(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Goes on, or leads by the sign-in page back to {@code page}. */
    void require(String page, HttpServletRequest request) {
        if (!sessions.provedWithin(WINDOW)) {
            WantedPage.keep(request.getSession(), page);
            throw new Missing();
        }
    }

    @ExceptionHandler
    String ask(Missing missing) {
        return "redirect:/sign-in/again";
    }

    /** The proof is missing, or too old. */
    static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
