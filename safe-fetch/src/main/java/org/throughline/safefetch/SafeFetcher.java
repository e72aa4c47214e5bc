package org.throughline.safefetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.throughline.safefetch.FetchResult.Failed;
import org.throughline.safefetch.FetchResult.Fetched;
import org.throughline.safefetch.FetchResult.Refused;

/**
 * Fetches documents from addresses that strangers chose, and sends messages to them.
 *
 * <p>Each hop, the first and every redirect (at most three), goes through the same gate: the address is judged by its
 * text, the host is looked up once, every address found must be public, and the connection goes to one of the addresses
 * that were judged, so that a name which answers differently the second time gains nothing. No cookies, no credentials
 * but what a request is given for its one server, no proxy, a fixed {@code User-Agent}. Bodies are cut off at their limit while they stream, also inside gzip, and one
 * deadline covers the whole.
 *
 * <p>Safe for use by many threads.
 */
public final class SafeFetcher {

    /** How long single steps may take, within the deadline of the whole. */
    record Waits(Duration connect, Duration idle) {}

    private static final int MAX_REDIRECTS = 3;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final FetchPolicy policy;
    private final Resolver resolver;
    private final SSLContext tls;
    private final Waits waits;
    private final HostTurns turns;
    private final Consumer<FetchResult> ended;

    private SafeFetcher(Builder builder) {
        this.policy = builder.policy;
        this.resolver = builder.resolver;
        this.tls = builder.tls;
        this.waits = new Waits(builder.connectWait, builder.idleWait);
        this.turns = new HostTurns(builder.perHost);
        this.ended = builder.ended;
    }

    /** A fetcher with the strict policy and the usual limits, to be changed where needed. */
    public static Builder builder() {
        return new Builder();
    }

    /** Fetches with GET. Never throws for anything that the other side does. */
    public FetchResult fetch(FetchRequest request) {
        FetchResult result = ask(request);
        ended.accept(result);
        return result;
    }

    private FetchResult ask(FetchRequest request) {
        Deadline deadline = new Deadline(request.deadline());
        return calmly(deadline, () -> follow(request, deadline));
    }

    /**
     * Sends a body with POST, through the same gate as {@link #fetch}. A redirect is an answer like any other and never followed: what was
     * meant for one address goes to no second one.
     */
    public FetchResult post(PostRequest request) {
        Deadline deadline = new Deadline(request.deadline());
        FetchResult result = calmly(deadline, () -> send(request, deadline));
        ended.accept(result);
        return result;
    }

    /** One way of asking. */
    private interface Asking {
        FetchResult ask() throws IOException, InterruptedException;
    }

    private FetchResult calmly(Deadline deadline, Asking asking) {
        try {
            return asking.ask();
        } catch (FetchFailure e) {
            return deadline.isOver() ? deadline.expired().asResult() : e.asResult();
        } catch (SocketTimeoutException e) {
            return new Failed("remote-timeout", "Silence for " + Deadline.words(waits.idle()));
        } catch (IOException e) {
            // at the deadline the guard closes the socket, which shows here as any kind of broken connection
            return deadline.isOver()
                    ? deadline.expired().asResult()
                    : new Failed("remote-unreachable", "The connection broke: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Failed("remote-timeout", "The fetch was interrupted");
        }
    }

    private FetchResult follow(FetchRequest request, Deadline deadline) throws IOException, InterruptedException {
        URI uri = request.uri();
        boolean wasLoopback = true;
        for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
            Optional<String> refusal = policy.refusalOf(uri);
            if (refusal.isPresent()) {
                return refused("url-not-allowed", refusal.get(), hop);
            }
            List<InetAddress> addresses = lookUp(uri.getHost(), deadline);
            refusal = policy.refusalOf(uri, addresses);
            if (refusal.isPresent()) {
                return refused("address-not-allowed", refusal.get(), hop);
            }
            boolean isLoopback = addresses.stream().allMatch(AddressTable::isLoopback);
            if (isLoopback && !wasLoopback) {
                return refused("redirect-not-allowed", "A public address must not lead to this machine", hop);
            }
            wasLoopback = isLoopback;

            HttpExchange.Answer answer =
                    ask(uri, addresses, sameServer(request.uri(), uri) ? request : request.anonymous(), deadline);
            String location = answer.headers().get("location");
            if (!REDIRECTS.contains(answer.status()) || location == null) {
                return new Fetched(answer.status(), uri, answer.headers(), answer.body());
            }
            URI next = resolved(uri, location);
            if (uri.getScheme().equalsIgnoreCase("https") && "http".equalsIgnoreCase(next.getScheme())) {
                return new Refused("redirect-not-allowed", "Redirected from https to " + next.getScheme());
            }
            uri = next;
        }
        return new Failed("too-many-redirects", "Redirected more than " + MAX_REDIRECTS + " times");
    }

