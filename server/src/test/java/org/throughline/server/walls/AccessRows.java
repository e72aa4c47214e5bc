package org.throughline.server.walls;

import static org.throughline.server.organizations.Role.EDITOR;
import static org.throughline.server.organizations.Role.OWNER;

import java.util.List;
import org.throughline.server.walls.Expected.Result;

/** What programs use, with a key of the caller instead of a session; and the log. */
final class AccessRows {
    private static final String OB = "/ims/ob/v3p0";

    private AccessRows() {}

    static List<Row> of(World world) {
        ProgramObjects programs = new ProgramObjects(world);
        return List.of(
                Row.get("/account/keys").expect(Expected.signedIn()),
                Row.post("/account/keys")
                        .form("name", "Made by the matrix")
                        .form("days", "30")
                        .form("scopes", "profile.read")
                        .expect(Expected.signedIn()),
                Row.post("/account/keys/{key}/revoke")
                        .fresh("key", world::newKey)
                        .expect(Expected.signedIn()),
                Row.post("/account/applications/{grant}/revoke")
                        .fresh("grant", programs::newGrant)
                        .expect(Expected.signedIn()),
                Row.post("/account/applications/{grant}/revoke")
                        .fresh("grant", () -> programs.newGrant(Caller.LEARNER))
                        .expect(Expected.holder()),
                Row.post("/oauth2/register")
                        .body(
                                "application/json",
                                () -> "{\"client_name\": \"A program\", \"redirect_uris\": [\"" + programs.back()
                                        + "\"]}")
                        .expect(Expected.everybody()),
                Row.post("/oauth2/register")
                        .body("application/json", () -> "[]")
                        .expect(caller -> Result.REFUSED),
                // what the authorization server answers stands in filters; a program shows its own proof, whoever sits
                // at the browser
                authorize(programs, Row.get("/oauth2/authorize"))
                        .expect(caller -> caller == Caller.ANONYMOUS ? Result.REFUSED : Result.OK),
                Row.get("/oauth2/consent").query("state=never").expect(AccessRows::nothingThere),
                Row.get("/oauth2/consent")
                        .formFresh("client_id", programs::clientThatAsks)
                        .formFresh("scope", () -> "profile.read")
                        .formFresh("state", programs::newQuestion)
                        .expect(Expected.signedIn()),
                Row.post("/oauth2/authorize")
                        .formFresh("client_id", programs::clientThatAsks)
                        .formFresh("state", programs::newQuestion)
                        .form("scope", "profile.read")
                        .expect(Expected.signedIn()),
                Row.post("/oauth2/authorize")
                        .formFresh("client_id", programs::clientThatAsks)
                        .formFresh("state", programs::newQuestion)
                        .expect(Expected.signedIn()),
                Row.post("/oauth2/token")
                        .proof(programs::proof)
                        .form("grant_type", "client_credentials")
                        .expect(Expected.everybody()),
                Row.post("/oauth2/token")
                        .proof(programs::wrongProof)
                        .form("grant_type", "client_credentials")
                        .expect(caller -> Result.REFUSED),
                Row.post("/oauth2/introspect")
                        .proof(programs::proof)
                        .formFresh("token", programs::newToken)
                        .expect(Expected.everybody())
                        .changesNothing("tells whether a token stands"),
                Row.post("/oauth2/revoke")
                        .proof(programs::proof)
                        .formFresh("token", programs::newToken)
                        .expect(Expected.everybody()),
                Row.post("/oauth2/revoke")
                        .proof(programs::proof)
                        .form("token", "never")
                        .expect(Expected.everybody())
                        .changesNothing("there is no such token (RFC 7009 section 2.2 asks for the same answer)"),
                Row.get("/oauth2/jwks").expect(Expected.everybody()),
                Row.get("/.well-known/oauth-authorization-server").expect(Expected.everybody()),
                // its filter stands in the chain of the APIs, which does not reach this address
                Row.get("/.well-known/oauth-protected-resource").expect(AccessRows::nothingThere),
                Row.get("/o/{slug}/clients").at("slug", world.college::slug).expect(Expected.roles(EDITOR)),
                Row.post("/o/{slug}/clients")
                        .at("slug", world.college::slug)
                        .form("name", World.CANARY + " program")
                        .form("acts", "us")
                        .form("secrecy", "confidential")
                        .form("redirects", "")
                        .form("scopes", "organization.read")
                        .expect(Expected.roles(EDITOR)),
                client(world, Row.get("/o/{slug}/clients/{client}")),
                client(world, Row.post("/o/{slug}/clients/{client}/secret")),
                client(world, Row.post("/o/{slug}/clients/{client}/revoke")),
                Row.get("/api/v1/openapi.json").bearer().expect(Expected.everybody()),
                Row.get("/api/v1/me").bearer().expect(Expected.signedIn()),
                Row.get("/api/v1/organizations/{slug}")
                        .at("slug", world.college::slug)
                        .bearer()
                        .expect(Expected.members()),
                Row.get("/api/v1/organizations/{slug}/log")
                        .at("slug", world.college::slug)
                        .bearer()
                        .expect(Expected.roles(OWNER)),
                Row.get(OB + "/discovery").bearer().expect(Expected.everybody()),
                Row.get(OB + "/credentials").bearer().expect(Expected.signedIn()),
                Row.post(OB + "/credentials")
                        .bearer()
                        .body("application/json", world::unsignedCredential)
                        .expect(Expected.signedIn()),
                Row.get(OB + "/profile").bearer().expect(Expected.signedIn()),
                Row.of("PUT", OB + "/profile")
                        .bearer()
                        .body("application/json", () -> "{\"name\": \"" + world.newName() + "\"}")
                        .expect(Expected.signedIn()));
    }

    static List<Row> log(World world) {
        return List.of(
                Row.get("/log/checkpoint").expect(Expected.everybody()),
                Row.get("/log/key").expect(Expected.everybody()),
                Row.get("/log/consistency").query("from=1&to=1").expect(Expected.everybody()),
                Row.get("/account/log").expect(Expected.signedIn()).tells(Caller.LEARNER),
                Row.get("/account/log.csv").expect(Expected.signedIn()).tells(Caller.LEARNER),
                Row.get("/account/log/{sequence}/receipt")
                        .fixed("sequence", 999_999_999L)
                        .expect(AccessRows::nothingThere),
                Row.get("/o/{slug}/log.csv")
                        .at("slug", world.college::slug)
                        .expect(Expected.roles(OWNER))
                        .tells(Caller.LEARNER),
                Row.get("/o/{slug}/log/{sequence}/receipt")
                        .at("slug", world.college::slug)
                        .fixed("sequence", world.entryOfTheCollege())
                        .expect(Expected.roles(OWNER)));
    }

    private static Row authorize(ProgramObjects programs, Row row) {
        return row.form("response_type", "code")
                .form("client_id", programs.clientThatAsks())
                .form("redirect_uri", programs.back())
                .form("scope", "profile.read")
                .form("code_challenge", programs.challenge())
                .form("code_challenge_method", "S256");
    }

    private static Row client(World world, Row row) {
        return row.at("slug", world.college::slug)
                .fresh("client", world::newClient)
                .expect(Expected.roles(EDITOR));
    }

    private static Expected.Result nothingThere(Caller caller) {
        return caller == Caller.ANONYMOUS ? Expected.Result.UNAUTHENTICATED : Expected.Result.MISSING;
    }
}
