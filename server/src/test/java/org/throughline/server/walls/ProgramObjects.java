package org.throughline.server.walls;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.throughline.server.access.ApiClient;
import org.throughline.server.access.ApiClients;
import org.throughline.server.access.ClientMetadata;
import org.throughline.server.access.Programs;

/** A program of the own college, and what it is given. */
final class ProgramObjects {
    private static final Pattern TOKEN = Pattern.compile("\"access_token\" *: *\"([^\"]+)\"");
    private static final Pattern STATE = Pattern.compile("[?&]state=([^&]+)");
    private static final String BACK = "https://program.example/back";

    private final World world;
    private final ApiClients.Made own;
    private final ApiClient asking;

    ProgramObjects(World world) {
        this.world = world;
        ApiClients clients = world.bean(ApiClients.class);
        this.own = clients.make(
                world.college.id(),
                ClientMetadata.of("Program", Set.of(), Set.of("organization.read")),
                Set.of(ApiClient.CLIENT_CREDENTIALS),
                true,
                world.id(Caller.OWNER));
        this.asking = clients.make(
                        world.college.id(),
                        ClientMetadata.of("Program that asks people", Set.of(BACK), Set.of("profile.read")),
                        Set.of(ApiClient.AUTHORIZATION_CODE),
                        false,
                        world.id(Caller.OWNER))
                .client();
    }

    /** How the program proves which one it is. */
    String proof() {
        return basic(Objects.requireNonNull(own.secret()));
    }

    String wrongProof() {
        return basic("not its secret");
    }

    private String basic(String secret) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((Programs.encoded(own.client().id()) + ":" + Programs.encoded(secret))
                                .getBytes(StandardCharsets.UTF_8));
    }

    String newToken() {
        try {
            String answer = world.asker(Caller.ANONYMOUS)
                    .forge(
                            "POST",
                            "/oauth2/token",
                            "application/x-www-form-urlencoded",
                            "grant_type=client_credentials",
                            Map.of("Authorization", proof()))
                    .body();
            Matcher token = TOKEN.matcher(answer);
            if (!token.find()) {
                throw new IllegalStateException("no token: " + answer);
            }
            return token.group(1);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    String clientThatAsks() {
        return asking.id();
    }

    String back() {
        return BACK;
    }

    String challenge() {
        return Programs.challenge("v".repeat(43));
    }

    /** The state of a question that whoever is asking was asked; for a stranger one that nobody was. */
    String newQuestion() {
        if (world.asking == Caller.ANONYMOUS) {
            return "never";
        }
        try {
            String asked = world.asker(world.asking)
                    .html(Programs.authorize(asking.id(), BACK, "profile.read", "v".repeat(43)))
                    .headers()
                    .firstValue("Location")
                    .orElse("");
            Matcher state = STATE.matcher(URI.create(asked).toString());
            if (!state.find()) {
                throw new IllegalStateException("no question: " + asked);
            }
            return URLDecoder.decode(state.group(1), StandardCharsets.UTF_8);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a person gave a program; it stands as long as its token. */
    String newGrant(Caller whose) {
        String id = UUID.randomUUID().toString();
        world.sql(
                """
                insert into access.grant_given (id, client, organization, person, grant_type, scopes, asked_scopes, access_hash, access_issued,
                    access_expires, created_at)
                values (?, ?, ?, ?, 'authorization_code', '{profile.read}', '{profile.read}', decode(md5(?), 'hex'), now(),
                    now() + interval '1 hour', now())
                """,
                id,
                asking.id(),
                world.college.id().value(),
                world.id(whose).value(),
                id);
        return id;
    }

    String newGrant() {
        return newGrant(world.asking == Caller.ANONYMOUS ? Caller.LEARNER : world.asking);
    }
}
