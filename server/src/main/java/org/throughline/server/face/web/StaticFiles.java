package org.throughline.server.face.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.resource.LiteWebJarsResourceResolver;

/**
 * Style sheets, scripts and pictures under {@code /assets/<hash of them all>/}, so that browsers may keep them for a year
 * and still get the new ones with the next version. One prefix for all of them lets modules and sheets import each other by
 * relative addresses, without an import map, which a strict Content-Security-Policy would refuse.
 */
@Configuration(proxyBeanMethods = false)
class StaticFiles implements WebMvcConfigurer {
    private static final Duration KEPT = Duration.ofDays(365);

    private final String prefix = "/assets/"
            + hash("classpath*:/static/**", "classpath*:/META-INF/resources/webjars/htmx.org/*/package.json");

    /** The prefix of every static file, without a slash at its end. */
    String prefix() {
        return prefix;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        CacheControl kept = CacheControl.maxAge(KEPT).cachePublic().immutable();
        registry.addResourceHandler(prefix + "/webjars/**")
                .addResourceLocations("classpath:/META-INF/resources/webjars/")
                .setCacheControl(kept)
                .resourceChain(true)
                .addResolver(new LiteWebJarsResourceResolver());
        registry.addResourceHandler(prefix + "/**")
                .addResourceLocations("classpath:/static/")
                .setCacheControl(kept);
    }

    private static String hash(String... patterns) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            var resolver = new PathMatchingResourcePatternResolver();
            for (String pattern : patterns) {
                Resource[] files = resolver.getResources(pattern);
                Arrays.sort(files, Comparator.comparing(Resource::getDescription));
                for (Resource file : files) {
                    if (file.isReadable()) {
                        sha256.update(file.getContentAsByteArray());
                    }
                }
            }
            return HexFormat.of().formatHex(sha256.digest(), 0, 6);
        } catch (IOException e) {
            throw new UncheckedIOException("The static files cannot be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java has SHA-256", e);
        }
    }
}
