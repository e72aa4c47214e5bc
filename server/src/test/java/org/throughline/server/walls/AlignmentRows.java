package org.throughline.server.walls;

import static org.throughline.server.organizations.Role.EDITOR;
import static org.throughline.server.organizations.Role.OWNER;
import static org.throughline.server.organizations.Role.REVIEWER;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Crosswalks: both sides decide; whoever stands outside does not know of one that is not published. */
final class AlignmentRows {
    private AlignmentRows() {}

    static List<Row> of(World world) {
        Supplier<UUID> crosswalk = () -> world.crosswalk.id().value();
        return List.of(
                Row.get("/crosswalks").expect(Expected.everybody()),
                Row.get("/crosswalks/new").expect(Expected.anywhere(EDITOR)),
                Row.post("/crosswalks")
                        .formObject("organization", () -> world.college.id())
                        .formFresh("requirements", world::newFramework)
                        .formFresh("outcomes", world::newFramework)
                        .form("title", World.CANARY + " opened")
                        .expect(Expected.roles(EDITOR)),
                Row.get("/crosswalks/{id}").at("id", crosswalk).expect(Expected.membersBehindAnOpenAddress()),
                Row.get("/crosswalks/{id}/coverage").at("id", crosswalk).expect(Expected.membersBehindAnOpenAddress()),
                Row.get("/crosswalks/{id}/coverage.csv")
                        .at("id", crosswalk)
                        .expect(Expected.membersBehindAnOpenAddress()),
                Row.get("/crosswalks/{id}/coverage.xlsx")
                        .at("id", crosswalk)
                        .expect(Expected.membersBehindAnOpenAddress()),
                Row.get("/crosswalks/{id}/coverage/report")
                        .at("id", crosswalk)
                        .expect(Expected.membersBehindAnOpenAddress()),
                Row.get("/crosswalks/{id}/coverage/what-if")
                        .at("id", crosswalk)
                        .expect(Expected.membersBehindAnOpenAddress()),
                Row.get("/crosswalks/{id}/alignments.csv")
                        .at("id", crosswalk)
                        .expect(Expected.membersBehindAnOpenAddress()),
                Row.get("/crosswalks/{id}/alignments.xlsx")
                        .at("id", crosswalk)
                        .expect(Expected.membersBehindAnOpenAddress()),
                Row.get("/crosswalks/{id}/package").at("id", crosswalk).expect(Expected.membersBehindAnOpenAddress()),
                Row.get("/crosswalks/{id}/requirements/{requirement}")
                        .at("id", crosswalk)
                        .fixed("requirement", world.requirements.id("R.1"))
                        .expect(Expected.membersBehindAnOpenAddress()),
                Row.get("/crosswalks/{id}/requirements/{requirement}/suggestions")
                        .at("id", crosswalk)
                        .fixed("requirement", world.requirements.id("R.1"))
                        .expect(Expected.membersBehindAnOpenAddress()),
                Row.get("/crosswalks/{id}/requirements/{requirement}/rejected")
                        .at("id", crosswalk)
                        .fixed("requirement", world.requirements.id("R.1"))
                        .expect(Expected.membersBehindAnOpenAddress()),
                Row.get("/crosswalks/{id}/trees").at("id", crosswalk).expect(Expected.membersBehindAnOpenAddress()),
                Row.get("/crosswalks/{id}/trees/{side}/{parent}")
                        .at("id", crosswalk)
                        .fixed("side", "outcomes")
                        .fixed("parent", world.outcomes.id("O.1"))
                        .expect(Expected.membersBehindAnOpenAddress()),
                Row.post("/crosswalks/{id}/trees")
                        .fresh("id", world::newPair)
                        .formFresh("at", world::identifierOfTheRequirement)
                        .form("to", world.outcomes.id("O.1").toString())
                        .form("relation", "exactMatchOf")
                        .form("decision", "accepted")
                        .expect(Expected.roles(EDITOR, REVIEWER)),
                decision(world, "accept", world::newPair).form("relation", "exactMatchOf"),
                Row.post("/crosswalks/{id}/accept-code")
                        .fresh("id", world::newPair)
                        .formFresh("requirement", world::requirementOfThePair)
                        .form("code", "O.2")
                        .form("relation", "exactMatchOf")
                        .expect(Expected.roles(EDITOR, REVIEWER)),
                decision(world, "reject", world::newPair),
                decision(world, "undo", world::newDecidedPair),
                Row.get("/crosswalks/{id}/suggestions").at("id", crosswalk).expect(Expected.members()),
                Row.post("/crosswalks/{id}/suggestions")
                        .fresh("id", world::newPair)
                        .expect(Expected.roles(EDITOR, REVIEWER)),
                Row.get("/crosswalks/{id}/requirements/{requirement}/why/{outcome}")
                        .at("id", crosswalk)
                        .fixed("requirement", world.requirements.id("R.1"))
                        .fixed("outcome", world.outcomes.id("O.1"))
                        .expect(Expected.members()),
                Row.get("/crosswalks/{id}/outcomes/{outcome}")
                        .at("id", crosswalk)
                        .fixed("outcome", world.outcomes.id("O.1"))
                        .expect(Expected.members()),
                Row.post("/crosswalks/{id}/outcomes/{outcome}")
                        .fresh("id", world::newPair)
                        .fixed("outcome", world.outcomes.id("O.1"))
                        .formFresh("requirement", world::requirementOfThePair)
                        .form("relation", "exactMatchOf")
                        .form("decision", "accepted")
                        .expect(Expected.roles(EDITOR, REVIEWER)),
                Row.get("/suggest").expect(Expected.signedIn()),
                Row.post("/suggest")
                        .form("text", "Calibrate protective relays")
                        .changesNothing("it answers with competencies and keeps nothing")
                        .expect(Expected.signedIn()),
                Row.get("/o/{slug}/teaching").at("slug", world.college::slug).expect(Expected.roles(OWNER)),
                Row.post("/o/{slug}/teaching")
                        .at("slug", world.college::slug)
                        .form("allowed", "true")
                        .expect(Expected.roles(OWNER))
                        .afterwards(caller -> world.sql(
                                "delete from alignment.teaching where organization = ?",
                                world.college.id().value())),
                Row.post("/crosswalks/{id}/undo-last")
                        .fresh("id", world::newPair)
                        .changesNothing("these callers have decided nothing there that could be taken back")
                        .expect(Expected.roles(EDITOR, REVIEWER)),
                decision(world, "confirm", world::newDecidedPair),
                decision(world, "resolve", world::newDecidedPair)
                        .form("relation", "isRelatedTo")
                        .form("reason", "both sides met")
                        .expect(Expected.roles(EDITOR)),
                Row.get("/crosswalks/{id}/effort").at("id", crosswalk).expect(Expected.members()),
                Row.get("/crosswalks/{id}/bulk").at("id", crosswalk).expect(Expected.roles(EDITOR, REVIEWER)),
                Row.post("/crosswalks/{id}/bulk")
                        .fresh("id", world::newPair)
                        .formFresh("pair", world::chosenPair)
                        .expect(Expected.roles(EDITOR, REVIEWER)),
                Row.post("/crosswalks/{id}/postpone")
                        .fresh("id", world::newPair)
                        .formFresh("requirement", world::requirementOfThePair)
                        .expect(Expected.roles(EDITOR, REVIEWER)),
                Row.post("/crosswalks/{id}/resume")
                        .fresh("id", world::newPostponed)
                        .formFresh("requirement", world::requirementOfThePair)
                        .expect(Expected.roles(EDITOR, REVIEWER)),
                Row.post("/crosswalks/{id}/publish")
                        .fresh("id", world::newUnpublished)
                        .expect(Expected.roles(EDITOR)));
    }

    private static Row decision(World world, String what, Supplier<UUID> crosswalk) {
        return Row.post("/crosswalks/{id}/" + what)
                .fresh("id", crosswalk)
                .formFresh("requirement", world::requirementOfThePair)
                .form("outcome", world.outcomes.uri("O.1").value())
                .expect(Expected.roles(EDITOR, REVIEWER));
    }
}
