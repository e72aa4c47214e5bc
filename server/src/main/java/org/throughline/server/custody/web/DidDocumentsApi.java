package org.throughline.server.custody.web;

import java.time.Duration;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.throughline.server.custody.IssuerKeys;
import org.throughline.server.shared.LocalDocument;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.PublicAddress;
import org.throughline.server.shared.PublicPaths;

/** Our organizations' DID documents (did:web method, section 2.5.2), for the world and for our own verifier. */
@RestController
class DidDocumentsApi implements LocalDocument {
    private static final MediaType DID_JSON = MediaType.parseMediaType("application/did+json");
    private static final String AFTER = "/did.json";

    private final IssuerKeys keys;
    private final PublicAddress address;

    DidDocumentsApi(IssuerKeys keys, PublicAddress address) {
        this.keys = keys;
        this.address = address;
    }

    @GetMapping("/o/{slug}/did.json")
    ResponseEntity<byte[]> serve(@PathVariable("slug") String slug) {
        byte[] document = keys.didDocument(slug).orElseThrow(Problem::notFound);
        return ResponseEntity.ok()
                .contentType(DID_JSON)
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                .header("Access-Control-Allow-Origin", "*")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .body(document);
    }

    @Override
    public Optional<byte[]> document(String url) {
        String before = address.url("/o/");
        return url.startsWith(before) && url.endsWith(AFTER) && url.length() > before.length() + AFTER.length()
                ? keys.didDocument(url.substring(before.length(), url.length() - AFTER.length()))
                : Optional.empty();
    }

    /** What strangers may read here. */
    @Configuration(proxyBeanMethods = false)
    static class Paths {
        @Bean
        PublicPaths didDocumentPaths() {
            return PublicPaths.of("/o/*/did.json");
        }
    }
}
