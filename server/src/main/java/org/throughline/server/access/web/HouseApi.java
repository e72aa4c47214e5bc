package org.throughline.server.access.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.throughline.server.access.BearerTokens.Shown;
import org.throughline.server.access.Scopes;
import org.throughline.server.audit.AuditLog;
import org.throughline.server.audit.RecordedEntry;
import org.throughline.server.organizations.CurrentCaller;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationClient;
import org.throughline.server.organizations.Organizations;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.ApiPaths;
import org.throughline.server.shared.ApiPaths.Operation;
import org.throughline.server.shared.Page;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.PublicAddress;

/** The house's own JSON: who asks, their organization, its log. Described by {@code /api/v1/openapi.json}. */
@RestController
class HouseApi {
    private static final String DESCRIPTION = "/api/v1/openapi.json";
    private static final int MOST = 200;

    private final CurrentCaller caller;
    private final CurrentPerson people;
    private final Organizations organizations;
    private final AuditLog log;
    private final PublicAddress address;

    HouseApi(
            CurrentCaller caller,
            CurrentPerson people,
            Organizations organizations,
            AuditLog log,
            PublicAddress address) {
        this.caller = caller;
        this.people = people;
        this.organizations = organizations;
        this.log = log;
        this.address = address;
    }

    @GetMapping("/api/v1/me")
    Map<String, Object> me(Authentication authentication) {
        Map<String, Object> me = new LinkedHashMap<>();
        if (caller.client().isPresent()) {
            OrganizationClient client = caller.client().get();
            me.put("kind", "client");
            me.put("id", client.client());
            me.put(
                    "organizations",
                    organizations.find(client.organizationId()).map(o -> named(o, List.of("client"))).stream()
                            .toList());
        } else {
            SignedIn person = people.require();
            me.put("kind", "person");
            me.put("id", person.id().toString());
            me.put("name", person.displayName());
            me.put(
                    "organizations",
                    person.memberships().stream()
                            .map(m -> named(
                                    m.organization(),
                                    m.roles().stream()
                                            .map(role -> role.name().toLowerCase(java.util.Locale.ROOT))
                                            .sorted()
                                            .toList()))
                            .toList());
        }
        me.put("scopes", authentication instanceof Shown shown ? shown.scopes() : List.of());
        return me;
    }

    @GetMapping("/api/v1/organizations/{slug}")
    Map<String, Object> organization(@PathVariable("slug") String slug) {
        Organization organization = reachable(slug);
        caller.require(organization.id());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("id", organization.id().toString());
        answer.put("slug", organization.slug());
        answer.put("name", organization.name());
        answer.put("kind", organization.kind().name().toLowerCase(java.util.Locale.ROOT));
        answer.put("description", organization.description());
        if (organization.url() != null) {
            answer.put("url", organization.url());
        }
        return answer;
    }

    /** What was done, newest first; the actions and ids of the log, without names. */
    @GetMapping("/api/v1/organizations/{slug}/log")
    ResponseEntity<Map<String, Object>> log(
            @PathVariable("slug") String slug,
            @RequestParam(name = "offset", defaultValue = "0") int offset,
            @RequestParam(name = "limit", defaultValue = "50") int limit) {
        Organization organization = reachable(slug);
        caller.require(organization.id(), Role.OWNER);
        Page<RecordedEntry> page =
                log.of(organization.id().toString(), Math.max(0, offset), Math.clamp(limit, 1, MOST));
        String here = "/api/v1/organizations/" + slug + "/log";
        return ResponseEntity.ok()
                .header("X-Total-Count", Long.toString(page.total()))
                .header(HttpHeaders.LINK, PageLinkHeader.of(address.url(here) + "?", page))
                .body(Map.of(
                        "entries", page.items().stream().map(HouseApi::entry).toList()));
    }

    @GetMapping(DESCRIPTION)
    ResponseEntity<byte[]> description() {
        try (InputStream file = HouseApi.class.getResourceAsStream("/openapi/throughline-v1.json")) {
            if (file == null) {
                throw new IllegalStateException("the description of the API is in the jar");
            }
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .header("Access-Control-Allow-Origin", "*")
                    .body(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Organization reachable(String slug) {
        return organizations.bySlug(slug).orElseThrow(Problem::notFound);
    }

    private static Map<String, Object> named(Organization organization, List<String> roles) {
        return Map.of("slug", organization.slug(), "name", organization.name(), "roles", roles);
    }

    private static Map<String, Object> entry(RecordedEntry recorded) {
        return Map.of(
                "sequence",
                recorded.sequence(),
                "at",
                recorded.at().toString(),
                "action",
                recorded.entry().action(),
                "actor",
                recorded.entry().actor(),
                "subject",
                recorded.entry().subject(),
                "details",
                recorded.entry().details());
    }

    @Configuration(proxyBeanMethods = false)
    static class Paths {
        @Bean
        ApiPaths housePaths() {
            String organization = "/api/v1/organizations/{slug}";
            return ApiPaths.of(
                    Operation.open(DESCRIPTION),
                    Operation.get("/api/v1/me", Scopes.PROFILE_READ.wire(), Scopes.ORGANIZATION_READ.wire()),
                    Operation.get(organization, Scopes.ORGANIZATION_READ.wire()),
                    Operation.get(organization + "/log", Scopes.LOG_READ.wire()));
        }
    }
}
