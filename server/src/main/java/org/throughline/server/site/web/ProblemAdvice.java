package org.throughline.server.site.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Turns a {@link Problem} that a controller lets through into its answer. */
@ControllerAdvice
class ProblemAdvice {
    private final ProblemAnswers answers;

    ProblemAdvice(ProblemAnswers answers) {
        this.answers = answers;
    }

    @ExceptionHandler
    void problem(Problem problem, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (problem.type() == ProblemType.UNAUTHENTICATED && ProblemAnswers.wantsPage(request)) {
            response.sendRedirect("/sign-in");
            return;
        }
        answers.answer(problem, request, response);
    }

    @ExceptionHandler
    void tooLarge(MaxUploadSizeExceededException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answers.answer(
                new Problem(ProblemType.PAYLOAD_TOO_LARGE, "What was sent is larger than this address takes: 20 MB."),
                request,
                response);
    }

    @ExceptionHandler({CannotCreateTransactionException.class, DataAccessResourceFailureException.class})
    void noDatabase(Exception e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        System.getLogger(ProblemAdvice.class.getName())
                .log(System.Logger.Level.WARNING, "The database did not answer", e);
        answers.answer(
                new Problem(ProblemType.BUSY, "The database did not answer in time. Try again in a minute."),
                request,
                response);
    }
}
