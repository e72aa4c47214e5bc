package org.throughline.server.face.web;

import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.throughline.server.face.ToastView;

/**
 * The living style guide: every component with a sample, drawn by the very templates that the pages use. Served in the
 * demonstration and wherever {@code throughline.style-guide} is true.
 */
@Controller
@ConditionalOnExpression("${throughline.style-guide:false} or ${throughline.demo:false}")
class StyleGuidePages {
    @GetMapping("/style-guide")
    ModelAndView guide() {
        return new ModelAndView("styleguide/index", Map.of("guide", new StyleSamples()));
    }

    /** The children of the sample tree's lazy branch, a moment late as in life. */
    @GetMapping("/style-guide/tree")
    ModelAndView children(@RequestParam(defaultValue = "0") int offset) {
        return new ModelAndView("styleguide/children", Map.of("guide", new StyleSamples(), "offset", offset));
    }

    @PostMapping("/style-guide/toast")
    String toast(RedirectAttributes redirect) {
        redirect.addFlashAttribute("toast", new ToastView("Item moved to Switching", "/style-guide/toast"));
        return "redirect:/style-guide#toast";
    }

    /** A look at the page for a failure; the real ones are made by whoever answers for problems. */
    @GetMapping("/style-guide/problem")
    ModelAndView problem() {
        ModelAndView page = new ModelAndView("problem", Map.of("problem", new StyleSamples().problem()));
        page.setStatus(HttpStatus.CONFLICT);
        return page;
    }
}
