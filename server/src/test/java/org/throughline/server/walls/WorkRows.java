package org.throughline.server.walls;

import static org.throughline.server.organizations.Role.EDITOR;
import static org.throughline.server.organizations.Role.ISSUER;
import static org.throughline.server.organizations.Role.RECRUITER;

import java.util.List;
import java.util.UUID;

/** Achievements, issuing, talent needs. */
final class WorkRows {
    private WorkRows() {}

    static List<Row> achievements(World world) {
        return List.of(
                Row.get("/achievements").expect(Expected.everybody()),
                Row.get("/achievements/{id}")
                        .at("id", () -> world.achievement.id())
                        .accept("text/html, */*;q=0.1")
                        .expect(Expected.everybody()),
                Row.get("/achievements/{id}")
                        .at("id", () -> world.achievement.id())
                        .accept("application/json")
                        .expect(Expected.everybody()),
                Row.get("/achievements/new").expect(Expected.anywhere(EDITOR)),
                Row.post("/achievements")
                        .formObject("organization", () -> world.college.id())
                        .formFresh("name", () -> "Defined " + UUID.randomUUID())
                        .form("description", "Said by the matrix.")
                        .form("criteria", "Passed.")
                        .form("type", "MicroCredential")
                        .form("achievementType", "MicroCredential")
                        .form("item", world.open.uri("P.1").value())
                        .expect(Expected.roles(EDITOR)));
    }

    static List<Row> issuing(World world) {
        return List.of(
                Row.get("/issuing").expect(Expected.anywhere(ISSUER)),
                Row.get("/issuing/new").expect(Expected.anywhere(ISSUER)),
                Row.post("/issuing/new")
                        .formObject("organization", world.college::slug)
                        .form("achievement", world.achievement.id().toString())
                        .formFresh(
                                "roster",
                                () -> new String(
                                        world.roster(World.RECORD + " recipient", world.newAddress()),
                                        java.nio.charset.StandardCharsets.UTF_8))
                        .formFresh("key", UUID::randomUUID)
                        .form("act", "issue")
                        .expect(Expected.atTheSeat(ISSUER)),
                Row.get("/issuing/batches/{id}").at("id", () -> world.batch).expect(Expected.roles(ISSUER)),
                Row.post("/issuing/batches/{id}/resume")
                        .at("id", () -> world.batch)
                        .expect(Expected.roles(ISSUER)),
                Row.get("/issuing/batches/{id}/report.csv")
                        .at("id", () -> world.batch)
                        .expect(Expected.roles(ISSUER)),
                Row.get("/issuing/credentials").expect(Expected.anywhere(ISSUER)),
                Row.get("/issuing/credentials/{id}")
                        .at("id", () -> World.uuid(world.issued))
                        .expect(Expected.atTheSeat(ISSUER)),
                Row.post("/issuing/credentials/{id}/revoke")
                        .fresh("id", world::newIssued)
                        .form("reason", "Revoked by the matrix.")
                        .expect(Expected.atTheSeat(ISSUER)),
                Row.get("/issuing/endorsements").expect(Expected.anywhere(ISSUER)),
                Row.post("/issuing/endorsements")
                        .formObject("organization", world.employer::slug)
                        .formFresh("crosswalk", world::newEndorsable)
                        .form("achievement", world.achievement.id().toString())
                        .expect(Expected.atTheSeat(ISSUER)),
                Row.post("/issuing/endorsements/{id}/withdraw")
                        .fresh("id", world::newEndorsement)
                        .formObject("organization", world.employer::slug)
                        .form("reason", "Withdrawn by the matrix.")
                        .expect(Expected.atTheSeat(ISSUER)),
                Row.post("/issuing/endorsements/{id}/carry")
                        .fresh("id", world::newEndorsement)
                        .formObject("organization", world.college::slug)
                        .form("carried", "false")
                        .expect(Expected.atTheSeat(ISSUER)),
                Row.get("/endorsements/{id}").at("id", world::newEndorsement).expect(Expected.everybody()),
                Row.get("/endorsements/{id}/jwt")
                        .at("id", world::newEndorsement)
                        .expect(Expected.everybody()));
    }

    static List<Row> talent(World world) {
        return List.of(
                Row.get("/needs").expect(Expected.everybody()),
                Row.get("/needs/new").expect(Expected.anywhere(EDITOR, RECRUITER)),
                need(world, Row.post("/needs"))
                        .formObject("employer", world.employer::slug)
                        .expect(Expected.roles(EDITOR, RECRUITER)),
                Row.get("/needs/{id}").at("id", () -> world.need.id()).expect(Expected.membersBehindAnOpenAddress()),
                Row.get("/needs/{id}/edit").at("id", () -> world.need.id()).expect(Expected.roles(EDITOR, RECRUITER)),
                need(world, Row.post("/needs/{id}"))
                        .at("id", () -> world.need.id())
                        .expect(Expected.roles(EDITOR, RECRUITER)),
                need(world, Row.post("/needs/count"))
                        .formObject("employer", world.employer::slug)
                        .expect(Expected.roles(RECRUITER))
                        .changesNothing("only counts"),
                Row.get("/needs/{id}/people")
                        .at("id", () -> world.need.id())
                        .expect(Expected.roles(RECRUITER))
                        .toldOnceADay(),
                Row.get("/needs/{id}/people/{ref}")
                        .at("id", () -> world.need.id())
                        .fixed("ref", world.candidate)
                        .expect(Expected.roles(RECRUITER))
                        .toldOnceADay(),
                Row.get("/needs/{id}/people/{ref}/proof/{credential}")
                        .at("id", () -> world.need.id())
                        .fixed("ref", world.candidate)
                        .fixed("credential", world.held.id())
                        .expect(Expected.roles(RECRUITER))
                        .toldOnceADay(),
                Row.get("/needs/{id}/people.csv")
                        .at("id", () -> world.need.id())
                        .expect(Expected.roles(RECRUITER))
                        .toldOnceADay());
    }

    private static Row need(World world, Row row) {
        return row.form("title", World.CANARY + " technician")
                .form("description", "")
                .form("openings", "2")
                .form("item.0", world.open.uri("P.1").value())
                .form("id.0", UUID.randomUUID().toString())
                .form("ask.0", "required")
                .form("importance.0", "3");
    }
}
