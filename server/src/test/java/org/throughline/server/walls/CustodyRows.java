package org.throughline.server.walls;

import static org.throughline.server.organizations.Role.ISSUER;
import static org.throughline.server.organizations.Role.OWNER;

import java.util.List;
import java.util.UUID;

/** Keys, the halt switch, and what an organization shows beside its name. */
final class CustodyRows {
    private CustodyRows() {}

    static List<Row> of(World world) {
        Expected keepers = Expected.roles(OWNER, ISSUER);
        return List.of(
                Row.get("/o/{slug}/keys")
                        .at("slug", world.college::slug)
                        // the administrator may be the second person when a key is stolen
                        .expect(caller -> caller == Caller.ADMINISTRATOR ? Expected.Result.OK : keepers.of(caller)),
                Row.get("/o/{slug}/jwks.json").at("slug", world.college::slug).expect(Expected.everybody()),
                Row.get("/halt").expect(Expected.administrator()),
                Row.get("/o/{slug}/logo").at("slug", world.college::slug).expect(Expected.nobody()),
                Row.get("/o/{slug}/face").at("slug", world.college::slug).expect(Expected.roles(OWNER)),
                Row.post("/o/{slug}/face")
                        .at("slug", world.college::slug)
                        .form("accent", "#00796b")
                        .form("location", "Somewhere")
                        .expect(Expected.roles(OWNER))
                        .leaves(1),
                Row.post("/o/{slug}/face/domains")
                        .at("slug", world.college::slug)
                        .formFresh(
                                "domain",
                                () -> "d" + UUID.randomUUID().toString().substring(0, 8) + ".example.org")
                        .expect(Expected.roles(OWNER))
                        .leaves(1),
                Row.post("/control/orders/halt").expect(Expected.nobody()),
                Row.post("/control/orders/forget").expect(Expected.nobody()),
                Row.post("/control/orders/lift").expect(Expected.nobody()),
                Row.post("/control/orders/rotate-master").expect(Expected.nobody()));
    }
}
