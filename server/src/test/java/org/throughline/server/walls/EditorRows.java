package org.throughline.server.walls;

import static org.throughline.server.organizations.Role.EDITOR;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.server.cocreation.DraftEdit;
import org.throughline.server.cocreation.DraftText;
import org.throughline.server.cocreation.Drafts;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.frameworks.Variants;
import org.throughline.server.organizations.PersonId;

/** Drafts: the owner's members read along, its editors change and publish them; versions are for whoever may see the framework. */
final class EditorRows {
    private static final String ONE = "/frameworks/{id}";
    private static final String ITEM = ONE + "/edit/items/{item}";
    private static final String IN_ACTS = "single edits are kept in the draft's own acts, before and after";

    private final World world;
    private final UUID standing;
    private UUID item = UUID.randomUUID();
    private UUID link = UUID.randomUUID();

    private EditorRows(World world) {
        this.world = world;
        this.standing = newDraft();
    }

    static List<Row> of(World world) {
        return new EditorRows(world).rows();
    }

    private List<Row> rows() {
        UUID first = item;
        return List.of(
                Row.get("/frameworks/new").expect(Expected.anywhere(EDITOR)),
                Row.post("/frameworks")
                        .formObject("organization", () -> world.college.id())
                        .form("title", World.CANARY + " begun")
                        .form("kind", "OUTCOMES")
                        .expect(Expected.roles(EDITOR)),
                Row.post(ONE + "/draft").fresh("id", this::newFramework).expect(Expected.roles(EDITOR)),
                read("/edit"),
                read("/edit/children/{parent}").fixed("parent", standing),
                act("/edit").form("do", "retire").formFresh("item", () -> item),
                act("/edit/undo/{act}").fixed("act", 2),
                Row.get(ITEM).fixed("id", standing).fixed("item", first).expect(Expected.members()),
                Row.get(ITEM + "/text")
                        .fixed("id", standing)
                        .fixed("item", first)
                        .accept("application/json")
                        .expect(Expected.members()),
                onItem("").form("seen", "2").form("statement", "Said otherwise"),
                onItem("/text")
                        .form("seen", "2")
                        .form("statement", "Said otherwise")
                        .accept("application/json"),
                onItem("/restore-text").form("act", "2"),
                onItem("/translations").form("statement", "Aísla un circuito").form("language", "es"),
                onItem("/links").form("type", "isRelatedTo").form("to", "O.2"),
                onItem("/links/{link}/remove").fresh("link", () -> link),
                read("/about"),
                act("/about").form("title", "Called otherwise").form("creator", "The college"),
                read("/table"),
                read("/table.csv"),
                act("/table").formFresh("row", () -> item),
                act("/table/bulk")
                        .formFresh("item", () -> item)
                        .form("change", "level")
                        .form("value", "Expert"),
                read("/publish"),
                act("/review").form("up", "true"),
                Row.post(ONE + "/publish")
                        .fresh("id", this::newDraft)
                        .form("seen", "3")
                        .expect(Expected.roles(EDITOR)),
                Row.get(ONE + "/upstream").at("id", world::newVariant).expect(Expected.roles(EDITOR)),
                Row.post(ONE + "/upstream")
                        .fresh("id", this::newVariantBehind)
                        .form("act", "0")
                        .form("own", "1")
                        .form("to", "2")
                        .expect(Expected.roles(EDITOR)),
                Row.get(ONE + "/newer").at("id", this::newDraftBehind).expect(Expected.roles(EDITOR)),
                Row.post(ONE + "/newer")
                        .fresh("id", this::newDraftBehind)
                        .form("act", "1")
                        .form("own", "2")
                        .form("to", "2")
                        .expect(Expected.roles(EDITOR))
                        .changesNothing(IN_ACTS),
                Row.post(ONE + "/anew")
                        .fresh("id", this::newDraftBehind)
                        .form("act", "1")
                        .form("own", "2")
                        .expect(Expected.roles(EDITOR))
                        .changesNothing(IN_ACTS),
                Row.get(ONE + "/versions").at("id", world.outcomes::id).expect(Expected.membersBehindAnOpenAddress()),
                Row.get(ONE + "/versions/{range}")
                        .at("id", world.outcomes::id)
                        .fixed("range", "1..1")
                        .expect(Expected.membersBehindAnOpenAddress()));
    }

