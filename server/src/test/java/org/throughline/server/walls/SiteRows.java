package org.throughline.server.walls;

import static org.throughline.server.organizations.Role.OWNER;

import java.util.List;
import java.util.UUID;
import org.throughline.server.portability.Archives;
import org.throughline.server.portability.IncomingFiles;
import org.throughline.server.portability.OrganizationExport;

/** The roof, public documents, letters, and how organizations come and go. */
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
                // whoever runs the server sees what became of everybody's letters
                Row.get("/letters").expect(Expected.administrator()).gives(World.CANARY),
                Row.post("/letters/again").expect(Expected.administrator()));
    }

    /** An organization leaves whole, and comes in whole. */
    static List<Row> portability(World world) {
        byte[] archive = Archives.elsewhere(world.bean(OrganizationExport.class), world.newSmallOrganization());
        return List.of(
                Row.get("/o/{slug}/export").at("slug", world.college::slug).expect(Expected.roles(OWNER)),
                Row.post("/o/{slug}/export")
                        .at("slug", world.college::slug)
                        .expect(Expected.roles(OWNER))
                        .afterwards(caller -> world.sql(
                                "delete from portability.export where organization = ?",
                                world.college.id().value())),
                Row.get("/o/{slug}/export/{export}/file")
                        .at("slug", world.college::slug)
                        .fresh("export", () -> newExport(world))
                        .expect(Expected.roles(OWNER)),
                Row.get("/organizations/import").expect(Expected.administrator()),
                Row.post("/organizations/import")
                        .file("file", "elsewhere.zip", () -> archive)
                        .expect(Expected.administrator())
                        .changesNothing("a look at what would come in; the file waits for an hour"),
                Row.post("/organizations/import/{id}")
                        .fresh("id", () -> newIncoming(world))
                        .expect(Expected.administrator()));
    }

    private static UUID newExport(World world) {
        UUID id = UUID.randomUUID();
        world.sql("""
                insert into portability.export (id, organization, state, step, done, steps, bytes, asked_by, asked_at, ended_at)
                values (?, ?, 'READY', 'ready', 1, 1, 9, ?, now(), now())
                """, id, world.college.id().value(), world.id(Caller.OWNER).value());
        world.sql(
                "insert into portability.export_piece (export, number, bytes) values (?, 0, ?)",
                id,
                Row.text(World.CANARY));
        return id;
    }

    private static UUID newIncoming(World world) {
        return Archives.keep(
                world.bean(IncomingFiles.class),
                world.id(Caller.ADMINISTRATOR),
                Archives.elsewhere(world.bean(OrganizationExport.class), world.newSmallOrganization()));
    }
}
