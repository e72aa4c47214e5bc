package org.throughline.server.site.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.HandlerMapping;
import org.throughline.server.database.RefusedRow;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Turns a {@link Problem} that a controller lets through into its answer. */
@ControllerAdvice
class ProblemAdvice {
    private static final System.Logger LOG = System.getLogger(ProblemAdvice.class.getName());
    private static final String PROVE_AGAIN = "/sign-in/again";

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
        if (problem.type() == ProblemType.PROVE_AGAIN) {
            if (ProblemAnswers.wantsPage(request)) {
                response.sendRedirect(PROVE_AGAIN);
                return;
            }
            if (request.getHeader("HX-Request") != null) {
                response.setHeader("HX-Redirect", PROVE_AGAIN);
            }
        }
        answers.answer(problem, request, response);
    }

    @ExceptionHandler
    void tooLarge(MaxUploadSizeExceededException e, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        answers.answer(
                new Problem(ProblemType.PAYLOAD_TOO_LARGE, "What was sent is larger than this address takes."),
                request,
                response);
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    void database(RuntimeException e, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<RefusedRow> refused = RefusedRow.in(e);
        if (refused.isPresent()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The database kept a row of {0} from whoever asked {1} {2}",
                    refused.get().table(),
                    request.getMethod(),
                    request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
            answers.answer(Problem.notFound(), request, response);
            return;
        }
        Problem problem = DatabaseProblems.of(e).orElseThrow(() -> e);
        LOG.log(System.Logger.Level.WARNING, "The database did not answer: {0}", problem.type(), e);
        answers.answer(problem, request, response);
    }
}
