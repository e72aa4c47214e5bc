package org.throughline.server.access.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.throughline.server.access.ApiClient;
import org.throughline.server.access.ApiClients;
import org.throughline.server.access.ApiClients.Made;
import org.throughline.server.access.ClientMetadata;
import org.throughline.server.access.Scopes;
import org.throughline.server.database.Reach;
import org.throughline.server.limits.Act;
import org.throughline.server.limits.Limited;
import org.throughline.server.limits.web.RequestJson;
import org.throughline.server.shared.ApiPaths;
import org.throughline.server.shared.ApiPaths.Operation;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Programs register themselves (RFC 7591), as Open Badges 3.0 wants it (section 6.2.1): without a token, scopes included, every address
 * https on one host. A registration gives no rights; a person is asked before any token. How often is limited by network ({@code register}),
 * the whole installation takes a number a day, and what is never used is forgotten.
 */
@RestController
class RegistrationApi {
    private static final int MAX_BYTES = 16_384;
    private static final Set<String> METHODS = Set.of("client_secret_basic", "client_secret_post", "none");
    private static final Set<String> GRANTS = Set.of(ApiClient.AUTHORIZATION_CODE, ApiClient.REFRESH_TOKEN);

    private final ApiClients clients;
    private final JsonMapper json = RequestJson.mapper();

    RegistrationApi(ApiClients clients) {
        this.clients = clients;
    }

    @Limited(Act.REGISTER)
    @PostMapping(AuthorizationServer.REGISTER)
    ResponseEntity<Map<String, Object>> register(@RequestBody byte[] body) {
        JsonNode asked;
        try {
            asked = json.readTree(body.length > MAX_BYTES ? new byte[0] : body);
        } catch (JacksonException e) {
            return refused("invalid_client_metadata", "The body is not JSON.");
        }
        if (asked == null || !asked.isObject()) {
            return refused("invalid_client_metadata", "The body is a JSON object of at most 16 kB.");
        }
        Set<String> redirects = texts(asked.get("redirect_uris"));
        if (redirects.isEmpty() || !redirectsAllowed(redirects)) {
            return refused(
                    "invalid_redirect_uri", "redirect_uris holds https addresses, or http ones on the machine itself.");
        }
        Set<String> grants = texts(asked.get("grant_types"));
        if (grants.isEmpty()) {
            grants = Set.of(ApiClient.AUTHORIZATION_CODE);
        }
        String method = text(asked, "token_endpoint_auth_method");
        Set<String> responses = texts(asked.get("response_types"));
        if (!GRANTS.containsAll(grants)
                || !grants.contains(ApiClient.AUTHORIZATION_CODE)
                || (method != null && !METHODS.contains(method))
                || !(responses.isEmpty() || responses.equals(Set.of("code")))) {
            return refused(
                    "invalid_client_metadata",
                    "grant_types are authorization_code and refresh_token, response_types is code, "
                            + "token_endpoint_auth_method is client_secret_basic, client_secret_post or none.");
        }
        String name = text(asked, "client_name");
        Set<String> grantTypes = grants;
        String proof = method == null ? "client_secret_basic" : method;
        Made made;
        try {
            ClientMetadata metadata = new ClientMetadata(
                    name == null ? "" : name,
                    text(asked, "client_uri"),
                    text(asked, "logo_uri"),
                    text(asked, "policy_uri"),
                    text(asked, "tos_uri"),
                    redirects,
                    scopes(text(asked, "scope")));
            made = Reach.asHouse(
                    "a program that nobody knows registers itself",
                    () -> clients.register(metadata, grantTypes, proof));
        } catch (Problem problem) {
            if (problem.type() != ProblemType.BAD_INPUT) {
                throw problem;
            }
            return refused("invalid_client_metadata", String.valueOf(problem.getMessage()));
        }
        return ResponseEntity.status(201).header("Pragma", "no-cache").body(answer(made, asked));
    }

    /** The addresses to which a code may go; anything that a browser would run instead of visit is refused here. */
    private static boolean redirectsAllowed(Set<String> redirects) {
        try {
            ClientMetadata.of("redirects only", redirects, Set.of());
            return true;
        } catch (Problem e) {
            return false;
        }
    }

    /** Unknown scopes are left out and not told as given (RFC 7591 section 2); without any wish: what Open Badges reads. */
    private static Set<String> scopes(@Nullable String wanted) {
        return wanted == null
                ? Set.of(Scopes.CREDENTIAL_READ.wire(), Scopes.PROFILE_READONLY.wire())
                : Scopes.known(Arrays.asList(wanted.strip().split("\\s+", -1)));
    }

    /** What we took, together with what the program said besides (RFC 7591 section 3.2.1). */
    private static Map<String, Object> answer(Made made, JsonNode asked) {
        ApiClient client = made.client();
        ClientMetadata metadata = client.metadata();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("client_id", client.id());
        answer.put("client_id_issued_at", client.createdAt().getEpochSecond());
        String secret = made.secret();
        if (secret != null) {
            answer.put("client_secret", secret);
            answer.put("client_secret_expires_at", 0);
        }
        answer.put("client_name", metadata.name());
        put(answer, "client_uri", metadata.clientUri());
        put(answer, "logo_uri", metadata.logoUri());
        put(answer, "policy_uri", metadata.policyUri());
        put(answer, "tos_uri", metadata.tosUri());
        answer.put("redirect_uris", metadata.redirectUris());
        answer.put("grant_types", client.grants());
        answer.put("response_types", List.of("code"));
        answer.put("token_endpoint_auth_method", client.method());
        answer.put("scope", String.join(" ", metadata.scopes()));
        put(answer, "software_id", text(asked, "software_id"));
        put(answer, "software_version", text(asked, "software_version"));
        return answer;
    }

    private static void put(Map<String, Object> answer, String name, @Nullable String value) {
        if (value != null) {
            answer.put(name, value);
        }
    }

    private static ResponseEntity<Map<String, Object>> refused(String error, String description) {
        return ResponseEntity.badRequest().body(Map.of("error", error, "error_description", description));
    }

    private static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value != null && value.isString() && !value.asString().isBlank() ? value.asString() : null;
    }

    private static Set<String> texts(@Nullable JsonNode array) {
        Set<String> texts = new LinkedHashSet<>();
        if (array != null && array.isArray()) {
            array.forEach(item -> texts.add(item.asString()));
        }
        return texts;
    }

    /** The chain of APIs has no form token, as a program has none. */
    @Configuration(proxyBeanMethods = false)
    static class Paths {
        @Bean
        ApiPaths registrationPaths() {
            return ApiPaths.of(new Operation("POST", AuthorizationServer.REGISTER, Set.of(), true));
        }
    }
}