    private FetchResult send(PostRequest request, Deadline deadline) throws IOException, InterruptedException {
        URI uri = request.uri();
        Optional<String> refusal = policy.refusalOf(uri);
        if (refusal.isPresent()) {
            return refused("url-not-allowed", refusal.get(), 0);
        }
        List<InetAddress> addresses = lookUp(uri.getHost(), deadline);
        refusal = policy.refusalOf(uri, addresses);
        if (refusal.isPresent()) {
            return refused("address-not-allowed", refusal.get(), 0);
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        FetchRequest limits = FetchRequest.of(uri, "*/*", request.maxBytes(), request.deadline());
        try (var turn = turns.take(host, deadline.millisLeft(waits.connect()));
                Connection connection = Connection.open(uri, addresses, tls, deadline, waits)) {
            HttpExchange.Answer answer = new HttpExchange(connection.in(), connection.out(), limits).post(uri, request);
            return new Fetched(answer.status(), uri, answer.headers(), answer.body());
        }
    }

    private HttpExchange.Answer ask(URI uri, List<InetAddress> addresses, FetchRequest request, Deadline deadline)
            throws IOException, InterruptedException {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        try (var turn = turns.take(host, deadline.millisLeft(waits.connect()));
                Connection connection = Connection.open(uri, addresses, tls, deadline, waits)) {
            return new HttpExchange(connection.in(), connection.out(), request).get(uri);
        }
    }

    /** Looks the host up on a thread of its own, because the system's resolver knows no deadline. */
    private List<InetAddress> lookUp(String host, Deadline deadline) throws FetchFailure, InterruptedException {
        var question = new FutureTask<>(() -> resolver.resolve(host));
        Thread.ofPlatform().daemon().name("fetch-resolver").start(question);
        try {
            return List.copyOf(question.get(deadline.millisLeft(waits.connect()), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new FetchFailure("remote-timeout", "The name " + host + " was not resolved in time", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException) {
                throw new FetchFailure("host-unknown", "The name " + host + " has no address", e);
            }
            throw new IllegalStateException("The resolver failed on " + host, e.getCause());
        }
    }

    /** Whether both addresses are of one scheme, host and port: the origin for which a proof was given. */
    private static boolean sameServer(URI asked, URI hop) {
        return asked.getScheme().equalsIgnoreCase(hop.getScheme())
                && asked.getHost().equalsIgnoreCase(hop.getHost())
                && asked.getPort() == hop.getPort();
    }

    private static URI resolved(URI from, String location) throws FetchFailure {
        try {
            return from.resolve(new URI(location));
        } catch (URISyntaxException e) {
            throw new FetchFailure("remote-malformed", "Redirected to something that is no address", e);
        }
    }

    private static Refused refused(String code, String message, int hop) {
        return hop == 0
                ? new Refused(code, message)
                : new Refused("redirect-not-allowed", "Redirected (hop " + hop + "): " + message);
    }

    /** Builds a {@link SafeFetcher}. */
    public static final class Builder {
        private FetchPolicy policy = FetchPolicy.strict();
        private Resolver resolver = Resolver.system();
        private SSLContext tls = systemTls();
        private Duration connectWait = Duration.ofSeconds(2);
        private Duration idleWait = Duration.ofSeconds(2);
        private int perHost = 4;
        private Consumer<FetchResult> ended = result -> {};

        private Builder() {}

        /** Which addresses may be fetched; strict unless said otherwise. */
        public Builder policy(FetchPolicy policy) {
            this.policy = policy;
            return this;
        }

        /** How names become addresses; the operating system's resolver unless said otherwise. */
        public Builder resolver(Resolver resolver) {
            this.resolver = resolver;
            return this;
        }

        /** Whose certificates are believed; the JDK's trust store unless said otherwise. */
        public Builder tls(SSLContext tls) {
            this.tls = tls;
            return this;
        }

        /** How long a connection or a name look-up may take; 2 s unless said otherwise. */
        public Builder connectWait(Duration wait) {
            this.connectWait = wait;
            return this;
        }

        /** How long the other side may stay silent; 2 s unless said otherwise. */
        public Builder idleWait(Duration wait) {
            this.idleWait = wait;
            return this;
        }

        /** How many fetches from one host may run at a time; 4 unless said otherwise. */
        public Builder perHost(int fetches) {
            this.perHost = fetches;
            return this;
        }

        /** Who is told how each fetch ended, to count. */
        public Builder ended(Consumer<FetchResult> counting) {
            this.ended = counting;
            return this;
        }

        /** The fetcher. */
        public SafeFetcher build() {
            return new SafeFetcher(this);
        }

        private static SSLContext systemTls() {
            try {
                return SSLContext.getDefault();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("The JDK has no default TLS context", e);
            }
        }
    }
}
