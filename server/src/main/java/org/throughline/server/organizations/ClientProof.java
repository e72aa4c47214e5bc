package org.throughline.server.organizations;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;

/**
 * How we prove to a provider that it is we who ask (OpenID Connect Core 1.0, section 9). With a secret: {@code client_secret_basic}, which is also
 * meant where the provider names nothing, else {@code client_secret_post}. Without one: by our keys, {@code private_key_jwt}.
 */
@Component
class ClientProof {
    private static final String ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final InstitutionSignIns institutions;
    private final ClientAssertions assertions;

    ClientProof(InstitutionSignIns institutions, ClientAssertions assertions) {
        this.institutions = institutions;
        this.assertions = assertions;
    }

    /**
     * What goes along with a request for a token.
     *
     * @param fields further fields of the form
     * @param authorization the header, or null
     */
    record Shown(Map<String, String> fields, @Nullable String authorization) {
        @Override
        public String toString() {
            return "Shown" + fields.keySet();
        }
    }

    /** Refuses, in words for its owner, a provider to which we could not prove who we are. */
    void check(OIDCProviderMetadata metadata, boolean withSecret) {
        method(metadata, withSecret);
    }

    /** The proof for this provider; one that takes none of ours is a {@code Problem BAD_INPUT}. */
    Shown of(InstitutionSignIn institution, OIDCProviderMetadata metadata) {
        Optional<String> secret = institutions.secret(institution);
        String client = institution.clientId();
        ClientAuthenticationMethod method = method(metadata, secret.isPresent());
        if (method.equals(ClientAuthenticationMethod.PRIVATE_KEY_JWT)) {
            return new Shown(
                    Map.of(
                            "client_id", client,
                            "client_assertion_type", ASSERTION,
                            "client_assertion", assertions.sign(client, institution.issuer())),
                    null);
        }
        return method.equals(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                ? new Shown(Map.of("client_id", client, "client_secret", secret.orElseThrow()), null)
                : new Shown(Map.of(), basic(client, secret.orElseThrow()));
    }

    private static ClientAuthenticationMethod method(OIDCProviderMetadata metadata, boolean withSecret) {
        List<ClientAuthenticationMethod> named = metadata.getTokenEndpointAuthMethods();
        List<ClientAuthenticationMethod> takes =
                named == null ? List.of(ClientAuthenticationMethod.CLIENT_SECRET_BASIC) : named;
        List<ClientAuthenticationMethod> ours = withSecret
                ? List.of(ClientAuthenticationMethod.CLIENT_SECRET_BASIC, ClientAuthenticationMethod.CLIENT_SECRET_POST)
                : List.of(ClientAuthenticationMethod.PRIVATE_KEY_JWT);
        ClientAuthenticationMethod method =
                ours.stream().filter(takes::contains).findFirst().orElseThrow(() -> refused(takes, withSecret));
        List<JWSAlgorithm> algorithms = metadata.getTokenEndpointJWSAlgs();
        if (!withSecret && algorithms != null && !algorithms.contains(JWSAlgorithm.ES256)) {
            throw new Problem(ProblemType.BAD_INPUT, "The provider takes no keys of our kind (ES256).");
        }
        return method;
    }

    private static Problem refused(List<ClientAuthenticationMethod> takes, boolean withSecret) {
        String named = takes.stream().map(ClientAuthenticationMethod::getValue).collect(Collectors.joining(", "));
        return new Problem(
                ProblemType.BAD_INPUT,
                withSecret
                        ? "The provider takes %s; a client secret goes by client_secret_basic or client_secret_post."
                                .formatted(named)
                        : ("The provider takes %s and not our keys (private_key_jwt), so it gave you a client secret; "
                                        + "it has to be named.")
                                .formatted(named));
    }

    /** RFC 6749 section 2.3.1: both halves are form-encoded before they are joined. */
    private static String basic(String client, String secret) {
        String both = URLEncoder.encode(client, StandardCharsets.UTF_8)
                + ":"
                + URLEncoder.encode(secret, StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }
}