    private Row read(String path) {
        return Row.get(ONE + path).fixed("id", standing).expect(Expected.members());
    }

    private Row act(String path) {
        return Row.post(ONE + path)
                .fresh("id", this::newDraft)
                .expect(Expected.roles(EDITOR))
                .changesNothing(IN_ACTS);
    }

    private Row onItem(String path) {
        return Row.post(ITEM + path)
                .fresh("id", this::newDraft)
                .fresh("item", () -> item)
                .expect(Expected.roles(EDITOR))
                .changesNothing(IN_ACTS);
    }

    /** A framework of the college in two versions; whoever gets it does something between them. */
    private UUID twoVersions(Function<FrameworkId, UUID> between) {
        PersonId editor = world.id(Caller.EDITOR);
        SmallFrameworks made = new SmallFrameworks(World.CANARY + " versions").item("V.1", World.CANARY + " first");
        FrameworkImport imports = world.bean(FrameworkImport.class);
        imports.importCase(world.college.id(), made.json(), "a file", FrameworkKind.OUTCOMES, false, editor);
        UUID one = between.apply(new FrameworkId(made.id()));
        imports.importCase(
                world.college.id(),
                made.item("V.2", World.CANARY + " second").json(),
                "a file",
                FrameworkKind.OUTCOMES,
                false,
                editor);
        return one;
    }

    private UUID newDraftBehind() {
        return twoVersions(framework -> {
            Drafts drafts = world.bean(Drafts.class);
            PersonId editor = world.id(Caller.EDITOR);
            drafts.open(framework, editor);
            drafts.apply(
                    framework,
                    List.of(new DraftEdit.Add(
                            UUID.randomUUID(), framework.value(), null, text("O.3", World.CANARY + " adds"))),
                    editor,
                    world.college.id(),
                    null);
            return framework.value();
        });
    }

    private UUID newVariantBehind() {
        return twoVersions(framework -> world.bean(Variants.class)
                .derive(
                        world.bean(Frameworks.class).find(framework).orElseThrow(),
                        world.college.id(),
                        "College",
                        World.CANARY + " variant",
                        Set.of(),
                        world.id(Caller.EDITOR))
                .value());
    }

    /** A draft with two statements, a link between them, and a text that was changed in its second act. */
    private UUID newDraft() {
        Drafts drafts = world.bean(Drafts.class);
        PersonId editor = world.id(Caller.EDITOR);
        FrameworkId framework = drafts.begin(
                        world.college.id(),
                        World.CANARY + " draft",
                        "The college",
                        FrameworkKind.OUTCOMES,
                        "en",
                        editor)
                .framework();
        item = UUID.randomUUID();
        link = UUID.randomUUID();
        UUID other = UUID.randomUUID();
        drafts.apply(
                framework,
                List.of(
                        new DraftEdit.Add(item, framework.value(), null, text("O.1", World.CANARY + " isolates")),
                        new DraftEdit.Add(other, framework.value(), item, text("O.2", World.CANARY + " climbs"))),
                editor,
                world.college.id(),
                null);
        drafts.apply(
                framework,
                List.of(new DraftEdit.Reword(item, 1, text("O.1", World.CANARY + " isolates and earths"), false)),
                editor,
                world.college.id(),
                null);
        drafts.apply(
                framework,
                List.of(new DraftEdit.Link(
                        link, item, AssociationType.PRECEDES, LinkGenURI.to("O.2", other, "urn:uuid:" + other), null)),
                editor,
                world.college.id(),
                null);
        return framework.value();
    }

    /** A framework of the college that nobody works on. */
    private UUID newFramework() {
        SmallFrameworks fresh = new SmallFrameworks(World.CANARY + " stands").item("S.1", "Stands");
        world.bean(FrameworkImport.class)
                .importCase(
                        world.college.id(),
                        fresh.json(),
                        "stands.json",
                        FrameworkKind.OUTCOMES,
                        false,
                        world.id(Caller.EDITOR));
        return fresh.id();
    }

    private static DraftText text(String code, String statement) {
        return new DraftText(statement, code, null, null, null, false, null, List.of(), List.of(), null);
    }
}
