package org.throughline.server.frameworks.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.server.frameworks.CaseAnswer;
import org.throughline.server.frameworks.PackageShelf;
import org.throughline.server.frameworks.StandingPackage;

/**
 * Sends CASE objects over HTTP: with a strong ETag for each encoding, answered with 304 where the asker has it (RFC 9110 section 13),
 * in gzip for whoever takes it, cacheable for a minute where anybody may read it, and readable from any origin. What was asked for with a
 * token stays with whoever asked.
 */
@Component
class CaseAnswers {
    static final String JSON = "application/json";

    private static final int WORTH_PACKING = 1024;
    private static final String OPEN = "public, max-age=60, must-revalidate";
    private static final String CLOSED = "private, no-store";
    private static final List<String> EXPOSED =
            List.of("X-Total-Count", "Link", "ETag", "Last-Modified", DocumentSelection.STATUS_HEADER, "Retry-After");

    /** Where Tomcat finds the file that it sends without us (its Advanced IO, sendfile). */
    private static final String SENDFILE = "org.apache.tomcat.sendfile.";

    private final PackageShelf shelf;
    private final Clock clock;

    CaseAnswers(PackageShelf shelf, Clock clock) {
        this.shelf = shelf;
        this.clock = clock;
    }

    /** Sends one object. */
    void send(HttpServletRequest request, HttpServletResponse response, String contentType, CaseAnswer answer)
            throws IOException {
        byte[] body = answer.json();
        boolean packed = body.length >= WORTH_PACKING && takesGzip(request);
        head(request, response, contentType, wasAskedWithToken(request));
        String tag = tag(
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(sha256(body))
                        .substring(0, 27),
                packed);
        response.setHeader(HttpHeaders.ETAG, tag);
        // a date that is still to come here is not said (RFC 9110 section 8.8.2.1)
        Instant changed = earlier(answer.lastChange(), clock.instant()).truncatedTo(ChronoUnit.SECONDS);
        lastModified(response, changed);
        if (isKnown(request, tag, since -> answer.dated() && since.equals(changed))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        byte[] sent = packed ? gzip(body) : body;
        encoding(response, packed);
        response.setContentLength(sent.length);
        response.getOutputStream().write(sent);
    }

    /**
     * Sends a package that is kept as it was published: no byte of it is touched where the asker has it, and else its file is sent as it lies.
     *
     * @return false where it is gone by now
     */
    boolean send(
            HttpServletRequest request, HttpServletResponse response, StandingPackage standing, CaseVersion version)
            throws IOException {
        boolean packed = takesGzip(request);
        String tag = tag(standing.version().fingerprint().substring(0, 32) + "-" + version.pathSegment(), packed);
        Instant recorded = standing.version().recordedAt().truncatedTo(ChronoUnit.SECONDS);
        Optional<PackageShelf.Bytes> bytes = Optional.empty();
        boolean known = isKnown(request, tag, since -> !recorded.isAfter(since));
        if (!known) {
            bytes = shelf.take(standing.version(), version, packed);
            if (bytes.isEmpty()) {
                return false;
            }
        }
        head(request, response, JSON, !standing.open() || wasAskedWithToken(request));
        response.setHeader(HttpHeaders.ETAG, tag);
        lastModified(response, recorded);
        if (known) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return true;
        }
        encoding(response, packed);
        body(request, response, bytes.get());
        return true;
    }

    private static void body(HttpServletRequest request, HttpServletResponse response, PackageShelf.Bytes bytes)
            throws IOException {
        response.setContentLengthLong(bytes.length());
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        switch (bytes) {
            case PackageShelf.Bytes.InMemory memory ->
                response.getOutputStream().write(memory.bytes());
            case PackageShelf.Bytes.InFile file -> {
                if (Boolean.TRUE.equals(request.getAttribute(SENDFILE + "support"))) {
                    request.setAttribute(
                            SENDFILE + "filename",
                            file.file().toAbsolutePath().normalize().toString());
                    request.setAttribute(SENDFILE + "start", 0L);
                    request.setAttribute(SENDFILE + "end", file.length());
                } else {
                    Files.copy(file.file(), response.getOutputStream());
                }
            }
        }
    }

