package org.throughline.server.records.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.throughline.server.shared.PublicAddress;

/** The service description document of Open Badges 3.0 (section 6.3.1): where a program registers, asks for tokens and calls. */
final class ServiceDescription {
    private ServiceDescription() {}

    static Map<String, Object> of(PublicAddress address) {
        Map<String, String> scopes = new LinkedHashMap<>();
        scopes.put(OpenBadgesApi.CREDENTIAL_READ, "Read the credentials in somebody's record");
        scopes.put(OpenBadgesApi.CREDENTIAL_UPSERT, "Add credentials to somebody's record");
        scopes.put(OpenBadgesApi.PROFILE_READ, "Read somebody's profile");
        scopes.put(OpenBadgesApi.PROFILE_UPDATE, "Change somebody's name");
        scopes.put("offline_access", "Go on doing so while they are away");
        Map<String, Object> flow = Map.of(
                "authorizationUrl", address.url("/oauth2/authorize"),
                "tokenUrl", address.url("/oauth2/token"),
                "refreshUrl", address.url("/oauth2/token"),
                "scopes", scopes);
        Map<String, Object> security = Map.of(
                "type",
                "oauth2",
                "description",
                "OAuth 2.0 Authorization Code Grant with PKCE (S256)",
                "x-imssf-name",
                "Throughline",
                "x-imssf-privacyPolicyUrl",
                address.url("/"),
                "x-imssf-registrationUrl",
                address.url("/oauth2/register"),
                "x-imssf-termsOfServiceUrl",
                address.url("/"),
                "flows",
                Map.of("authorizationCode", flow));
        return Map.of(
                "openapi",
                "3.0.1",
                "info",
                Map.of(
                        "title",
                        "Open Badges 3.0",
                        "version",
                        "3.0",
                        "x-imssf-privacyPolicyUrl",
                        address.url("/"),
                        "termsOfService",
                        address.url("/")),
                "servers",
                List.of(Map.of("url", address.url(OpenBadgesApi.BASE))),
                "paths",
                Map.of(
                        "/credentials",
                        Map.of(
                                "get",
                                operation("getCredentials", OpenBadgesApi.CREDENTIAL_READ, "200"),
                                "post",
                                operation("upsertCredential", OpenBadgesApi.CREDENTIAL_UPSERT, "200", "201", "304")),
                        "/profile",
                        Map.of(
                                "get",
                                operation("getProfile", OpenBadgesApi.PROFILE_READ, "200"),
                                "put",
                                operation("putProfile", OpenBadgesApi.PROFILE_UPDATE, "200")),
                        "/discovery",
                        Map.of(
                                "get",
                                Map.of(
                                        "operationId",
                                        "getServiceDescription",
                                        "responses",
                                        Map.of("200", Map.of("description", "This document"))))),
                "components",
                Map.of("securitySchemes", Map.of("OAuth2ACG", security)));
    }

    private static Map<String, Object> operation(String id, String scope, String... statuses) {
        Map<String, Object> responses = new LinkedHashMap<>();
        for (String status : statuses) {
            responses.put(status, Map.of("description", "As the specification says"));
        }
        responses.put("default", Map.of("description", "imsx_StatusInfo"));
        return Map.of(
                "operationId", id, "security", List.of(Map.of("OAuth2ACG", List.of(scope))), "responses", responses);
    }
}
