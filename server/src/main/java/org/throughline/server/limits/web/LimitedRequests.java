package org.throughline.server.limits.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.throughline.server.limits.Limited;
import org.throughline.server.limits.Limited.Counted;
import org.throughline.server.limits.Limits;

/** Counts the requests of routes that bear {@link Limited}, behind the sign-in and before anything is done. */
@Configuration(proxyBeanMethods = false)
class LimitedRequests implements WebMvcConfigurer, HandlerInterceptor {
    private static final int NOT_FOUND = HttpServletResponse.SC_NOT_FOUND;

    private final Limits limits;

    LimitedRequests(Limits limits) {
        this.limits = limits;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Limited limited = limited(request, handler);
        if (limited == null) {
            return true;
        }
        switch (limited.counted()) {
            case ALL ->
                Client.name(request)
                        .ifPresentOrElse(
                                name -> limits.count(limited.value(), name),
                                () -> limits.count(limited.value(), Client.of(request)));
            case MISSES -> limits.check(limited.value(), Client.of(request));
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        Limited limited = limited(request, handler);
        if (limited != null && limited.counted() == Counted.MISSES && response.getStatus() == NOT_FOUND) {
            limits.note(limited.value(), Client.of(request));
        }
    }

    private static @Nullable Limited limited(HttpServletRequest request, Object handler) {
        return handler instanceof HandlerMethod method && request.getDispatcherType() == DispatcherType.REQUEST
                ? method.getMethodAnnotation(Limited.class)
                : null;
    }
}
