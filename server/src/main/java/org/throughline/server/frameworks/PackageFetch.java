package org.throughline.server.frameworks;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.caseformat.CaseReader;
import org.throughline.safefetch.FetchRequest;
import org.throughline.safefetch.FetchResult;
import org.throughline.safefetch.PostRequest;
import org.throughline.safefetch.SafeFetcher;
import org.throughline.server.shared.OutboundRequests;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/** Fetches CASE documents from addresses that people name. */
@Component
final class PackageFetch {
    private static final Duration DEADLINE = Duration.ofSeconds(120);
    private static final int TOKEN_BYTES = 64 << 10;
    private static final String ANY = "application/json, */*;q=0.5";
    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[\\s,])max-age=\"?([0-9]{1,9})");
    private static final Pattern NEXT = Pattern.compile("<([^>]{1,2000})>\\s*;[^,]*rel=\"?next\"?");
    private static final Pattern TOKEN = Pattern.compile("\"access_token\"\\s*:\\s*\"([!#-\\[\\]-~]{1,4096})\"");

    /**
     * By what a source knows us (RFC 6749, section 4.4).
     *
     * @param tokenAddress where a token is to be had
     * @param scope what is asked for, or empty
     */
    record Client(String tokenAddress, String id, String secret, String scope) {
        @Override
        public String toString() {
            return "client " + id;
        }
    }

    /** What is known of a copy that is here, as its source told it. */
    record Copy(@Nullable String etag, @Nullable String lastModified) {
        static final Copy NONE = new Copy(null, null);
    }

    private final SafeFetcher fetcher;
    private final Clock clock;

    PackageFetch(OutboundRequests requests, Clock clock) {
        this.clock = clock;
        this.fetcher = requests.fetcher("case-package")
                .idleWait(Duration.ofSeconds(30)) // other systems assemble large packages before the first byte
                .build();
    }

    /** The bytes at an address; {@code Problem URL_NOT_ALLOWED} where it may not be asked or does not answer with a document. */
    byte[] fetch(String address) {
        return switch (ask(address, Optional.empty(), Copy.NONE)) {
            case SourceAnswer.Whole whole -> whole.bytes().all();
            case SourceAnswer.Same _ ->
                throw problem("%s answered with status 304 instead of a package.".formatted(address));
            case SourceAnswer.Gone gone ->
                throw problem("%s answered with status %d instead of a package.".formatted(address, gone.status()));
            case SourceAnswer.Trouble trouble -> throw problem(trouble.words());
        };
    }

    /** Asks a source, unless the copy that is here is still its newest. Whatever the other side does is an answer. */
    SourceAnswer ask(String address, Optional<Client> client, Copy copy) {
        URI uri;
        try {
            uri = new URI(address.strip());
        } catch (URISyntaxException e) {
            return new SourceAnswer.Trouble("not-allowed", "“" + address + "” is not an address.", Optional.empty());
        }
        String authorization = null;
        if (client.isPresent()) {
            switch (token(client.get())) {
                case Token.Given given -> authorization = "Bearer " + given.token();
                case Token.Refused refused -> {
                    return refused.trouble();
                }
            }
        }
        FetchRequest request = new FetchRequest(
                uri,
                ANY,
                CaseReader.MAX_BYTES,
                DEADLINE,
                printable(copy.etag()),
                printable(copy.lastModified()),
                authorization);
        return answer(address, fetcher.fetch(request));
    }

    private SourceAnswer answer(String address, FetchResult result) {
        return switch (result) {
            case FetchResult.Fetched fetched
            when fetched.status() == 200 ->
                new SourceAnswer.Whole(
                        new SourceAnswer.Bytes(fetched.body().bytes()),
                        fetched.headers().get("etag"),
                        fetched.headers().get("last-modified"),
                        fresh(fetched.headers()),
                        next(fetched));
            case FetchResult.Fetched fetched
            when fetched.status() == 304 -> new SourceAnswer.Same(fresh(fetched.headers()));
            case FetchResult.Fetched fetched
            when fetched.status() == 404 || fetched.status() == 410 -> new SourceAnswer.Gone(fetched.status());
            case FetchResult.Fetched fetched
            when fetched.status() == 401 || fetched.status() == 403 ->
                new SourceAnswer.Trouble(
                        "closed",
                        "%s answered with status %d: it opens only to those whom it knows."
                                .formatted(address, fetched.status()),
                        comeAgain(fetched.headers()));
            case FetchResult.Fetched fetched
            when fetched.status() == 429 || fetched.status() == 503 ->
                new SourceAnswer.Trouble(
                        "busy",
                        "%s answered with status %d: it wants to be asked later.".formatted(address, fetched.status()),
                        comeAgain(fetched.headers()));
            case FetchResult.Fetched fetched ->
                new SourceAnswer.Trouble(
                        "answer",
                        "%s answered with status %d instead of a package.".formatted(address, fetched.status()),
                        comeAgain(fetched.headers()));
            case FetchResult.Refused refused ->
                new SourceAnswer.Trouble(
                        "not-allowed",
                        "%s may not be fetched: %s".formatted(address, refused.message()),
                        Optional.empty());
            case FetchResult.Failed failed ->
                new SourceAnswer.Trouble(
                        "unreachable",
                        "%s could not be fetched: %s".formatted(address, failed.message()),
                        Optional.empty());
        };
    }

    private sealed interface Token {
        record Given(String token) implements Token {}

        record Refused(SourceAnswer.Trouble trouble) implements Token {}
    }

    private Token token(Client client) {
        URI uri;
        try {
            uri = new URI(client.tokenAddress().strip());
        } catch (URISyntaxException e) {
            return new Token.Refused(new SourceAnswer.Trouble(
                    "not-allowed", "“" + client.tokenAddress() + "” is not an address.", Optional.empty()));
        }
        String proof = Base64.getEncoder()
                .encodeToString(
                        (encoded(client.id()) + ":" + encoded(client.secret())).getBytes(StandardCharsets.UTF_8));
        String body =
                "grant_type=client_credentials" + (client.scope().isBlank() ? "" : "&scope=" + encoded(client.scope()));
        FetchResult result = fetcher.post(new PostRequest(
                uri,
                "application/x-www-form-urlencoded",
                Map.of(),
                "Basic " + proof,
                body,
                TOKEN_BYTES,
                Duration.ofSeconds(20)));
        if (result instanceof FetchResult.Fetched fetched && fetched.status() == 200) {
            Matcher found = TOKEN.matcher(fetched.body().text());
            if (found.find()) {
                return new Token.Given(found.group(1));
            }
        }
        SourceAnswer answer = answer(client.tokenAddress(), result);
        return new Token.Refused(
                answer instanceof SourceAnswer.Trouble trouble
                                && !trouble.code().equals("closed")
                        ? trouble
                        : new SourceAnswer.Trouble(
                                "closed",
                                "%s gave no token for the client %s.".formatted(client.tokenAddress(), client.id()),
                                Optional.empty()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A validator that could not stand in a header is not sent back. */
    private static @Nullable String printable(@Nullable String validator) {
        return validator != null
                        && validator.length() <= 500
                        && validator.chars().allMatch(c -> c >= ' ' && c <= '~')
                ? validator
                : null;
    }

    private static Optional<Duration> fresh(Map<String, String> headers) {
        Matcher found =
                MAX_AGE.matcher(headers.getOrDefault("cache-control", "").toLowerCase(Locale.ROOT));
        return found.find() ? Optional.of(Duration.ofSeconds(Long.parseLong(found.group(1)))) : Optional.empty();
    }

    private static Optional<String> next(FetchResult.Fetched fetched) {
        Matcher found = NEXT.matcher(fetched.headers().getOrDefault("link", ""));
        try {
            return found.find()
                    ? Optional.of(fetched.uri().resolve(new URI(found.group(1))).toString())
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Retry-After, as seconds or as a date. */
    private Optional<Duration> comeAgain(Map<String, String> headers) {
        String said = headers.getOrDefault("retry-after", "").strip();
        if (said.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(said)));
        }
        try {
            Duration until = Duration.between(
                    clock.instant(),
                    ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return until.isNegative() ? Optional.empty() : Optional.of(until);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Problem problem(String detail) {
        return new Problem(ProblemType.URL_NOT_ALLOWED, detail);
    }
}