    private static void head(
            HttpServletRequest request, HttpServletResponse response, String contentType, boolean closed) {
        response.setContentType(contentType);
        response.setHeader(HttpHeaders.CACHE_CONTROL, closed ? CLOSED : OPEN);
        varies(request, response);
        if (!wasAskedWithToken(request)) {
            readableAnywhere(response);
        }
    }

    /** Says once by what the answer differs; not by the asker's origin, as every origin gets the same. */
    static void varies(HttpServletRequest request, HttpServletResponse response) {
        String negotiated = request.getRequestURI().startsWith("/uri/") ? "Accept, " : "";
        response.setHeader(HttpHeaders.VARY, negotiated + "Accept-Encoding, Authorization");
    }

    static void readableAnywhere(HttpServletResponse response) {
        response.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
        response.setHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, String.join(", ", EXPOSED));
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    }

    private static boolean wasAskedWithToken(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null;
    }

    private static void encoding(HttpServletResponse response, boolean packed) {
        if (packed) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static void lastModified(HttpServletResponse response, Instant moment) {
        response.setHeader(
                HttpHeaders.LAST_MODIFIED,
                DateTimeFormatter.RFC_1123_DATE_TIME.format(moment.atOffset(ZoneOffset.UTC)));
    }

    private static String tag(String content, boolean packed) {
        return "\"" + content + (packed ? "-gzip" : "") + "\"";
    }

    /** RFC 9110 section 13.2.2: If-None-Match, and only without it If-Modified-Since. */
    private static boolean isKnown(HttpServletRequest request, String tag, Predicate<Instant> unchangedSince) {
        List<String> known = headers(request, HttpHeaders.IF_NONE_MATCH);
        if (!known.isEmpty()) {
            return known.stream()
                    .anyMatch(one -> one.equals("*") || withoutWeakness(one).equals(tag));
        }
        String since = request.getHeader(HttpHeaders.IF_MODIFIED_SINCE);
        if (since == null) {
            return false;
        }
        try {
            return unchangedSince.test(ZonedDateTime.parse(since, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return false; // a date that can't be read is as good as none
        }
    }

    private static String withoutWeakness(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    /** Whether gzip is taken, and not less than anything else (RFC 9110 section 12.5.3). */
    static boolean takesGzip(HttpServletRequest request) {
        double any = 0;
        for (String coding : headers(request, HttpHeaders.ACCEPT_ENCODING)) {
            String[] parts = coding.split(";", 2);
            String name = parts[0].strip().toLowerCase(Locale.ROOT);
            if (name.equals("gzip") || name.equals("x-gzip")) {
                return weight(parts) > 0;
            }
            if (name.equals("*")) {
                any = weight(parts);
            }
        }
        return any > 0;
    }

    private static double weight(String[] parts) {
        if (parts.length < 2) {
            return 1;
        }
        String weight = parts[1].strip().toLowerCase(Locale.ROOT);
        try {
            return weight.startsWith("q=")
                    ? Double.parseDouble(weight.substring(2).strip())
                    : 1;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static List<String> headers(HttpServletRequest request, String name) {
        String all = String.join(",", java.util.Collections.list(request.getHeaders(name)));
        return Arrays.stream(all.split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(body.length / 4 + 64);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("memory is no device that fails", e);
        }
        return packed.toByteArray();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Pages of other origins may ask before they read, without anybody's credentials (the Fetch standard, CORS-preflight). */
    @Configuration(proxyBeanMethods = false)
    static class AnyOrigin implements WebMvcConfigurer {
        @Override
        public void addCorsMappings(CorsRegistry registry) {
            for (String path : List.of("/ims/case/**", "/uri/*")) {
                registry.addMapping(path)
                        .allowedOrigins("*")
                        .allowedMethods("GET", "HEAD")
                        .allowedHeaders(
                                "Accept", "Accept-Language", "If-None-Match", "If-Modified-Since", "Content-Type")
                        .exposedHeaders(EXPOSED.toArray(String[]::new))
                        .allowCredentials(false)
                        .maxAge(3600);
            }
        }
    }
}
