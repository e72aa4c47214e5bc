package org.throughline.server.issuing.web;

import java.time.Duration;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import org.throughline.server.issuing.Issuance;
import org.throughline.server.issuing.PublishedStatusList;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.PublicPaths;

/**
 * Status lists for everybody, as they were signed. They say nothing about anybody: one bit among 131,072, at a random place (Bitstring
 * Status List 1.0).
 */
@RestController
class StatusListApi {
    private static final MediaType CREDENTIAL = MediaType.parseMediaType("application/vc");
    private static final Duration FRESH = Duration.ofSeconds(60);

    private final Issuance issuance;

    StatusListApi(Issuance issuance) {
        this.issuance = issuance;
    }

    @GetMapping("/status/{id}")
    ResponseEntity<byte[]> list(@PathVariable UUID id, WebRequest request) {
        PublishedStatusList list = issuance.statusList(id).orElseThrow(Problem::notFound);
        boolean known = request.checkNotModified(list.etag());
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(known ? 304 : 200)
                .eTag(list.etag())
                .cacheControl(CacheControl.maxAge(FRESH).cachePublic())
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .header("Cross-Origin-Resource-Policy", "cross-origin");
        return known ? answer.build() : answer.contentType(CREDENTIAL).body(list.bytes());
    }

    @Configuration(proxyBeanMethods = false)
    static class Paths {
        @Bean
        PublicPaths statusPaths() {
            return PublicPaths.of("/status/*");
        }
    }
}
