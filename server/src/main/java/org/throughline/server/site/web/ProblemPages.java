package org.throughline.server.site.web;

import java.util.Arrays;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicPaths;

/** The page of a problem, to which {@code type} of every problem+json leads. */
@Controller("sitePagesOfProblems")
class ProblemPages {
    private final ProblemTexts texts;

    ProblemPages(ProblemTexts texts) {
        this.texts = texts;
    }

    @GetMapping("/problems/{code}")
    ModelAndView problem(@PathVariable("code") String code) {
        ProblemType type = Arrays.stream(ProblemType.values())
                .filter(t -> t.code().equals(code))
                .findFirst()
                .orElseThrow(Problem::notFound);
        ProblemTexts.Text text = texts.of(type);
        return new ModelAndView(
                "site/problem",
                Map.of(
                        "page",
                        new ProblemPage(
                                type.code(), type.status(), text.title(), text.meaning(), text.kept(), text.next())));
    }

    @Configuration(proxyBeanMethods = false)
    static class Paths {
        @Bean
        PublicPaths problemPaths() {
            return PublicPaths.of("/problems/*");
        }
    }
}
