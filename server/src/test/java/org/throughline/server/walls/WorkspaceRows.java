package org.throughline.server.walls;

import static org.throughline.server.organizations.Role.EDITOR;

import java.util.List;
import java.util.UUID;
import org.throughline.server.walls.Expected.Result;

/** Shared work on a framework: the owner's members read along, its editors lead, whoever else was named does what their role says. */
final class WorkspaceRows {
    private static final String ONE = "/frameworks/{id}";

    private WorkspaceRows() {}

    static List<Row> of(World world) {
        WorkspaceObjects objects = new WorkspaceObjects(world);
        return List.of(
                read(objects, "/workspace"),
                read(objects, "/proposals"),
                read(objects, "/proposals/{number}").fixed("number", 1),
                read(objects, "/statements"),
                read(objects, "/propose").expect(Expected.roles(EDITOR)),
                read(objects, "/talk"),
                Row.get(ONE + "/talk/{item}")
                        .at("id", objects::newWorkspace)
                        .at("item", objects::item)
                        .expect(Expected.members()),
                read(objects, "/rounds"),
                Row.get(ONE + "/rounds/{round}")
                        .at("id", objects::newWithRound)
                        .at("round", objects::round)
                        .expect(Expected.members()),
                read(objects, "/live").query("lasts=0"),
                read(objects, "/live.json"),
                // whoever takes part already is led on; for others there is nothing unless a partner's owner opened the
                // door
                read(objects, "/step-in"),
                Row.post(ONE + "/step-in")
                        .at("id", objects::standing)
                        .expect(Expected.members())
                        .changesNothing("whoever takes part already is led on"),
                Row.post(ONE + "/partners/welcome")
                        .at("id", world.outcomes::id)
                        .expect(Expected.roles(EDITOR))
                        .afterwards(caller -> world.sql("delete from cocreation.doors")),
                Row.post(ONE + "/partners/ask-first")
                        .fresh("id", objects::newOpenDoor)
                        .expect(Expected.roles(EDITOR)),
                Row.post(ONE + "/presence")
                        .at("id", objects::standing)
                        .expect(Expected.members())
                        .changesNothing("where somebody is, for a minute: it stands in no log"),
                Row.post(ONE + "/proposals")
                        .fresh("id", objects::newWorkspace)
                        .formFresh("item", objects::item)
                        .form("kind", "retire")
                        .form("reason", "Nobody needs it")
                        .expect(Expected.roles(EDITOR)),
                Row.post(ONE + "/proposals/{number}/opinion")
                        .fresh("id", objects::newWithProposal)
                        .fixed("number", 1)
                        .form("say", "agree")
                        .expect(Expected.roles(EDITOR)),
                Row.post(ONE + "/proposals/{number}/resolve")
                        .fresh("id", objects::newWithProposal)
                        .fixed("number", 1)
                        .form("decision", "decline")
                        .form("reason", "Not now")
                        .expect(Expected.roles(EDITOR)),
                Row.post(ONE + "/proposals/{number}/withdraw")
                        .fresh("id", objects::newWithProposal)
                        .fixed("number", 1)
                        .expect(caller -> theEditors(caller, Result.FORBIDDEN)),
                Row.post(ONE + "/people")
                        .at("id", objects::standing)
                        .formFresh("person", world::newMember)
                        .form("role", "READER")
                        .expect(Expected.roles(EDITOR)),
                Row.post(ONE + "/people/{person}/role")
                        .at("id", objects::standing)
                        .fresh("person", objects::newMember)
                        .form("role", "REVIEWER")
                        .expect(Expected.roles(EDITOR)),
                Row.post(ONE + "/people/{person}/remove")
                        .at("id", objects::standing)
                        .fresh("person", objects::newMember)
                        .expect(Expected.roles(EDITOR)),
                Row.post(ONE + "/leave")
                        .fresh("id", objects::newWithNamedEditor)
                        .expect(caller -> theEditors(caller, Result.REFUSED)),
                Row.post(ONE + "/invitations")
                        .at("id", objects::standing)
                        .form("name", "Somebody")
                        .formFresh("email", world::newAddress)
                        .form("side", "EMPLOYER")
                        .form("role", "CONTRIBUTOR")
                        .expect(Expected.roles(EDITOR)),
                Row.post(ONE + "/invitations/{invitation}/withdraw")
                        .at("id", objects::standing)
                        .fresh("invitation", objects::newInvitation)
                        .expect(Expected.roles(EDITOR)),
                Row.post(ONE + "/rounds")
                        .fresh("id", objects::newWorkspace)
                        .form("title", "First look")
                        .form("asked", "What is missing?")
                        .form("due", "2035-01-01")
                        .expect(Expected.roles(EDITOR)),
                round("/close").fresh("id", objects::newWithRound).fresh("round", objects::round),
                round("/remind").fresh("id", objects::newWithRound).fresh("round", objects::round),
                round("/reopen").fresh("id", objects::newWithClosedRound).fresh("round", objects::round));
    }

