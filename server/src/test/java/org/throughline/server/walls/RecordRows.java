package org.throughline.server.walls;

import java.util.List;

/** What people hold, give away and let others find; and the verify page, which is everybody's. */
final class RecordRows {
    private RecordRows() {}

    static List<Row> of(World world) {
        return List.of(
                Row.get("/verify").expect(Expected.everybody()),
                Row.post("/verify")
                        .form("text", "{\"not\": \"a credential\"}")
                        .expect(Expected.everybody())
                        .changesNothing("what is verified is not kept"),
                Row.get("/s").expect(Expected.everybody()),
                // the secret of a link is sent in a body, so that it stands in no address; that is all why these are
                // posts
                Row.post("/s")
                        .formObject("token", world::newShareToken)
                        .changesNothing("shows what was shared")
                        .expect(Expected.everybody())
                        .gives(World.RECORD),
                Row.post("/s/document")
                        .formObject("token", world::newShareToken)
                        .form("number", "1")
                        .changesNothing("shows what was shared")
                        .expect(Expected.everybody())
                        .gives(World.RECORD),
                Row.get("/record").expect(Expected.signedIn()),
                Row.get("/record/{id}").at("id", () -> world.held.id()).expect(Expected.holder()),
                Row.get("/record/{id}/document").at("id", () -> world.held.id()).expect(Expected.holder()),
                Row.post("/record/{id}/verify").at("id", () -> world.held.id()).expect(Expected.holder()),
                Row.get("/record/add").expect(Expected.signedIn()),
                Row.post("/record/add")
                        .formFresh("text", () -> world.unsignedCredential())
                        .expect(Expected.signedIn()),
                Row.get("/record/shares").expect(Expected.signedIn()),
                Row.get("/record/share").expect(Expected.signedIn()),
                Row.post("/record/share")
                        .formObject("credential", () -> world.held.id())
                        .form("label", World.RECORD + " shared")
                        .expect(Expected.holder()),
                Row.post("/record/shares/{id}/close")
                        .fresh("id", world::newShare)
                        .expect(Expected.holder()),
                Row.get("/record/consents").expect(Expected.signedIn()),
                Row.post("/record/consents/give")
                        .formFresh("employer", () -> world.newEmployer())
                        .expect(Expected.signedIn()),
                Row.post("/record/consents/withdraw")
                        .formFresh("employer", () -> world.newConsent())
                        .expect(Expected.signedIn()),
                Row.get("/record/worth").expect(Expected.signedIn()));
    }
}
