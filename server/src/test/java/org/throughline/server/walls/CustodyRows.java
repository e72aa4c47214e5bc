package org.throughline.server.walls;

import static org.throughline.server.organizations.Role.ISSUER;
import static org.throughline.server.organizations.Role.OWNER;

import java.util.List;
import java.util.UUID;

/** Keys and the halt switch; what an organization shows beside its name; the operator's door. */
final class CustodyRows {
    private static final String LOGO =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\"><circle cx=\"5\" cy=\"5\" r=\"4\" fill=\"#00796b\"/></svg>";

    private CustodyRows() {}

    static List<Row> of(World world) {
        PeopleObjects objects = new PeopleObjects(world);
        return List.of(
                Row.get("/o/{slug}/jwks.json").at("slug", world.college::slug).expect(Expected.everybody()),
                Row.get("/o/{slug}/logo").at("slug", world.employer::slug).expect(Expected.nobody()),
                face(world, Row.get("/o/{slug}/face")),
                face(world, Row.post("/o/{slug}/face"))
                        .form("accent", "#00796b")
                        .form("location", "Somewhere"),
                face(world, Row.post("/o/{slug}/face/logo")).file("logo", "logo.svg", () -> Row.text(LOGO)),
                Row.get("/o/{slug}/logo").at("slug", world.college::slug).expect(Expected.everybody()),
                face(world, Row.post("/o/{slug}/face/domains"))
                        .formFresh(
                                "domain",
                                () -> "d" + UUID.randomUUID().toString().substring(0, 8) + ".example.org"),
                // nobody answers for the name: that was looked at is an act, too
                face(world, Row.post("/o/{slug}/face/domains/{domain}/look")).fresh("domain", objects::newDomain),
                face(world, Row.post("/o/{slug}/face/domains/{domain}/remove")).fresh("domain", objects::newDomain),
                Row.get("/o/{slug}/sign-in")
                        .at("slug", world.college::slug)
                        .expect(Expected.rolesOrAdministrator(OWNER)),
                // the provider is another server, which is asked at once; none answers here
                Row.post("/o/{slug}/sign-in")
                        .at("slug", world.college::slug)
                        .form("issuer", "https://login.invalid")
                        .form("clientId", "throughline")
                        .form("secret", "a secret between the two")
                        .expect(caller -> {
                            Expected.Result owner = Expected.roles(OWNER).of(caller);
                            return owner == Expected.Result.OK ? Expected.Result.REFUSED : owner;
                        })
                        .succeedsIn(
                                "organizations.web.InstitutionIT#letsSomebodyNewInWhoseAddressTheProviderMayVouchForAndKnowsThemAgain"),
                Row.post("/o/{slug}/sign-in/domains")
                        .fresh("slug", objects::newProvider)
                        .form("domains", "example.org")
                        .expect(Expected.administrator()),
                Row.post("/o/{slug}/sign-in/end")
                        .fresh("slug", objects::newProvider)
                        .expect(Expected.roles(OWNER)),
                // the door of this machine's operator, who has its token
                door("imports/case", "console.ControlDoorIT#importsAFrameworkAsOneAct"),
                door("imports/onet", "console.ControlDoorIT#importsOccupationsAsOneAct"),
                door("imports/organization", "console.ControlDoorIT#importsAnOrganizationAsOneAct"),
                door("orders/halt", "console.OrdersIT#haltsOneOrganizationThroughTheRunningServerAndLetsItGoOn"),
                door("orders/forget", "console.OrdersIT#forgetsAPersonWhomTheOperatorIsSureAbout"),
                door("orders/lift", "console.OrdersIT#haltsOneOrganizationThroughTheRunningServerAndLetsItGoOn"),
                door("orders/rotate-master", "console.OrdersIT#letsANewMasterKeyTakeOver"),
                Row.post("/control/backup").expect(Expected.nobody()).changesNothing("it copies what there is"),
                Row.post("/control/fsck").expect(Expected.nobody()).changesNothing("it looks"));
    }

    /** Keys and the halt switch. */
    static List<Row> keys(World world) {
        KeyObjects objects = new KeyObjects(world);
        return List.of(
                // the administrator may be the second person when a key is stolen, and reads who reported it
                keys(world, Row.get("/o/{slug}/keys"))
                        .expect(Expected.rolesOrAdministrator(ISSUER))
                        .gives(World.CANARY),
                keys(world, Row.post("/o/{slug}/keys/change")),
                keys(world, Row.post("/o/{slug}/keys/{key}/activate")).fresh("key", objects::newAnnounced),
                keys(world, Row.post("/o/{slug}/keys/{key}/retire")).fresh("key", objects::newActive),
                keys(world, Row.post("/o/{slug}/keys/{key}/report"))
                        .fresh("key", objects::newActive)
                        .form("since", "2026-01-01T00:00"),
                keys(world, Row.post("/o/{slug}/keys/reports/{report}/confirm"))
                        .fresh("report", objects::newReport)
                        .expect(Expected.rolesOrAdministrator(OWNER)),
                keys(world, Row.post("/o/{slug}/keys/reports/{report}/dismiss"))
                        .fresh("report", objects::newReport)
                        .expect(Expected.rolesOrAdministrator(OWNER)),
                keys(world, Row.post("/o/{slug}/keys/halt"))
                        .prepared(objects::lift)
                        .form("reason", World.CANARY + " has to look")
                        .expect(Expected.roles(ISSUER))
                        .afterwards(caller -> objects.lift()),
                keys(world, Row.post("/o/{slug}/keys/resume")).prepared(objects::halt),
                Row.get("/halt").expect(Expected.administrator()),
                Row.post("/halt")
                        .prepared(objects::liftForEverybody)
                        .form("reason", "The matrix has to look")
                        .expect(Expected.administrator())
                        .afterwards(caller -> objects.liftForEverybody()),
                Row.post("/halt/lift").prepared(objects::haltEverybody).expect(Expected.administrator()));
    }

    private static Row keys(World world, Row row) {
        return row.at("slug", world.college::slug).expect(Expected.roles(OWNER));
    }

    private static Row face(World world, Row row) {
        return row.at("slug", world.college::slug).expect(Expected.roles(OWNER));
    }

    private static Row door(String path, String test) {
        return Row.post("/control/" + path).expect(Expected.nobody()).succeedsIn(test);
    }
}
