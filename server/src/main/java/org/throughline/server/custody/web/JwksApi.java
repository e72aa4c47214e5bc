package org.throughline.server.custody.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.throughline.server.custody.IssuerKeys;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.PublicPaths;

/** Our organizations' public keys as a JWK Set (RFC 7517, section 5), for the world. */
@RestController
class JwksApi {
    private static final MediaType JWK_SET = MediaType.parseMediaType("application/jwk-set+json");

    private final IssuerKeys keys;

    JwksApi(IssuerKeys keys) {
        this.keys = keys;
    }

    @GetMapping("/o/{slug}/jwks.json")
    ResponseEntity<Map<String, List<Map<String, String>>>> serve(@PathVariable("slug") String slug) {
        List<Map<String, String>> members = keys.jwks(slug);
        if (members.isEmpty()) {
            throw Problem.notFound();
        }
        return ResponseEntity.ok()
                .contentType(JWK_SET)
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                .header("Access-Control-Allow-Origin", "*")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .body(Map.of("keys", members));
    }

    /** What strangers may read here. */
    @Configuration(proxyBeanMethods = false)
    static class Paths {
        @Bean
        PublicPaths jwksPaths() {
            return PublicPaths.of("/o/*/jwks.json");
        }
    }
}
