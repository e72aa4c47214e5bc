package org.throughline.server.access.web;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.throughline.server.access.Deliveries;
import org.throughline.server.access.Delivery;
import org.throughline.server.access.Scopes;
import org.throughline.server.access.Webhook;
import org.throughline.server.access.Webhooks;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.limits.web.RequestJson;
import org.throughline.server.organizations.CurrentCaller;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.Role;
import org.throughline.server.shared.ApiPaths;
import org.throughline.server.shared.ApiPaths.Operation;
import org.throughline.server.shared.Page;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks for programs: the same as the pages do. */
@RestController
class WebhooksApi {
    private static final String BASE = "/api/v1/organizations/{slug}/webhooks";
    private static final Set<String> PROPERTIES = Set.of("url", "events");
    private static final int MOST = 200;

    private final CurrentCaller caller;
    private final Organizations organizations;
    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final PublicAddress address;
    private final JsonMapper json = RequestJson.mapper();

    WebhooksApi(
            CurrentCaller caller,
            Organizations organizations,
            Webhooks webhooks,
            Deliveries deliveries,
            PublicAddress address) {
        this.caller = caller;
        this.organizations = organizations;
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.address = address;
    }

    private record Asking(Organization organization, String by) {}

    @GetMapping(BASE)
    Map<String, Object> list(@PathVariable("slug") String slug) {
        return Map.of(
                "webhooks",
                webhooks.of(asking(slug).organization.id()).stream()
                        .map(WebhooksApi::shown)
                        .toList());
    }

    /** Makes one; the answer holds its secret, this once. */
    @PostMapping(BASE)
    ResponseEntity<Map<String, Object>> make(@PathVariable("slug") String slug, @RequestBody byte[] body) {
        Asking asking = asking(slug);
        JsonNode wanted;
        try {
            wanted = json.readTree(body);
        } catch (JacksonException e) {
            throw new Problem(ProblemType.MALFORMED, "The body is not JSON.");
        }
        if (!wanted.isObject()) {
            throw new Problem(ProblemType.MALFORMED, "The body is an object with url and events.");
        }
        if (!PROPERTIES.containsAll(wanted.propertyNames())) {
            throw new Problem(
                    ProblemType.UNKNOWN_PROPERTY, "The body is an object with url and events, and nothing else.");
        }
        Set<String> events = new HashSet<>();
        wanted.path("events").forEach(event -> events.add(event.asString("")));
        Webhooks.Made made =
                webhooks.make(asking.organization.id(), wanted.path("url").asString(""), events, asking.by);
        Map<String, Object> answer = new LinkedHashMap<>(shown(made.webhook()));
        answer.put("secret", made.secret());
        return ResponseEntity.status(201)
                .header(
                        HttpHeaders.LOCATION,
                        address.url("/api/v1/organizations/" + slug + "/webhooks/"
                                + made.webhook().id()))
                .body(answer);
    }

    @GetMapping(BASE + "/{webhook}")
    Map<String, Object> one(@PathVariable("slug") String slug, @PathVariable("webhook") UUID id) {
        return shown(webhooks.require(asking(slug).organization.id(), id));
    }

    @DeleteMapping(BASE + "/{webhook}")
    ResponseEntity<Void> remove(@PathVariable("slug") String slug, @PathVariable("webhook") UUID id) {
        Asking asking = asking(slug);
        webhooks.remove(asking.organization.id(), id, asking.by);
        return ResponseEntity.noContent().build();
    }

    @Limited(Act.FETCH)
    @PostMapping(BASE + "/{webhook}/ping")
    ResponseEntity<Map<String, Object>> ping(@PathVariable("slug") String slug, @PathVariable("webhook") UUID id) {
        Asking asking = asking(slug);
        String message = deliveries.ping(webhooks.require(asking.organization.id(), id), asking.by);
        return ResponseEntity.accepted().body(Map.of("id", message));
    }

