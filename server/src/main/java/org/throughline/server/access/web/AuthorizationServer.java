package org.throughline.server.access.web;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2RefreshTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.throughline.server.access.Scopes;
import org.throughline.server.access.SecretHashes;
import org.throughline.server.limits.Limits;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;

/**
 * OAuth 2.0 for programs: Spring's authorization server on our tables. Stricter than it is by itself: a redirect address must be named, and
 * equal to a registered one letter for letter; PKCE with S256 for every client; every agreement is asked anew, because a redirect without
 * a page in between would leave a form of ours towards a stranger, which our Content-Security-Policy forbids.
 */
@Configuration(proxyBeanMethods = false)
class AuthorizationServer {
    static final String AUTHORIZE = "/oauth2/authorize";
    static final String TOKEN = "/oauth2/token";
    static final String REGISTER = "/oauth2/register";

    private final PublicAddress address;
    private final HandlerExceptionResolver problems;
    private final RequestCache asked;
    private final RegisteredClientRepository clients;
    private final Limits limits;

    AuthorizationServer(
            PublicAddress address,
            HandlerExceptionResolver handlerExceptionResolver,
            RequestCache asked,
            RegisteredClientRepository clients,
            Limits limits) {
        this.limits = limits;
        this.clients = clients;
        this.address = address;
        this.problems = handlerExceptionResolver;
        this.asked = asked;
    }

    @Bean
    @Order(20)
    SecurityFilterChain authorizationServerChain(
            HttpSecurity http,
            OAuth2AuthorizationService grants,
            JWKSource<SecurityContext> keys,
            List<HeaderWriter> headers)
            throws Exception {
        OAuth2AuthorizationServerConfigurer server = new OAuth2AuthorizationServerConfigurer();
        http.securityMatcher(server.getEndpointsMatcher())
                .with(
                        server,
                        it -> it.registeredClientRepository(clients)
                                .authorizationService(grants)
                                .authorizationConsentService(new AskedEveryTime())
                                .authorizationServerSettings(AuthorizationServerSettings.builder()
                                        .issuer(whoAnswers())
                                        .authorizationEndpoint(AUTHORIZE)
                                        .tokenEndpoint(TOKEN)
                                        .build())
                                .tokenGenerator(tokens(keys))
                                .clientAuthentication(
                                        proof -> proof.authenticationProviders(AuthorizationServer::ourHashes))
                                .authorizationEndpoint(endpoint -> endpoint.consentPage("/oauth2/consent")
                                        .authenticationProviders(AuthorizationServer::strict)
                                        .authorizationResponseHandler(this::granted)
                                        .errorResponseHandler(this::refused))
                                .authorizationServerMetadataEndpoint(metadata ->
                                        metadata.authorizationServerMetadataCustomizer(said -> said.claims(claims -> {
                                            claims.put("registration_endpoint", address.url(REGISTER));
                                            claims.put(
                                                    "scopes_supported",
                                                    Arrays.stream(Scopes.values())
                                                            .map(Scopes::wire)
                                                            .toList());
                                            claims.put("code_challenge_methods_supported", List.of("S256"));
                                            claims.put("authorization_response_iss_parameter_supported", true);
                                            claims.put(
                                                    "grant_types_supported",
                                                    List.of(
                                                            "authorization_code",
                                                            "client_credentials",
                                                            "refresh_token"));
                                            claims.put(
                                                    "token_endpoint_auth_methods_supported",
                                                    List.of("client_secret_basic", "client_secret_post", "none"));
                                        }))))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .csrf(csrf ->
                        csrf.disable()) // programs call; the question to a person is bound to its unguessable state
                .addFilterAfter(new TokenRequests(limits, problems), HeaderWriterFilter.class)
                .exceptionHandling(failures -> failures.authenticationEntryPoint(this::askToSignIn))
                .headers(it -> {
                    it.defaultsDisabled();
                    headers.forEach(it::addHeaderWriter);
                });
        return http.build();
    }

    /** Access tokens as signed JWTs (RFC 9068), refresh tokens as random text. */
    private OAuth2TokenGenerator<OAuth2Token> tokens(JWKSource<SecurityContext> keys) {
        NimbusJwtEncoder encoder = new NimbusJwtEncoder(keys);
        encoder.setJwkSelector(List::getFirst);
        JwtGenerator access = new JwtGenerator(encoder);
        access.setJwtCustomizer(this::describe);
        return new DelegatingOAuth2TokenGenerator(access, new OAuth2RefreshTokenGenerator());
    }

