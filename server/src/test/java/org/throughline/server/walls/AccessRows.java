package org.throughline.server.walls;

import static org.throughline.server.organizations.Role.EDITOR;
import static org.throughline.server.organizations.Role.OWNER;

import java.util.List;
import java.util.UUID;

/** What programs use, with a key of the caller instead of a session; and the log. */
final class AccessRows {
    private static final String OB = "/ims/ob/v3p0";

    private AccessRows() {}

    static List<Row> of(World world) {
        return List.of(
                Row.get("/account/keys").expect(Expected.signedIn()),
                Row.post("/account/keys")
                        .form("name", "Made by the matrix")
                        .form("days", "30")
                        .form("scopes", "profile.read")
                        .expect(Expected.signedIn())
                        .leaves(1),
                Row.post("/account/keys/{key}/revoke")
                        .fresh("key", world::newKey)
                        .expect(Expected.signedIn())
                        .leaves(1),
                // a grant is given in a conversation of several steps (its own tests hold it); here: another's does not
                // exist
                Row.post("/account/applications/{grant}/revoke")
                        .at("grant", UUID::randomUUID)
                        .expect(AccessRows::nothingThere),
                Row.get("/oauth2/consent").query("state=never").expect(AccessRows::nothingThere),
                Row.post("/oauth2/register").expect(caller -> Expected.Result.REFUSED),
                Row.get("/o/{slug}/clients").at("slug", world.college::slug).expect(Expected.roles(EDITOR)),
                Row.post("/o/{slug}/clients")
                        .at("slug", world.college::slug)
                        .form("name", World.CANARY + " program")
                        .form("acts", "us")
                        .form("secrecy", "confidential")
                        .form("redirects", "")
                        .form("scopes", "organization.read")
                        .expect(Expected.roles(EDITOR))
                        .leaves(1),
                client(world, Row.get("/o/{slug}/clients/{client}")),
                client(world, Row.post("/o/{slug}/clients/{client}/secret")).leaves(1),
                client(world, Row.post("/o/{slug}/clients/{client}/revoke")).leaves(1),
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
                        .expect(Expected.signedIn())
                        .leaves(1),
                Row.get(OB + "/profile").bearer().expect(Expected.signedIn()),
                Row.of("PUT", OB + "/profile")
                        .bearer()
                        .body("application/json", () -> "{\"name\": \"" + world.newName() + "\"}")
                        .expect(Expected.signedIn())
                        .leaves(1));
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

    private static Row client(World world, Row row) {
        return row.at("slug", world.college::slug)
                .fresh("client", world::newClient)
                .expect(Expected.roles(EDITOR));
    }

    private static Expected.Result nothingThere(Caller caller) {
        return caller == Caller.ANONYMOUS ? Expected.Result.UNAUTHENTICATED : Expected.Result.MISSING;
    }
}