    @GetMapping(BASE + "/{webhook}/deliveries")
    ResponseEntity<Map<String, Object>> deliveries(
            @PathVariable("slug") String slug,
            @PathVariable("webhook") UUID id,
            @RequestParam(name = "offset", defaultValue = "0") int offset,
            @RequestParam(name = "limit", defaultValue = "50") int limit) {
        webhooks.require(asking(slug).organization.id(), id);
        Page<Delivery> page = deliveries.of(id, Math.max(0, offset), Math.clamp(limit, 1, MOST));
        String here = address.url("/api/v1/organizations/" + slug + "/webhooks/" + id + "/deliveries");
        return ResponseEntity.ok()
                .header("X-Total-Count", Long.toString(page.total()))
                .header(HttpHeaders.LINK, PageLinkHeader.of(here + "?", page))
                .body(Map.of(
                        "deliveries",
                        page.items().stream().map(WebhooksApi::shown).toList()));
    }

    /** Tells one message again, or all that were made between two moments. */
    @Limited(Act.FETCH)
    @PostMapping(BASE + "/{webhook}/replay")
    Map<String, Object> replay(
            @PathVariable("slug") String slug,
            @PathVariable("webhook") UUID id,
            @RequestParam(name = "delivery", required = false) @Nullable String delivery,
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "until", required = false) @Nullable String until) {
        Asking asking = asking(slug);
        Webhook webhook = webhooks.require(asking.organization.id(), id);
        if (delivery == null && from == null) {
            throw new Problem(ProblemType.MALFORMED, "Name a delivery, or the moment from which to tell again.");
        }
        int again = deliveries.replay(
                webhook,
                delivery,
                moment(from, Instant.EPOCH),
                moment(until, Instant.parse("9999-01-01T00:00:00Z")),
                asking.by);
        return Map.of("replayed", again);
    }

    private Asking asking(String slug) {
        Organization organization = organizations.bySlug(slug).orElseThrow(Problem::notFound);
        return new Asking(organization, caller.require(organization.id(), Role.EDITOR));
    }

    private static Instant moment(@Nullable String text, Instant otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new Problem(ProblemType.MALFORMED, "A moment is written as 2026-11-23T18:00:00Z.");
        }
    }

    private static Map<String, Object> shown(Webhook webhook) {
        return Map.of(
                "id", webhook.id().toString(),
                "url", webhook.url(),
                "events", webhook.events().stream().sorted().toList(),
                "state", webhook.state().name().toLowerCase(java.util.Locale.ROOT),
                "failures", webhook.failures(),
                "createdAt", webhook.createdAt().toString());
    }

    private static Map<String, Object> shown(Delivery delivery) {
        return Map.of(
                "id",
                delivery.id(),
                "event",
                delivery.event(),
                "subject",
                delivery.subject(),
                "state",
                delivery.state().name().toLowerCase(java.util.Locale.ROOT),
                "createdAt",
                delivery.createdAt().toString(),
                "attempts",
                delivery.tried().stream().map(WebhooksApi::attempt).toList());
    }

    private static Map<String, Object> attempt(Delivery.Attempt attempt) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("at", attempt.at().toString());
        if (attempt.status() != null) {
            shown.put("status", attempt.status());
        }
        shown.put("outcome", attempt.outcome());
        shown.put("millis", attempt.millis());
        return shown;
    }

    @Configuration(proxyBeanMethods = false)
    static class Paths {
        @Bean
        ApiPaths webhookPaths() {
            String read = Scopes.WEBHOOKS_READ.wire();
            String manage = Scopes.WEBHOOKS_MANAGE.wire();
            return ApiPaths.of(
                    Operation.get(BASE, read, manage),
                    Operation.post(BASE, manage),
                    Operation.get(BASE + "/{webhook}", read, manage),
                    Operation.delete(BASE + "/{webhook}", manage),
                    Operation.post(BASE + "/{webhook}/ping", manage),
                    Operation.get(BASE + "/{webhook}/deliveries", read, manage),
                    Operation.post(BASE + "/{webhook}/replay", manage));
        }
    }
}
