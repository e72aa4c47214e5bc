package org.throughline.server.organizations;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.claims.AuthorizedParty;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.throughline.safefetch.FetchRequest;
import org.throughline.safefetch.FetchResult;
import org.throughline.safefetch.PostRequest;
import org.throughline.safefetch.SafeFetcher;
import org.throughline.server.shared.OutboundRequests;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;

/**
 * Speaks with an institution's provider: OpenID Connect Core 1.0, authorization code with PKCE (RFC 7636), state, nonce and the issuer in the answer
 * (RFC 9207). An owner names the provider's address, so every request goes through safe-fetch like any other to a stranger.
 */
@Component
public class ProviderConversation {
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384);
    private static final int MAX_BYTES = 256 * 1024;
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final SafeFetcher fetcher;
    private final boolean mayBeNear;
    private final ClientProof proof;
    private final PublicAddress address;
    private final Clock clock;

    ProviderConversation(OutboundRequests requests, ClientProof proof, PublicAddress address, Clock clock) {
        this.fetcher = requests.fetcher("institution sign-in").build();
        this.mayBeNear = requests.allowsLoopback();
        this.proof = proof;
        this.address = address;
        this.clock = clock;
    }

    /**
     * Where a provider sends people back. Each institution has an address of its own, so that an answer which one provider was led to give is never
     * taken to another one (mix-up, RFC 9700 section 4.4.2.2).
     */
    public String callback(Organization institution) {
        return address.url("/sign-in/institution/" + institution.slug() + "/callback");
    }

    /**
     * What is remembered while somebody is away at the provider.
     *
     * @param slug the institution's organization
     * @param since when they went
     * @param again whether somebody who is signed in proves anew who they are
     */
    public record Away(
            String slug, String issuer, String state, String nonce, String verifier, Instant since, boolean again) {
        /** As one line of text. */
        public String written() {
            return String.join(" ", slug, issuer, state, nonce, verifier, since.toString(), Boolean.toString(again));
        }

        public static Away read(String written) {
            String[] parts = written.split(" ", 7);
            return new Away(
                    parts[0],
                    parts[1],
                    parts[2],
                    parts[3],
                    parts[4],
                    Instant.parse(parts[5]),
                    Boolean.parseBoolean(parts[6]));
        }

        @Override
        public String toString() {
            return "Away[" + slug + "]";
        }
    }

    /**
     * Begins a conversation.
     *
     * @param again whether somebody who is signed in proves anew who they are
     */
    public Away begin(InstitutionSignIn institution, boolean again) {
        return new Away(
                institution.organization().slug(),
                institution.issuer(),
                Tokens.make(),
                Tokens.make(),
                Tokens.make(),
                clock.instant(),
                again);
    }

    /** Whether the person was really asked while they were away: OpenID Connect Core 1.0, section 3.1.2.1, {@code max_age} and {@code auth_time}. */
    public boolean askedWhileAway(Away away, ProviderClaims claims) {
        return claims.provedSince(away.since().minus(CLOCKS_DIFFER));
    }

    /** The provider's address to which the person goes. */
    public String goTo(InstitutionSignIn institution, Away away) {
        URI endpoint = metadata(institution).getAuthorizationEndpointURI();
        String separator = endpoint.getRawQuery() == null ? "?" : "&";
        Map<String, String> question = new HashMap<>(Map.of(
                "response_type", "code",
                "scope", "openid email profile",
                "client_id", institution.clientId(),
                "redirect_uri", callback(institution.organization()),
                "state", away.state(),
                "nonce", away.nonce(),
                "code_challenge", challenge(away.verifier()),
                "code_challenge_method", "S256"));
        if (away.again()) {
            question.put("prompt", "login");
            question.put("max_age", "0");
        }
        return endpoint + separator + form(question);
    }

    /** Reads who came back. Whatever does not fit together is a {@code Problem BAD_INPUT} that tells no secret. */
    public ProviderClaims comeBack(
            InstitutionSignIn institution, Away away, String state, @Nullable String issuer, String code) {
        if (!isTheSame(state, away.state()) || !isTheOneAsked(institution, away)) {
            throw failed("The answer does not belong to your question. Begin again.");
        }
        OIDCProviderMetadata metadata = metadata(institution);
        if (!isFrom(institution, metadata, issuer)) {
            throw failed("The answer came from another provider than the one that was asked.");
        }
        try {
            JWT token = token(institution, metadata, away, code);
            if (!(token.getHeader().getAlgorithm() instanceof JWSAlgorithm algorithm)
                    || !ALGORITHMS.contains(algorithm)) {
                throw failed("The provider signed in a way that we do not take.");
            }
            JWKSet keys = JWKSet.parse(fetched(metadata.getJWKSetURI()));
            IDTokenValidator validator = new IDTokenValidator(
                    new Issuer(institution.issuer()), new ClientID(institution.clientId()), algorithm, keys);
            validator.setMaxClockSkew((int) CLOCKS_DIFFER.toSeconds());
            IDTokenClaimsSet claims = validator.validate(token, new Nonce(away.nonce()));
            if (!isForUsAlone(claims, institution.clientId())) {
                throw failed("The provider's answer was made for another application too.");
            }
            Date proved = claims.getAuthenticationTime();
            boolean verified = Boolean.TRUE.equals(claims.getBooleanClaim("email_verified"));
            return new ProviderClaims(
                    institution.issuer(),
                    claims.getSubject().getValue(),
                    verified ? claims.getStringClaim("email") : null,
                    claims.getStringClaim("name"),
                    proved == null ? null : proved.toInstant());
        } catch (ParseException | java.text.ParseException | BadJOSEException | JOSEException e) {
            throw failed("The provider's answer could not be verified.");
        }
    }

    /** Asks the provider what it is, so that an owner learns at once when the set-up can't work. */
    public void check(InstitutionSignIn institution, boolean withSecret) {
        proof.check(metadata(institution), withSecret);
    }

    private JWT token(InstitutionSignIn institution, OIDCProviderMetadata metadata, Away away, String code)
            throws ParseException {
        ClientProof.Shown shown = proof.of(institution, metadata);
        Map<String, String> fields = new HashMap<>(shown.fields());
        fields.put("grant_type", "authorization_code");
        fields.put("code", code);
        fields.put("redirect_uri", callback(institution.organization()));
        fields.put("code_verifier", away.verifier());
        FetchResult answer = fetcher.post(new PostRequest(
                metadata.getTokenEndpointURI(),
                "application/x-www-form-urlencoded",
                Map.of(),
                shown.authorization(),
                form(fields),
                MAX_BYTES,
                WAIT));
        if (!(answer instanceof FetchResult.Fetched fetched) || !fetched.isSuccess()) {
            throw failed("The provider did not say who you are.");
        }
        JWT token = OIDCTokenResponse.parse(JSONObjectUtils.parse(fetched.body().text()))
                .getOIDCTokens()
                .getIDToken();
        if (token == null) {
            throw failed("The provider did not say who you are.");
        }
        return token;
    }

    /** OpenID Connect Discovery 1.0, section 4: the issuer in the document is exactly the one that was asked. */
    private OIDCProviderMetadata metadata(InstitutionSignIn institution) {
        String issuer = InstitutionSignIns.checkedIssuer(institution.issuer());
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        try {
            OIDCProviderMetadata metadata =
                    OIDCProviderMetadata.parse(fetched(URI.create(base + "/.well-known/openid-configuration")));
            if (!metadata.getIssuer().getValue().equals(issuer)) {
                throw failed("The provider calls itself otherwise than it was set up here.");
            }
            if (metadata.getAuthorizationEndpointURI() == null
                    || metadata.getTokenEndpointURI() == null
                    || metadata.getJWKSetURI() == null) {
                throw failed("The provider does not say where to ask.");
            }
            if (!isPage(metadata.getAuthorizationEndpointURI())) {
                throw failed("The provider's page for signing in is not at an https address.");
            }
            return metadata;
        } catch (ParseException e) {
            throw failed("The provider's description of itself could not be read.");
        }
    }

    private String fetched(URI uri) {
        FetchResult result = fetcher.fetch(FetchRequest.of(uri, "application/json", MAX_BYTES, WAIT));
        if (result instanceof FetchResult.Fetched fetched && fetched.isSuccess()) {
            return fetched.body().text();
        }
        throw failed("The provider could not be reached.");
    }

    /** People are sent there. */
    private boolean isPage(URI uri) {
        return uri.getHost() != null
                && uri.getRawUserInfo() == null
                && ("https".equals(uri.getScheme()) || mayBeNear && "http".equals(uri.getScheme()));
    }

    /** The answer came to the address of the institution to which the person was sent, and that still has the same provider. */
    private static boolean isTheOneAsked(InstitutionSignIn institution, Away away) {
        return institution.organization().slug().equals(away.slug())
                && institution.issuer().equals(away.issuer());
    }

    /** The provider says itself in its answer (RFC 9207), if it is one that does so. */
    private static boolean isFrom(
            InstitutionSignIn institution, OIDCProviderMetadata metadata, @Nullable String issuer) {
        return issuer == null
                ? !metadata.supportsAuthorizationResponseIssuerParam()
                : issuer.equals(institution.issuer());
    }

    /** A token for several must say that it was given to us (OpenID Connect Core 1.0, section 3.1.3.7, steps 3 to 5); the library does not look. */
    private static boolean isForUsAlone(IDTokenClaimsSet claims, String client) {
        AuthorizedParty party = claims.getAuthorizedParty();
        return party == null
                ? claims.getAudience().size() == 1
                : party.getValue().equals(client);
    }

    private static boolean isTheSame(String state, String expected) {
        return MessageDigest.isEqual(state.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private static String challenge(String verifier) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Tokens.hash(verifier));
    }

    private static String form(Map<String, String> fields) {
        return new TreeMap<>(fields)
                .entrySet().stream()
                        .map(field ->
                                field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    private static Problem failed(String why) {
        return new Problem(ProblemType.BAD_INPUT, why);
    }
}
