package org.throughline.server.organizations.web;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.OAuth2AuthorizationServerConfiguration;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.oidc.OidcProviderConfiguration;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/** An institution's own provider: a whole authorization server, at which somebody is signed in already. */
final class InstitutionProvider implements AutoCloseable {

    private static final AtomicReference<Somebody> PRESENT =
            new AtomicReference<>(new Somebody("nobody", "", false, Duration.ZERO));
    private static final AtomicReference<String> ISSUER = new AtomicReference<>();

    /** How clients may prove who they are, as the description says; none: it says nothing. */
    private static final AtomicReference<List<String>> TAKES = new AtomicReference<>(List.of());

    private final ConfigurableApplicationContext context;

    private InstitutionProvider(ConfigurableApplicationContext context) {
        this.context = context;
    }

    static InstitutionProvider start(int port) {
        ISSUER.set("http://localhost:" + port);
        SpringApplication application = new SpringApplication(Provider.class);
        application.setLogStartupInfo(false);
        return new InstitutionProvider(application.run(
                "--server.port=" + port,
                "--spring.config.location=optional:classpath:/none/",
                "--spring.main.banner-mode=off"));
    }

    String issuer() {
        return ISSUER.get();
    }

    String subject() {
        return PRESENT.get().subject();
    }

    /** Knows a client by a secret, or by its keys where it has some; returns its id. */
    String register(String callback, ClientAuthenticationMethod method, @Nullable String keysAt) {
        String id = "client-" + UUID.randomUUID();
        ClientSettings.Builder settings = ClientSettings.builder().requireProofKey(true);
        if (keysAt != null) {
            settings.jwkSetUrl(keysAt).tokenEndpointAuthenticationSigningAlgorithm(SignatureAlgorithm.ES256);
        }
        context.getBean(InMemoryRegisteredClientRepository.class)
                .save(client(id)
                        .clientAuthenticationMethod(method)
                        .redirectUri(callback)
                        .clientSettings(settings.build())
                        .build());
        return id;
    }

    /** Says from now on by which methods clients may prove who they are; without any, it says nothing about it. */
    void takes(String... methods) {
        TAKES.set(List.of(methods));
    }

    /** What a client of this id proves itself with, and what changes on the way where somebody does not encode it. */
    static String secretOf(String client) {
        return "a: +, %41 & = " + client;
    }

    private static RegisteredClient.Builder client(String id) {
        return RegisteredClient.withId(UUID.randomUUID().toString())
                .clientId(id)
                .clientSecret("{noop}" + secretOf(id))
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .scope("openid")
                .scope("email")
                .scope("profile");
    }

    /** Who is signed in at the institution from now on. */
    void signsIn(String subject, String email, boolean verified) {
        PRESENT.set(new Somebody(subject, email, verified, Duration.ZERO));
    }

    /** Whoever is signed in proved so long ago that they are it, and the provider asks them nothing now. */
    void lastAsked(Duration ago) {
        PRESENT.updateAndGet(somebody -> new Somebody(somebody.subject(), somebody.email(), somebody.verified(), ago));
    }

    @Override
    public void close() {
        context.close();
    }

    private record Somebody(String subject, String email, boolean verified, Duration askedAgo) {}

    /** No {@code @Configuration}: the server under test, which looks for those, must not find it. */
    @EnableWebSecurity
    @ImportAutoConfiguration({
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        SecurityFilterAutoConfiguration.class
    })
    static class Provider {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.oauth2AuthorizationServer(server -> server.oidc(oidc -> oidc.providerConfigurationEndpoint(
                            description -> description.providerConfigurationCustomizer(Provider::says))))
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .addFilterAfter(new AlreadySignedIn(), SecurityContextHolderFilter.class)
                    .build();
        }

        private static void says(OidcProviderConfiguration.Builder description) {
            description.claims(claims -> {
                claims.put("token_endpoint_auth_methods_supported", TAKES.get());
                if (TAKES.get().isEmpty()) {
                    claims.remove("token_endpoint_auth_methods_supported");
                }
            });
        }

        @Bean
        InMemoryRegisteredClientRepository clients() {
            return new InMemoryRegisteredClientRepository(client("nobody")
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                    .redirectUri("https://nobody.example.org/")
                    .build());
        }

        @Bean
        AuthorizationServerSettings settings() {
            return AuthorizationServerSettings.builder().issuer(ISSUER.get()).build();
        }

        @Bean
        JWKSource<SecurityContext> keys() throws NoSuchAlgorithmException {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            return new ImmutableJWKSet<>(new JWKSet(new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                    .privateKey(pair.getPrivate())
                    .keyID("one")
                    .build()));
        }

        @Bean
        JwtDecoder decoder(JWKSource<SecurityContext> keys) {
            return OAuth2AuthorizationServerConfiguration.jwtDecoder(keys);
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims() {
            return token -> {
                if (token.getTokenType().getValue().equals("id_token")) {
                    Somebody somebody = PRESENT.get();
                    token.getClaims()
                            .claim("email", somebody.email())
                            .claim("email_verified", somebody.verified())
                            .claim("name", "Somebody Known");
                }
            };
        }
    }

    /** Signs everybody in as whoever is present. */
    private static final class AlreadySignedIn extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (request.getRequestURI().endsWith("/authorize")) {
                SecurityContextHolder.setContext(new SecurityContextImpl(
                        UsernamePasswordAuthenticationToken.authenticated(
                                PRESENT.get().subject(),
                                null,
                                List.of(FactorGrantedAuthority.withAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY)
                                        .issuedAt(Clock.systemUTC()
                                                .instant()
                                                .minus(PRESENT.get().askedAgo()))
                                        .build()))));
            }
            chain.doFilter(request, response);
        }
    }
}