    /** Threads, and the way in for whom a letter asked. */
    static List<Row> talking(World world) {
        WorkspaceObjects objects = new WorkspaceObjects(world);
        return List.of(
                Row.post(ONE + "/talk/{item}")
                        .fresh("id", objects::newWorkspace)
                        .fresh("item", objects::item)
                        .form("text", "How is it tested?")
                        .expect(Expected.roles(EDITOR)),
                Row.post(ONE + "/threads/{thread}")
                        .at("id", objects::standing)
                        .fresh("thread", objects::newThread)
                        .form("text", "On a pole")
                        .expect(Expected.roles(EDITOR)),
                Row.post(ONE + "/threads/{thread}/resolve")
                        .at("id", objects::standing)
                        .fresh("thread", objects::newThread)
                        .form("resolved", "true")
                        .expect(Expected.roles(EDITOR)),
                // whoever wrote it, and nobody else
                Row.post(ONE + "/threads/{thread}/comments/{comment}")
                        .at("id", objects::standing)
                        .fresh("thread", objects::newThread)
                        .fresh("comment", objects::comment)
                        .formFresh("text", () -> "Said better " + UUID.randomUUID())
                        .expect(caller -> theEditors(caller, Result.FORBIDDEN)),
                Row.get("/workspaces/letters").expect(Expected.signedIn()),
                Row.post("/workspaces/letters")
                        .form("wanted", "true")
                        .expect(Expected.signedIn())
                        .changesNothing("they are wanted already: said again it is no act"),
                Row.post("/workspaces/letters")
                        .form("wanted", "false")
                        .expect(Expected.signedIn())
                        .afterwards(caller -> world.sql(
                                "delete from cocreation.letters_off where person = ?",
                                world.id(caller).value())),
                Row.get("/take-part/{token}")
                        .at("token", objects::newToken)
                        .expect(Expected.everybody())
                        .gives(World.CANARY),
                Row.get("/take-part/{token}/signed-in")
                        .at("token", objects::newToken)
                        .expect(Expected.signedIn()),
                Row.post("/take-part/{token}")
                        .fresh("token", objects::newToken)
                        .form("name", "Somebody new")
                        .form("password", World.PASSWORD)
                        .expect(caller -> caller == Caller.ANONYMOUS ? Result.OK : Result.REFUSED)
                        .afterwards(caller -> {
                            if (caller == Caller.ANONYMOUS) {
                                world.comeBack(caller);
                            }
                        }),
                Row.post("/take-part/{token}/account")
                        .fresh("token", objects::newToken)
                        .expect(Expected.signedIn())
                        .afterwards(caller -> world.sql(
                                "delete from cocreation.members where framework = ? and person = ?",
                                objects.standing(),
                                world.id(caller).value())),
                Row.post("/take-part/{token}/decline")
                        .fresh("token", objects::newToken)
                        .expect(Expected.everybody()));
    }

    private static Row read(WorkspaceObjects objects, String path) {
        return Row.get(ONE + path).at("id", objects::standing).expect(Expected.members());
    }

    private static Row round(String path) {
        return Row.post(ONE + "/rounds/{round}" + path).expect(Expected.roles(EDITOR));
    }

    /** What is the editor's own: other members are told so, and for everybody else there is nothing. */
    private static Result theEditors(Caller caller, Result otherMembers) {
        return caller == Caller.ANONYMOUS
                ? Result.UNAUTHENTICATED
                : caller == Caller.EDITOR ? Result.OK : caller.belongsToOwn() ? otherMembers : Result.MISSING;
    }
}
