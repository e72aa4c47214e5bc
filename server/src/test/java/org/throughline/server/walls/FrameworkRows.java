package org.throughline.server.walls;

import static org.throughline.server.organizations.Role.EDITOR;

import java.util.List;
import java.util.UUID;
import org.throughline.server.frameworks.SmallFrameworks;

/** Frameworks: pages, the import, and the CASE API, which knows published ones alone. */
final class FrameworkRows {
    private static final String CASE = "/ims/case/{version:v1p0|v1p1}";

    private FrameworkRows() {}

    static List<Row> of(World world) {
        SmallFrameworks own = world.outcomes;
        SmallFrameworks open = world.open;
        return List.of(
                Row.get("/frameworks").expect(Expected.everybody()),
                Row.get("/frameworks").form("q", "isolates").expect(Expected.everybody()),
                Row.get("/frameworks/{id}").at("id", own::id).expect(Expected.membersBehindAnOpenAddress()),
                Row.get("/frameworks/{id}").at("id", open::id).expect(Expected.everybody()),
                Row.get("/frameworks/{id}/children/{parent}")
                        .at("id", own::id)
                        .fixed("parent", own.id())
                        .expect(Expected.membersBehindAnOpenAddress()),
                Row.get("/frameworks/{id}/package").at("id", own::id).expect(Expected.membersBehindAnOpenAddress()),
                Row.get("/frameworks/{id}/print").at("id", own::id).expect(Expected.membersBehindAnOpenAddress()),
                Row.get("/uri/{id}/card").at("id", () -> own.id("O.1")).expect(Expected.nobody()),
                Row.get("/uri/{id}/card").at("id", () -> open.id("P.1")).expect(Expected.everybody()),
                Row.get("/frameworks/import").expect(Expected.anywhere(EDITOR)),
                Row.post("/frameworks/import")
                        .formObject("organization", () -> world.college.id())
                        .form("kind", "OUTCOMES")
                        .file(
                                "file",
                                "small.json",
                                () -> new SmallFrameworks(World.CANARY + " brought")
                                        .item("B.1", "Brings")
                                        .json())
                        .expect(Expected.roles(EDITOR))
                        .changesNothing("a look at what would come in; the file waits for an hour"),
                // whoever brought it, and nobody else of the same organization
                Row.get("/frameworks/import/{id}").at("id", world::newPending).expect(FrameworkRows::whoBroughtIt),
                Row.post("/frameworks/import/{id}")
                        .fresh("id", world::newPending)
                        .expect(FrameworkRows::whoBroughtIt),
                Row.get("/frameworks/import/{id}/findings")
                        .at("id", world::newPending)
                        .expect(FrameworkRows::whoBroughtIt),
                Row.get("/frameworks/import/{id}/columns")
                        .at("id", world::newPendingTable)
                        .expect(FrameworkRows::whoBroughtIt),
                Row.post("/frameworks/import/{id}/columns")
                        .at("id", world::newPendingTable)
                        .form("column-0", "STATEMENT")
                        .expect(FrameworkRows::whoBroughtIt)
                        .changesNothing("what somebody says of a file that they look over"),
                Row.get("/frameworks/{id}/variants").at("id", open::id).expect(Expected.anywhere(EDITOR)),
                Row.post("/frameworks/{id}/variants")
                        .at("id", open::id)
                        .formObject("organization", () -> world.college.id())
                        .form("title", World.CANARY + " derived")
                        .expect(Expected.roles(EDITOR)),
                Row.get("/frameworks/mirrors").expect(Expected.anywhere(EDITOR)),
                Row.post("/frameworks/mirrors")
                        .formObject("organization", () -> world.college.id())
                        .form("address", "https://case.example.org/CFPackages/1")
                        .expect(Expected.roles(EDITOR))
                        .changesNothing("a look at what stands at an address; it is forgotten after a day"),
                Row.get("/frameworks/mirrors/{id}").at("id", world::newMirror).expect(Expected.roles(EDITOR)),
                Row.get("/frameworks/mirrors/{id}/source")
                        .at("id", world::newChoice)
                        .expect(Expected.roles(EDITOR)),
                Row.post("/frameworks/mirrors/{id}")
                        .fresh("id", world::newChoice)
                        .form("kind", "STANDARDS")
                        .expect(Expected.roles(EDITOR)),
                Row.post("/frameworks/mirrors/{id}/look")
                        .at("id", world::newMirror)
                        .expect(Expected.roles(EDITOR)),
                Row.post("/frameworks/mirrors/{id}/pause")
                        .fresh("id", world::newMirror)
                        .expect(Expected.roles(EDITOR)),
                Row.post("/frameworks/mirrors/{id}/resume")
                        .fresh("id", world::newRestingMirror)
                        .expect(Expected.roles(EDITOR)),
                Row.post("/frameworks/mirrors/{id}/stop")
                        .fresh("id", world::newMirror)
                        .expect(Expected.roles(EDITOR)),
                Row.post("/frameworks/mirrors/{id}/open")
                        .at("id", world::newMirror)
                        .form("yes", "true")
                        .expect(Expected.roles(EDITOR)),
                Row.post("/frameworks/mirrors/{id}/close")
                        .fresh("id", world::newOpenMirror)
                        .expect(Expected.roles(EDITOR)),
                Row.post("/frameworks/mirrors/{id}/address")
                        .fresh("id", world::newMirror)
                        .form("address", "https://elsewhere.example.org/CFPackages/1")
                        .expect(Expected.roles(EDITOR)),
                Row.get("/uri/{id}")
                        .at("id", () -> own.id("O.1"))
                        .accept("text/html, */*;q=0.1")
                        .expect(Expected.membersBehindAnOpenAddress()),
                Row.get("/uri/{id}")
                        .at("id", () -> own.id("O.1"))
                        .accept("application/json")
                        .expect(Expected.nobody()),
                Row.get("/uri/{id}")
                        .at("id", () -> open.id("P.1"))
                        .accept("application/json")
                        .expect(Expected.everybody()),
                published(CASE + "/CFDocuments", null),
                published(CASE + "/CFDocuments.json", null),
                Row.get("/ims/case/v1p1/discovery/imscasev1p1_openapi3_v1p0.json")
                        .expect(Expected.everybody()),
                Row.get("/ims/case/v1p0/discovery/imscasev1p0_openapi3_v1p0.json")
                        .expect(Expected.everybody()),
                published(CASE + "/CFItems/{id}/associations", open.id("P.1")),
                hidden(CASE + "/CFItems/{id}/associations", own.id("O.1")),
                hidden(
                                CASE
                                        + "/{kind:CFConcepts|CFSubjects|CFItemTypes|CFLicenses|CFAssociationGroupings|CFRubrics}/{id}",
                                UUID.randomUUID())
                        .fixed("kind", "CFConcepts"),
                published(CASE + "/CFDocuments/{id}", open.id()),
                published(CASE + "/CFPackages/{id}", open.id()),
                published(CASE + "/CFItems/{id}", open.id("P.1")),
                published(CASE + "/CFItemAssociations/{id}", open.id("P.1")),
                hidden(CASE + "/CFDocuments/{id}", own.id()),
                hidden(CASE + "/CFPackages/{id}", own.id()),
                hidden(CASE + "/CFItems/{id}", own.id("O.1")),
                hidden(CASE + "/CFItemAssociations/{id}", own.id("O.1")),
                hidden(CASE + "/CFAssociations/{id}", UUID.randomUUID()));
    }

    private static Expected.Result whoBroughtIt(Caller caller) {
        return caller == Caller.ANONYMOUS
                ? Expected.Result.UNAUTHENTICATED
                : caller == Caller.EDITOR ? Expected.Result.OK : Expected.Result.MISSING;
    }

    private static Row published(String pattern, @org.jspecify.annotations.Nullable UUID id) {
        Row row = Row.get(pattern).fixed("version", "v1p1").expect(Expected.everybody());
        return id == null ? row : row.at("id", () -> id);
    }

    private static Row hidden(String pattern, UUID id) {
        return Row.get(pattern).fixed("version", "v1p1").at("id", () -> id).expect(Expected.nobody());
    }
}
