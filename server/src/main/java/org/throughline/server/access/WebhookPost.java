package org.throughline.server.access;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.throughline.safefetch.FetchResult;
import org.throughline.safefetch.PostRequest;
import org.throughline.safefetch.SafeFetcher;
import org.throughline.server.database.Reach;
import org.throughline.server.shared.OutboundRequests;

/**
 * Carries messages to webhooks, ten at a time, on every server that runs. Each is signed when it goes out; whether it may still go out is
 * asked right before.
 */
@Component
class WebhookPost implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookPost.class);
    private static final String WHY = "webhooks of all organizations are told what was done";
    private static final Duration DEADLINE = Duration.ofSeconds(15);
    private static final int MAX_ANSWER = 64 * 1024;
    private static final int AT_ONCE = 10;
    private static final long PAUSE_MILLIS = 300;
    private static final int GONE = 410;

    /** So many failures in a row, and the server stops trying until somebody looks. */
    static final int TOO_MANY = 50;

    private final Deliveries deliveries;
    private final Webhooks webhooks;
    private final SafeFetcher fetcher;
    private final Clock clock;
    private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
    private volatile @Nullable Thread thread;
    private boolean failing;

    WebhookPost(Deliveries deliveries, Webhooks webhooks, OutboundRequests outbound, Clock clock) {
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.fetcher =
                outbound.fetcher("webhook").idleWait(Duration.ofSeconds(10)).build();
        this.clock = clock;
    }

    /** Reads the log on, then sends what is due; returns how many went out. */
    int round() {
        return Reach.asHouse(WHY, () -> {
            while (deliveries.readOn() > 0) {
                Thread.onSpinWait(); // the log is read to its end before anything goes out
            }
            List<Deliveries.Claimed> claimed = deliveries.claim(AT_ONCE);
            List<? extends Future<?>> sending = claimed.stream()
                    .map(message -> hands.submit(() -> Reach.asHouse(WHY, () -> carry(message))))
                    .toList();
            for (Future<?> one : sending) {
                try {
                    one.get();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (java.util.concurrent.ExecutionException e) {
                    LOG.error("A webhook's message stays for another try", e.getCause());
                }
            }
            return claimed.size();
        });
    }

    private void carry(Deliveries.Claimed message) {
        if (!deliveries.stillWaits(message.id())) {
            return;
        }
        Instant at = clock.instant();
        long began = System.nanoTime();
        FetchResult result = say(message);
        int millis = (int) Duration.ofNanos(System.nanoTime() - began).toMillis();
        Integer status = result instanceof FetchResult.Fetched fetched ? fetched.status() : null;
        boolean arrived = result instanceof FetchResult.Fetched fetched && fetched.isSuccess();
        String outcome = arrived ? "delivered" : status == null ? result.code() : "refused";
        deliveries
                .tried(message, arrived, new Delivery.Attempt(at, status, outcome, millis))
                .filter(webhook -> webhook.failures() >= TOO_MANY || (status != null && status == GONE))
                .ifPresent(deliveries::switchOff);
    }

    /** Signs a message and sends it; whoever receives it is a stranger like any other. */
    FetchResult say(Deliveries.Claimed message) {
        Instant at = clock.instant();
        String signature = WebhookSigning.sign(
                webhooks.signing(message.webhook()), message.id(), at.getEpochSecond(), message.body());
        return fetcher.post(new PostRequest(
                URI.create(message.url()),
                "application/json",
                Map.of(
                        "webhook-id", message.id(),
                        "webhook-timestamp", Long.toString(at.getEpochSecond()),
                        "webhook-signature", signature),
                message.body(),
                MAX_ANSWER,
                DEADLINE));
    }

    private void run() {
        while (Thread.currentThread().equals(thread)) {
            int sent = 0;
            try {
                sent = round();
                failing = false;
            } catch (RuntimeException e) {
                if (!failing) {
                    LOG.error("Webhooks wait; they are tried again until it works: {}", e.toString());
                }
                failing = true;
            }
            try {
                if (sent == 0) {
                    Thread.sleep(PAUSE_MILLIS);
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void start() {
        Thread started = Thread.ofVirtual().name("webhooks").unstarted(this::run);
        thread = started;
        started.start();
    }

    @Override
    public void stop() {
        Thread ending = thread;
        thread = null;
        if (ending != null) {
            try {
                ending.join(5_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
