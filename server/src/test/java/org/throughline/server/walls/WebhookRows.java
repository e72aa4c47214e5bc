package org.throughline.server.walls;

import static org.throughline.server.organizations.Role.EDITOR;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.throughline.server.access.Deliveries;
import org.throughline.server.access.Webhooks;
import org.throughline.server.support.RunningServer;

/** What an organization has told to its own programs: its owners and editors see to it, on pages and as programs. */
final class WebhookRows {
    private static final String PAGE = "/o/{slug}/webhooks";
    private static final String API = "/api/v1/organizations/{slug}/webhooks";
    private static final String ADDRESS = "https://hooks.example/" + World.CANARY;

    private WebhookRows() {}

    static List<Row> of(World world) {
        UUID one = newWebhook(world);
        return List.of(
                own(world, Row.get(PAGE)),
                own(world, Row.post(PAGE)).form("url", ADDRESS).form("events", "nothing"),
                own(world, Row.get(PAGE + "/{webhook}")).at("webhook", () -> one),
                own(world, Row.post(PAGE + "/{webhook}/ping")).at("webhook", () -> one),
                own(world, Row.post(PAGE + "/{webhook}/secret")).at("webhook", () -> one),
                own(world, Row.post(PAGE + "/{webhook}/state"))
                        .fresh("webhook", () -> goingOn(world, one))
                        .form("pause", true),
                own(world, Row.post(PAGE + "/{webhook}/replay")).fresh("webhook", () -> told(world, one)),
                own(world, Row.post(PAGE + "/{webhook}/remove")).fresh("webhook", () -> newWebhook(world)),
                api(world, Row.get(API)),
                api(world, Row.post(API))
                        .body("application/json", () -> "{\"url\": \"" + ADDRESS + "\", \"events\": [\"nothing\"]}"),
                api(world, Row.get(API + "/{webhook}")).at("webhook", () -> one),
                api(world, Row.get(API + "/{webhook}/deliveries")).at("webhook", () -> one),
                api(world, Row.post(API + "/{webhook}/ping")).at("webhook", () -> one),
                api(world, Row.post(API + "/{webhook}/replay"))
                        .fresh("webhook", () -> told(world, one))
                        .query("from=2020-01-01T00:00:00Z"),
                api(world, Row.of("DELETE", API + "/{webhook}")).fresh("webhook", () -> newWebhook(world)));
    }

    private static Row own(World world, Row row) {
        return row.at("slug", world.college::slug).expect(Expected.roles(EDITOR));
    }

    private static Row api(World world, Row row) {
        return own(world, row).bearer();
    }

    private static UUID newWebhook(World world) {
        return world.bean(Webhooks.class)
                .make(
                        world.college.id(),
                        ADDRESS,
                        Set.of("nothing"),
                        world.id(Caller.OWNER).toString())
                .webhook()
                .id();
    }

    private static UUID goingOn(World world, UUID webhook) {
        world.bean(Webhooks.class)
                .pause(
                        world.college.id(),
                        webhook,
                        false,
                        world.id(Caller.OWNER).toString());
        return webhook;
    }

    /** With a message that has been given up, which can be told again. */
    private static UUID told(World world, UUID webhook) {
        world.bean(Deliveries.class)
                .ping(
                        world.bean(Webhooks.class).require(world.college.id(), webhook),
                        world.id(Caller.OWNER).toString());
        world.bean(RunningServer.class)
                .sql()
                .sql("update access.delivery set state = 'DEAD' where webhook = ?")
                .param(webhook)
                .update();
        return webhook;
    }
}
