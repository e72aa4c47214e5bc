package org.throughline.server.face.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/**
 * Pages from precompiled JTE templates: a controller returns {@code new ModelAndView("frameworks/tree", Map.of("page",
 * view))} and {@code src/main/jte/frameworks/tree.jte} is shown. A name without such a template is left to other resolvers.
 */
@Configuration(proxyBeanMethods = false)
class JteViews {
    @Bean
    TemplateEngine templateEngine() {
        return TemplateEngine.createPrecompiled(null, ContentType.Html, JteViews.class.getClassLoader());
    }

    @Bean
    ViewResolver jteViewResolver(TemplateEngine templates) {
        return new JteViewResolver(templates);
    }

    private record JteViewResolver(TemplateEngine templates) implements ViewResolver, Ordered {
        @Override
        public @Nullable View resolveViewName(String viewName, Locale locale) {
            String template = viewName + ".jte";
            return templates.hasTemplate(template) ? new JteView(templates, template) : null;
        }

        @Override
        public int getOrder() {
            return 0;
        }
    }

    private record JteView(TemplateEngine templates, String template) implements View {
        /** Never null: Spring drops a view without a content type when it looks at what the browser accepts. */
        @Override
        public String getContentType() {
            return "text/html;charset=UTF-8";
        }

        /**
         * The page is made whole before its first byte is sent, so that a page that fails becomes a problem page rather than
         * half a page, and a form deep inside it can still open a session for its token.
         */
        @Override
        @SuppressWarnings("unchecked")
        public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
                throws Exception {
            Utf8ByteOutput page = new Utf8ByteOutput();
            templates.render(template, model == null ? Map.of() : (Map<String, Object>) model, page);
            if (response.getContentType() == null) {
                response.setContentType(getContentType());
            }
            response.setContentLength(page.getContentLength());
            page.writeTo(response.getOutputStream());
        }
    }
}
