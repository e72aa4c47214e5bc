package org.throughline.server.walls;

import static org.throughline.server.organizations.Role.OWNER;

import java.util.List;
import java.util.UUID;

/** People, organizations and the ways in. */
final class OrganizationRows {
    private OrganizationRows() {}

    static List<Row> of(World world) {
        return List.of(
                Row.get("/sign-in/again/go-on").expect(Expected.signedIn()),
                Row.get("/welcome/{token}").at("token", world::newWelcome).expect(Expected.everybody()),
                Row.post("/welcome/{token}")
                        .fresh("token", world::newWelcome)
                        .form("name", "Newcomer")
                        .form("password", World.PASSWORD)
                        .expect(Expected.everybody())
                        .leadsTo("/sign-in"),
                Row.get("/account").expect(Expected.signedIn()),
                Row.post("/account/name").formFresh("name", world::newName).expect(Expected.signedIn()),
                Row.post("/account/password").form("wanted", World.PASSWORD).expect(Expected.signedIn()),
                Row.get("/account/close").expect(Expected.signedIn()),
                // without "sure" nothing is closed
                Row.post("/account/close")
                        .expect(Expected.refusedToEverybody())
                        .succeedsIn("organizations.web.ClosingIT#forgetsWhoeverClosesTheirAccountInEveryRoom"),
                Row.get("/account-closed").expect(Expected.everybody()),
                Row.get("/account/sessions").expect(Expected.signedIn()),
                Row.post("/account/sessions/{session}/end")
                        .fresh(
                                "session",
                                () -> world.asking == Caller.ANONYMOUS ? UUID.randomUUID() : world.newSession())
                        .expect(Expected.signedIn()),
                Row.post("/account/sessions/end-others").expect(Expected.signedIn()),
                Row.get("/organizations").expect(Expected.administrator()),
                Row.post("/organizations")
                        .formFresh(
                                "slug",
                                () -> "made-" + UUID.randomUUID().toString().substring(0, 8))
                        .form("name", "Made by the matrix")
                        .form("kind", "EDUCATOR")
                        .form("description", "")
                        .form("url", "")
                        .form("ownerName", "Its owner")
                        .formFresh("ownerEmail", world::newAddress)
                        .expect(Expected.administrator()),
                Row.post("/organizations/link")
                        .formFresh("email", () -> {
                            String address = world.newAddress();
                            world.bean(org.throughline.server.organizations.People.class)
                                    .ensure("Newcomer", address);
                            return address;
                        })
                        .expect(Expected.administrator()),
                Row.get("/o/{slug}").at("slug", world.college::slug).expect(Expected.everybody()),
                Row.get("/o/{slug}/edit").at("slug", world.college::slug).expect(Expected.roles(OWNER)),
                Row.post("/o/{slug}/edit")
                        .at("slug", world.college::slug)
                        .form("name", "The own college")
                        .form("url", "")
                        .form("description", "Described by the matrix.")
                        .expect(Expected.roles(OWNER)),
                Row.get("/o/{slug}/members").at("slug", world.college::slug).expect(Expected.members()),
                Row.post("/o/{slug}/members")
                        .at("slug", world.college::slug)
                        .form("name", World.CANARY + " invited")
                        .formFresh("email", world::newAddress)
                        .form("roles", "VIEWER")
                        .expect(Expected.roles(OWNER)),
                Row.get("/o/{slug}/members/{person}")
                        .at("slug", world.college::slug)
                        .at("person", () -> world.id(Caller.VIEWER))
                        .expect(Expected.roles(OWNER)),
                Row.post("/o/{slug}/members/{person}")
                        .at("slug", world.college::slug)
                        .fresh("person", world::newMember)
                        .form("roles", "VIEWER")
                        .expect(Expected.roles(OWNER)),
                Row.get("/o/{slug}/log")
                        .at("slug", world.college::slug)
                        .expect(Expected.roles(OWNER))
                        .tells(Caller.LEARNER));
    }
}
