package org.throughline.safefetch;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * One GET or POST over one open connection: writes the request, reads the answer within its limits (RFC 9110, RFC 9112).
 * Connections are not reused, which keeps one answer's trouble out of the next.
 */
final class HttpExchange {

    /** Status, headers and body of one answer. */
    record Answer(int status, Map<String, String> headers, FetchResult.Body body) {}

    private static final String USER_AGENT = "Throughline/0.1";
    private static final int MAX_LINE_BYTES = 8 << 10;
    private static final int MAX_HEADERS = 100;
    private static final int MAX_INTERIM_ANSWERS = 5;

    private final InputStream in;
    private final OutputStream out;
    private final FetchRequest request;

    HttpExchange(InputStream in, OutputStream out, FetchRequest request) {
        this.in = new BufferedInputStream(in, 16 << 10);
        this.out = out;
        this.request = request;
    }

    Answer get(URI uri) throws IOException {
        StringBuilder head = new StringBuilder(head("GET", uri));
        if (request.ifModifiedSince() != null) {
            head.append("If-Modified-Since: ").append(request.ifModifiedSince()).append("\r\n");
        }
        if (request.authorization() != null) {
            head.append("Authorization: ").append(request.authorization()).append("\r\n");
        }
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        return answer();
    }

    Answer post(URI uri, PostRequest post) throws IOException {
        byte[] body = post.body().getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(head("POST", uri))
                .append("Content-Type: ")
                .append(post.contentType())
                .append("\r\n")
                .append("Content-Length: ")
                .append(body.length)
                .append("\r\n");
        if (post.authorization() != null) {
            head.append("Authorization: ").append(post.authorization()).append("\r\n");
        }
        post.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        out.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        return answer();
    }

    private Answer answer() throws IOException {
        out.flush();
        for (int i = 0; i <= MAX_INTERIM_ANSWERS; i++) {
            int status = statusOf(line());
            Map<String, String> headers = headers();
            if (status >= 200) {
                return new Answer(status, headers, new FetchResult.Body(hasBody(status) ? body(headers) : new byte[0]));
            }
        }
        throw FetchFailure.malformed("More than " + MAX_INTERIM_ANSWERS + " interim answers");
    }

    /** The lines that every request begins with, without the empty line at their end. */
    private String head(String method, URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        StringBuilder head = new StringBuilder(256)
                .append(method)
                .append(' ')
                .append(target)
                .append(" HTTP/1.1\r\n")
                .append("Host: ")
                .append(uri.getHost())
                .append(port)
                .append("\r\n")
                .append("User-Agent: ")
                .append(USER_AGENT)
                .append("\r\n")
                .append("Accept: ")
                .append(request.accept())
                .append("\r\n")
                .append("Accept-Encoding: gzip\r\n")
                .append("Connection: close\r\n");
        if (request.ifNoneMatch() != null) {
            head.append("If-None-Match: ").append(request.ifNoneMatch()).append("\r\n");
        }
        return head.toString();
    }

    private static int statusOf(String line) throws FetchFailure {
        if (!line.matches("HTTP/1\\.[01] [1-5][0-9]{2}( .*)?")) {
            throw FetchFailure.malformed("The answer does not begin with an HTTP/1.1 status line");
        }
        return Integer.parseInt(line, 9, 12, 10);
    }

    private static boolean hasBody(int status) {
        return status != 204 && status != 304;
    }

    private Map<String, String> headers() throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 0; i <= MAX_HEADERS; i++) {
            String line = line();
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon < 1 || line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                throw FetchFailure.malformed("A header line has no name");
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            headers.merge(name, line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
        }
        throw FetchFailure.malformed("More than " + MAX_HEADERS + " header lines");
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        String encoding = headers.getOrDefault("content-encoding", "identity").toLowerCase(Locale.ROOT);
        boolean gzip = encoding.equals("gzip") || encoding.equals("x-gzip");
        if (!gzip && !encoding.equals("identity")) {
            throw FetchFailure.malformed("The answer is encoded as " + encoding + ", which was not asked for");
        }
        InputStream framed = new CappedInputStream(framed(headers), request.maxBytes());
        try {
            InputStream plain = gzip ? new CappedInputStream(new GZIPInputStream(framed), request.maxBytes()) : framed;
            return plain.readAllBytes();
        } catch (ZipException | EOFException e) {
            throw new FetchFailure("remote-malformed", "The compressed answer is broken or cut short", e);
        }
    }

    private InputStream framed(Map<String, String> headers) throws FetchFailure {
        String transfer = headers.get("transfer-encoding");
        String length = headers.get("content-length");
        if (transfer != null) {
            // both at once is how request smuggling begins (RFC 9112 section 6.3): refused
            if (length != null || !transfer.equalsIgnoreCase("chunked")) {
                throw FetchFailure.malformed("The answer's length is said in a way that cannot be trusted");
            }
            return new ChunkedInputStream(this::line, in);
        }
        if (length == null) {
            return in; // until the other side closes
        }
        if (!length.matches("[0-9]{1,18}")) {
            throw FetchFailure.malformed("Content-Length is not one number");
        }
        long bytes = Long.parseLong(length);
        if (bytes > request.maxBytes()) {
            throw FetchFailure.tooLarge(request.maxBytes());
        }
        return new FixedInputStream(in, bytes);
    }

    /** One line without its end, as Latin-1. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw FetchFailure.malformed("The answer was cut short");
            }
            line.write(b);
            refuseLongLine(line.size());
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private static void refuseLongLine(int bytes) throws FetchFailure {
        if (bytes > MAX_LINE_BYTES) {
            throw FetchFailure.malformed("A line of the answer's head is longer than " + MAX_LINE_BYTES + " bytes");
        }
    }
}
