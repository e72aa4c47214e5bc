package org.throughline.server.audit.web;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.throughline.credentials.log.SignedNote;
import org.throughline.credentials.log.TreeHash;
import org.throughline.server.audit.PublishedLog;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.PublicPaths;

/** The log's checkpoint, its keys and the proof that it only grew, as plain text for whoever watches it. */
@RestController
class LogApi {
    private static final MediaType TEXT = MediaType.parseMediaType("text/plain;charset=UTF-8");

    private final PublishedLog log;

    LogApi(PublishedLog log) {
        this.log = log;
    }

    /** The latest signed checkpoint, as C2SP tlog-checkpoint has it. */
    @GetMapping("/log/checkpoint")
    ResponseEntity<String> checkpoint() {
        return text(log.checkpoint().map(SignedNote::note).orElseThrow(Problem::notFound));
    }

    /** The keys, a line each, the one in use first. */
    @GetMapping("/log/key")
    ResponseEntity<String> key() {
        StringBuilder lines = new StringBuilder();
        log.keys().forEach(key -> lines.append(key.key().text()).append('\n'));
        return text(lines.toString());
    }

    /** The consistency proof between two sizes, a hash in base64 on each line. */
    @GetMapping("/log/consistency")
    ResponseEntity<String> consistency(@RequestParam("from") long from, @RequestParam("to") long to) {
        List<TreeHash> path = log.consistency(from, to).orElseThrow(Problem::notFound);
        StringBuilder lines = new StringBuilder();
        path.forEach(hash -> lines.append(hash.base64()).append('\n'));
        return text(lines.toString());
    }

    private static ResponseEntity<String> text(String body) {
        return ResponseEntity.ok()
                .contentType(TEXT)
                .cacheControl(CacheControl.noCache())
                .header("Access-Control-Allow-Origin", "*")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .body(body);
    }

    /** What strangers may read here. */
    @Configuration(proxyBeanMethods = false)
    static class Paths {
        @Bean
        PublicPaths logPaths() {
            return PublicPaths.of("/log/checkpoint", "/log/key", "/log/consistency");
        }
    }
}
