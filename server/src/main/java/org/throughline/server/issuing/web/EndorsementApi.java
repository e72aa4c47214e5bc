package org.throughline.server.issuing.web;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.throughline.server.issuing.Endorsements;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.PublicPaths;

/** Endorsements for everybody, as they were signed: as JSON with a proof, and as a token. */
@RestController
class EndorsementApi {
    private static final MediaType CREDENTIAL = MediaType.parseMediaType("application/vc");
    private static final MediaType TOKEN = MediaType.parseMediaType("application/vc+jwt");

    private final Endorsements endorsements;

    EndorsementApi(Endorsements endorsements) {
        this.endorsements = endorsements;
    }

    @GetMapping("/endorsements/{id}")
    ResponseEntity<byte[]> document(@PathVariable UUID id) {
        return open(CREDENTIAL, endorsements.document(id).orElseThrow(Problem::notFound));
    }

    @GetMapping("/endorsements/{id}/jwt")
    ResponseEntity<byte[]> token(@PathVariable UUID id) {
        return open(TOKEN, endorsements.token(id).orElseThrow(Problem::notFound).getBytes(StandardCharsets.UTF_8));
    }

    private static ResponseEntity<byte[]> open(MediaType type, byte[] body) {
        return ResponseEntity.ok()
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .contentType(type)
                .body(body);
    }

    @Configuration(proxyBeanMethods = false)
    static class Paths {
        @Bean
        PublicPaths endorsementPaths() {
            return PublicPaths.of("/endorsements/*", "/endorsements/*/jwt");
        }
    }
}