    private void describe(JwtEncodingContext token) {
        token.getJwsHeader().algorithm(SignatureAlgorithm.ES256).type("at+jwt");
        token.getClaims()
                .audience(List.of(address.base().toString()))
                .claim("client_id", token.getRegisteredClient().getClientId());
        if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(token.getAuthorizationGrantType())) {
            token.getClaims().subject(token.getRegisteredClient().getClientId());
        }
    }

    private static void ourHashes(List<AuthenticationProvider> providers) {
        for (AuthenticationProvider provider : providers) {
            if (provider instanceof ClientSecretAuthenticationProvider secrets) {
                secrets.setPasswordEncoder(new SecretHashes());
            }
        }
    }

    private static void strict(List<AuthenticationProvider> providers) {
        Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> rules = AuthorizationServer::requireExactRedirect;
        for (AuthenticationProvider provider : providers) {
            if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider requests) {
                requests.setAuthenticationValidator(rules.andThen(AuthorizationServer::requireProofKey)
                        .andThen(OAuth2AuthorizationCodeRequestAuthenticationValidator.DEFAULT_SCOPE_VALIDATOR));
            }
        }
    }

    private static void requireExactRedirect(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        Set<String> registered = context.getRegisteredClient().getRedirectUris();
        if (!RequestRules.redirectsExactly(registered, request.getRedirectUri())) {
            throw new OAuth2AuthorizationCodeRequestAuthenticationException(
                    new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, "redirect_uri", null), null);
        }
    }

    private static void requireProofKey(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        if (!RequestRules.provesItsCode(request.getAdditionalParameters())) {
            throw new OAuth2AuthorizationCodeRequestAuthenticationException(
                    new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, "code_challenge", null), request);
        }
    }

    /** The person agreed: back to the program with a code, and with who gives it (RFC 9207), so that no other server's answer is taken for ours. */
    private void granted(HttpServletRequest request, HttpServletResponse response, Authentication granted)
            throws IOException {
        OAuth2AuthorizationCodeRequestAuthenticationToken answer =
                (OAuth2AuthorizationCodeRequestAuthenticationToken) granted;
        String code = Objects.requireNonNull(answer.getAuthorizationCode()).getTokenValue();
        response.sendRedirect(back(answer, "code", code));
    }

    /**
     * A program that is unknown, names another redirect address or does without PKCE gets nobody sent anywhere: the person reads why.
     * Everything else (a refusal by the person, a scope that the program may not have) goes back to the address that was registered.
     */
    private void refused(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof OAuth2AuthorizationCodeRequestAuthenticationException refusal) {
            OAuth2AuthorizationCodeRequestAuthenticationToken asking =
                    refusal.getAuthorizationCodeRequestAuthentication();
            OAuth2Error error = refusal.getError();
            boolean wrongly = OAuth2ErrorCodes.INVALID_REQUEST.equals(error.getErrorCode());
            if (!wrongly && asking != null && isRegistered(asking)) {
                response.sendRedirect(back(asking, "error", error.getErrorCode()));
                return;
            }
            tell(request, response, words(error));
            return;
        }
        tell(request, response, "The request of the application could not be read.");
    }

    /** Some refusals come before the redirect address was looked at: it is looked at here, again. */
    private boolean isRegistered(OAuth2AuthorizationCodeRequestAuthenticationToken asking) {
        RegisteredClient client = clients.findByClientId(asking.getClientId());
        return client != null && RequestRules.redirectsExactly(client.getRedirectUris(), asking.getRedirectUri());
    }

    private String back(OAuth2AuthorizationCodeRequestAuthenticationToken asking, String name, String value) {
        String to = String.valueOf(asking.getRedirectUri());
        StringBuilder url = new StringBuilder(to)
                .append(to.contains("?") ? '&' : '?')
                .append(name)
                .append('=')
                .append(encoded(value))
                .append("&iss=")
                .append(encoded(whoAnswers()));
        String state = asking.getState();
        if (state != null) {
            url.append("&state=").append(encoded(state));
        }
        return url.toString();
    }

    private String whoAnswers() {
        return address.base().toString();
    }

    private static String words(OAuth2Error error) {
        String what = String.valueOf(error.getDescription());
        if (what.contains("redirect_uri")) {
            return "The application wants you to be sent to an address that it did not register, so we send you nowhere. "
                    + "Nothing was given to it.";
        }
        if (what.contains("client_id")) {
            return "The application is not known here, or it was revoked. Nothing was given to it.";
        }
        if (what.contains("code_challenge")) {
            return "The application does not protect its code with PKCE (S256), which everybody must here. "
                    + "Nothing was given to it.";
        }
        return "The application's request does not hold (%s). Nothing was given to it.".formatted(error.getErrorCode());
    }

    private void tell(HttpServletRequest request, HttpServletResponse response, String words) {
        problems.resolveException(request, response, null, new Problem(ProblemType.APPLICATION_REQUEST, words));
    }

    private void askToSignIn(HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        if (AUTHORIZE.equals(request.getRequestURI()) && "GET".equals(request.getMethod())) {
            asked.saveRequest(request, response);
            response.sendRedirect("/sign-in");
            return;
        }
        problems.resolveException(
                request,
                response,
                null,
                new Problem(ProblemType.UNAUTHENTICATED, "The application did not prove which one it is."));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Remembers no agreement beyond the tokens that came of it. */
    private static final class AskedEveryTime implements OAuth2AuthorizationConsentService {
        @Override
        public void save(OAuth2AuthorizationConsent consent) {
            // the grant itself is what a person sees and takes back
        }

        @Override
        public void remove(OAuth2AuthorizationConsent consent) {
            // as above
        }

        @Override
        public @Nullable OAuth2AuthorizationConsent findById(String client, String person) {
            return null;
        }
    }
}
