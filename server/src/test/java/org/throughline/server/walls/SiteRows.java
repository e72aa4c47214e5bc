package org.throughline.server.walls;

import java.util.List;

/** The roof, the style guide, public documents, and the console's own door. */
final class SiteRows {
    private SiteRows() {}

    static List<Row> of(World world) {
        return List.of(
                Row.get("/").expect(Expected.everybody()),
                Row.get("/problems/{code}").fixed("code", "not-found").expect(Expected.everybody()),
                Row.get("/status/{id}").at("id", world::statusList).expect(Expected.everybody()),
                Row.get("/o/{slug}/did.json").at("slug", world.college::slug).expect(Expected.nobody()),
                Row.get("/pipeline").expect(Expected.colleagues()),
                Row.get("/pipeline.csv").expect(Expected.colleagues()),
                Row.post("/control/imports/case").expect(Expected.nobody()),
                Row.post("/control/imports/onet").expect(Expected.nobody()));
    }
}
