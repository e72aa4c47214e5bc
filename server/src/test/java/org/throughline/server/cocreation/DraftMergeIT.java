package org.throughline.server.cocreation;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.throughline.caseformat.CaseReader;
import org.throughline.caseformat.ReadOutcome;
import org.throughline.caseformat.compare.Choice;
import org.throughline.caseformat.compare.Conflict;
import org.throughline.caseformat.graph.FrameworkTree;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFItem;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.LinkGenURI;
import org.throughline.server.cocreation.DraftMerge.Cause;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.Publication;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.frameworks.Variants;
import org.throughline.server.frameworks.Versions;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.support.Chromium;
import org.throughline.server.support.Looks;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;
import org.throughline.server.support.Visitor;

/** What a source changed, or a version that came meanwhile, goes into the draft as one act. */
@ServerTest
class DraftMergeIT {
    private final DraftMerge merges;
    private final Drafts drafts;
    private final Publishing publishing;
    private final Workspaces workspaces;
    private final Variants variants;
    private final Versions versions;
    private final Frameworks frameworks;
    private final FrameworkImport imports;
    private final Publication publication;
    private final RunningServer server;
    private final Person editor;
    private final Organization owner;
    private final Person author;
    private final Organization authors;
    private final SmallFrameworks source = new SmallFrameworks("State standards")
            .item("A", "Safety")
            .item("A.1", "Isolate a circuit before work", "A")
            .item("A.2", "Wear a helmet", "A")
            .item("B", "Climbing")
            .item("B.1", "Inspect a harness", "B");

    DraftMergeIT(
            DraftMerge merges,
            Drafts drafts,
            Publishing publishing,
            Workspaces workspaces,
            Variants variants,
            Versions versions,
            Frameworks frameworks,
            FrameworkImport imports,
            Publication publication,
            RunningServer server,
            Stage stage) {
        this.merges = merges;
        this.drafts = drafts;
        this.publishing = publishing;
        this.workspaces = workspaces;
        this.variants = variants;
        this.versions = versions;
        this.frameworks = frameworks;
        this.imports = imports;
        this.publication = publication;
        this.server = server;
        this.editor = stage.person("Editor");
        this.owner = stage.organization("Variant College", OrganizationKind.EDUCATOR, editor, Role.EDITOR);
        this.author = stage.person("Author");
        this.authors = stage.organization("The State", OrganizationKind.EDUCATOR, author, Role.EDITOR);
    }

    @Test
    void whatTheSourceChangedGoesIntoTheOpenDraftAsOneActThatCanBeTakenBack() {
        FrameworkId variant = derived(Set.of());
        open(variant);
        reword(variant, "Wear a helmet", "Wear a helmet and gloves at our sites");
        UUID local = add(variant, "L.1", "Know our sites", "Safety");
        CFPackage before = draft(variant);

        state(source.item("A.1", "Isolate and lock out a circuit before work", "A")
                .item("A.2", "Wear a tested helmet", "A")
                .item("B.1", "Inspect a harness", "A")
                .item("B.2", "Descend", "B")
                .item("C", "Driving"));
        DraftMerge.Look look = look(Cause.SOURCE, variant, Map.of());
        assertThat(look.draft()).isTrue();
        assertThat(look.merge().conflicts()).singleElement().satisfies(conflict -> {
            assertThat(conflict.base()).isEqualTo("Wear a helmet");
            assertThat(conflict.theirs()).isEqualTo("Wear a tested helmet");
            assertThat(conflict.mine()).isEqualTo("Wear a helmet and gloves at our sites");
        });
        assertThat(take(look, Map.of(), Optional.empty())).isInstanceOf(DraftMerge.Outcome.Undecided.class);
        assertThat(said(draft(variant))).as("nothing was written").isEqualTo(said(before));

        String key = look.merge().conflicts().getFirst().key();
        long act = done(take(
                look, Map.of(key, new Choice.Text("Wear a tested helmet, and gloves at our sites")), Optional.empty()));
        assertThat(labels(draft(variant)))
                .containsExactlyInAnyOrder(
                        "A Safety",
                        "A.1 Isolate and lock out a circuit before work",
                        "A.2 Wear a tested helmet, and gloves at our sites",
                        "B.1 Inspect a harness",
                        "L.1 Know our sites",
                        "B Climbing",
                        "B.2 Descend",
                        "C Driving");
        assertThat(versions.newest(variant).orElseThrow().number()).isEqualTo(1);
        assertThat(look(Cause.SOURCE, variant, Map.of()).isBehind()).isFalse();
        assertThat(drafts.history(variant, item(variant, "Descend"), 1))
                .singleElement()
                .satisfies(past -> assertThat(past.summary()).startsWith("Took along version 2 of the source"));

        long back = done(drafts.undo(variant, act, editor.id(), owner.id()));
        assertThat(said(draft(variant))).isEqualTo(said(before));
        assertThat(look(Cause.SOURCE, variant, Map.of()).isBehind())
                .as("what was taken back is there to be taken again")
                .isTrue();
        done(drafts.undo(variant, back, editor.id(), owner.id()));
        assertThat(labels(draft(variant))).contains("B.2 Descend", "L.1 Know our sites");

        publish(variant);
        CFPackage published = versions.pkg(variant, 2).orElseThrow();
        assertThat(labels(published)).contains("B.2 Descend", "L.1 Know our sites", "C Driving");
        assertThat(variants.of(variant).orElseThrow().sourceVersion()).isEqualTo(2);
        assertThat(variants.behind(variants.of(variant).orElseThrow())).isZero();
        assertThat(drafts.item(variant, local)).isPresent();
    }

    @Test
    void theDraftSaysAfterTheMergeWhatTheMergeSaysInEveryProperty() {
        FrameworkId variant = derived(Set.of());
        state(source.item("A.3", "Test for voltage", "A").item("B", "Climbing", "A"), pkg -> {
            List<CFAssociation> links = new ArrayList<>(pkg.associations());
            CFItem one = named(pkg, "A.1");
            CFItem other = named(pkg, "B.1");
            UUID id = UUID.randomUUID();
            links.add(CFAssociation.builder(
                            id,
                            "https://case.example.org/" + id,
                            AssociationType.PRECEDES,
                            LinkGenURI.to(one),
                            LinkGenURI.to(other),
                            one.lastChangeDateTime())
                    .build());
            List<CFItem> items = pkg.items().stream()
                    .map(item -> "A.2".equals(item.humanCodingScheme())
                            ? item.toBuilder()
                                    .subject(List.of("Electricity"))
                                    .extensions(item.extensions().withText("ext:colour", "red"))
                                    .alternativeLabel("Head cover")
                                    .build()
                            : item)
                    .toList();
            return new CFPackage(pkg.document(), items, reordered(links, pkg), pkg.definitions(), pkg.rubrics());
        });

        DraftMerge.Look look = look(Cause.SOURCE, variant, Map.of());
        assertThat(look.draft()).isFalse();
        assertThat(look.merge().conflicts()).isEmpty();
        done(take(look, Map.of(), Optional.empty()));

        CFPackage draft = draft(variant);
        assertThat(labels(draft))
                .containsExactly(
                        "A Safety",
                        "A.2 Wear a helmet",
                        "A.1 Isolate a circuit before work",
                        "B Climbing",
                        "B.1 Inspect a harness",
                        "A.3 Test for voltage");
        assertThat(said(draft)).isEqualTo(said(look.merge().merged()));
        CFItem changed = named(draft, "A.2");
        assertThat(changed.subject()).containsExactly("Electricity");
        assertThat(changed.alternativeLabel()).isEqualTo("Head cover");
        assertThat(changed.extensions().text("ext:colour")).contains("red");
        assertThat(draft.associations())
                .filteredOn(link -> link.associationType() == AssociationType.PRECEDES)
                .singleElement()
                .satisfies(link -> assertThat(link.originNodeURI().identifier())
                        .isEqualTo(named(draft, "A.1").identifier().toString()));
    }

    /** A.2 before A.1. */
    private static List<CFAssociation> reordered(List<CFAssociation> links, CFPackage pkg) {
        return links.stream()
                .map(link -> link.associationType() == AssociationType.IS_CHILD_OF
                                && link.originNodeURI()
                                        .identifier()
                                        .equals(named(pkg, "A.2").identifier().toString())
                        ? link.toBuilder().sequenceNumber(1).build()
                        : link)
                .toList();
    }

    @Test
    void retiresWhatTheSourceRetiredUnlessSomethingOfOursHangsOnIt() {
        FrameworkId variant = derived(Set.of());
        open(variant);
        reword(variant, "Climbing", "Climbing at height");
        state(source.without("A.2").without("B.1").without("B"));
        DraftMerge.Look look = look(Cause.SOURCE, variant, Map.of());
        assertThat(look.merge().conflicts())
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.kind()).isEqualTo(Conflict.Kind.CHANGED_HERE_DELETED_THERE));
        long act = done(take(look, Map.of(), Optional.of(Choice.MINE)));
        assertThat(labels(draft(variant)))
                .containsExactly("A Safety", "A.1 Isolate a circuit before work", "B Climbing at height");
        done(drafts.undo(variant, act, editor.id(), owner.id()));
        assertThat(labels(draft(variant))).contains("A.2 Wear a helmet", "B.1 Inspect a harness");
    }

    @Test
    void whatChangedWhileOneLookedIsNotWrittenOver() {
        FrameworkId variant = derived(Set.of());
        open(variant);
        state(source.item("C", "Driving"));
        DraftMerge.Look look = look(Cause.SOURCE, variant, Map.of());
        reword(variant, "Wear a helmet", "Wear a helmet and gloves");
        assertThat(take(look, Map.of(), Optional.empty())).isInstanceOf(DraftMerge.Outcome.Stopped.class);
        assertThat(labels(draft(variant)))
                .contains("A.2 Wear a helmet and gloves")
                .doesNotContain("C Driving");
    }

    @Test
    void aVersionThatCameMeanwhileIsBroughtIntoTheDraftAndPublishedWithIt() {
        FrameworkId own = ownFramework();
        reword(own, "Wear a helmet", "Wear a helmet and gloves");
        add(own, "L.1", "Know our sites", "Safety");
        bring(source.item("A.1", "Isolate and lock out a circuit", "A")
                .item("A.2", "Wear a tested helmet", "A")
                .item("C", "Driving"));
        assertThat(publishing.publish(
                        workspace(own), workspace(own).revision(), List.of(), true, "", editor.id(), owner.id()))
                .isInstanceOf(Publishing.Outcome.Stopped.class);

        DraftMerge.Look look = look(Cause.NEWER, own, Map.of());
        assertThat(look.from()).isEqualTo(1);
        assertThat(look.seen().other()).isEqualTo(2);
        assertThat(look.merge().conflicts()).hasSize(1);
        String key = look.merge().conflicts().getFirst().key();
        long act = done(take(look, Map.of(key, Choice.THEIRS), Optional.empty()));
        assertThat(workspace(own).baseVersion()).isEqualTo(2);
        assertThat(publishing.outlook(workspace(own)).diff().added())
                .extracting(CFItem::label)
                .containsExactly("L.1 Know our sites");

        done(drafts.undo(own, act, editor.id(), owner.id()));
        assertThat(workspace(own).baseVersion())
                .as("what was taken back can't be published over the version")
                .isEqualTo(1);
        assertThat(labels(draft(own))).contains("A.2 Wear a helmet and gloves").doesNotContain("C Driving");

        done(take(look(Cause.NEWER, own, Map.of()), Map.of(key, Choice.MINE), Optional.empty()));
        publish(own);
        assertThat(labels(versions.pkg(own, 3).orElseThrow()))
                .containsExactly(
                        "A Safety",
                        "A.1 Isolate and lock out a circuit",
                        "A.2 Wear a helmet and gloves",
                        "L.1 Know our sites",
                        "B Climbing",
                        "B.1 Inspect a harness",
                        "C Driving");
    }

    @Test
    void aDraftThatBeginsAnewIsKeptAndComesBack() {
        FrameworkId own = ownFramework();
        reword(own, "Wear a helmet", "Wear a helmet and gloves");
        add(own, "L.1", "Know our sites", "Safety");
        List<String> before = labels(draft(own));
        bring(source.item("C", "Driving"));
        long act = done(merges.beginAnew(own, look(Cause.NEWER, own, Map.of()).seen(), editor.id(), owner.id()));
        assertThat(workspace(own).baseVersion()).isEqualTo(2);
        assertThat(draft(own)).isEqualTo(versions.pkg(own, 2).orElseThrow());

        done(drafts.undo(own, act, editor.id(), owner.id()));
        assertThat(labels(draft(own))).isEqualTo(before);
        assertThat(workspace(own).baseVersion()).isEqualTo(1);
    }

    @Test
    void bothWordingsAreReadAndDecidedOnPages() throws Exception {
        FrameworkId variant = derived(Set.of());
        open(variant);
        reword(variant, "Safety", "Safety first");
        reword(variant, "Climbing", "Climbing poles");
        state(source.item("A", "Safety and health").item("B", "Climbing towers").item("C", "Driving"));
        Visitor visitor = new Visitor(server);
        visitor.signIn(String.valueOf(editor.email()), Stage.PASSWORD);
        String path = "/frameworks/" + variant;

        assertThat(visitor.get(path).html().select("a[href=" + path + "/upstream]"))
                .isNotEmpty();
        Visitor.Seen seen = visitor.get(path + "/upstream");
        Document page = seen.html().clone();
        page.select(".hidden-words").remove(); // who hears the page is told what came and went
        assertThat(page.text())
                .contains("Both changed the statement", "Safety first", "Safety and health", "Editor", "C Driving");
        assertThat(seen.html()
                        .select(".conflict .sides > div:nth-child(2) .soft")
                        .eachText())
                .as("what changed it at the source")
                .hasSize(2)
                .allMatch(there -> there.matches("Version 2, .* 20.*, Author.*"));
        assertThat(seen.html().select("ins").eachText()).contains("first", "and health");
        List<String> keys =
                seen.html().select("input[value=theirs][name^=take-]").eachAttr("name");
        assertThat(keys).hasSize(2);

        Visitor.Seen half = visitor.post(path + "/upstream", fields(seen, keys.getFirst(), "theirs"));
        assertThat(half.html().text()).contains("1 conflict is not decided yet", "Nothing was brought in");
        assertThat(half.html()
                        .select("input[checked][value=theirs][name^=take-]")
                        .eachAttr("name"))
                .as("what was decided is kept")
                .containsExactly(keys.getFirst());

        Visitor.Seen done = visitor.post(
                path + "/upstream",
                fields(
                        half,
                        keys.getFirst(),
                        "theirs",
                        keys.getLast(),
                        "own",
                        keys.getLast().replaceFirst("^take-", "text-"),
                        "Climbing poles and towers"));
        assertThat(done.address().getPath()).isEqualTo(path + "/publish");
        assertThat(done.html().text()).contains("Nothing is published yet", "1 added");
        assertThat(labels(draft(variant))).contains("A Safety and health", "B Climbing poles and towers", "C Driving");
    }

    @Test
    void aConflictsThreeTextsStandInOneRowOnADesk() {
        FrameworkId variant = derived(Set.of());
        open(variant);
        reword(variant, "Safety", "Safety first, in the yard as on the pole");
        state(source.item("A", "Safety and health of everybody who works beside an energized line"));
        Looks looks = new Looks();
        try (Chromium chromium = Chromium.start();
                BrowserContext desk =
                        chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(1280, 900));
                BrowserContext phone =
                        chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(360, 740))) {
            Page wide = signedIn(looks, desk);
            looks.at(wide, server.at("/frameworks/" + variant + "/upstream"), "merge");
            List<BoundingBox> boxes = wide.locator(".conflict .sides > div").all().stream()
                    .map(Locator::boundingBox)
                    .toList();
            assertThat(boxes).hasSize(3);
            assertThat(boxes).extracting(box -> box.y).containsOnly(boxes.getFirst().y);
            Page narrow = signedIn(looks, phone);
            narrow.navigate(server.at("/frameworks/" + variant + "/upstream").toString());
            looks.atPhone(narrow, "merge-phone");
        }
        assertThat(looks.wrong()).isEmpty();
    }

    private Page signedIn(Looks looks, BrowserContext context) {
        Page page = looks.listen(context.newPage());
        page.navigate(server.at("/sign-in").toString());
        page.fill("input[name=email]", String.valueOf(editor.email()));
        page.fill("input[name=password]", Stage.PASSWORD);
        page.keyboard().press("Enter");
        page.waitForURL(url -> !url.endsWith("/sign-in"));
        return page;
    }

    private static String[] fields(Visitor.Seen seen, String... more) {
        List<String> fields = new ArrayList<>(List.of(more));
        for (String name : List.of("act", "own", "to")) {
            fields.add(name);
            fields.add(seen.html().select("input[name=" + name + "]").val());
        }
        return fields.toArray(String[]::new);
    }

    // --- how it is brought about ---

    private FrameworkId derived(Set<UUID> branches) {
        state(source);
        return variants.derive(
                frameworks.find(new FrameworkId(source.id())).orElseThrow(),
                owner.id(),
                "Variant College",
                "State standards at our college",
                branches,
                editor.id());
    }

    private FrameworkId ownFramework() {
        bring(source);
        FrameworkId own = new FrameworkId(source.id());
        open(own);
        return own;
    }

    private void bring(SmallFrameworks said) {
        imports.importCase(owner.id(), said.json(), "a file", FrameworkKind.STANDARDS, true, editor.id());
    }

    private void state(SmallFrameworks said) {
        imports.importCase(authors.id(), said.json(), "the state", FrameworkKind.STANDARDS, true, author.id());
    }

    private void state(SmallFrameworks said, UnaryOperator<CFPackage> changed) {
        if (!(new CaseReader().read(said.json(), "the state") instanceof ReadOutcome.Read read)) {
            throw new AssertionError("a package");
        }
        publication.publish(authors.id(), changed.apply(read.pkg()), FrameworkKind.STANDARDS, true, "", author.id());
    }

    private void open(FrameworkId framework) {
        assertThat(drafts.open(framework, editor.id())).isPresent();
    }

    private Workspace workspace(FrameworkId framework) {
        return workspaces.find(framework).orElseThrow();
    }

    private CFPackage draft(FrameworkId framework) {
        return drafts.draftPackage(framework);
    }

    private UUID item(FrameworkId framework, String statement) {
        return draft(framework).items().stream()
                .filter(item -> item.fullStatement().equals(statement))
                .findFirst()
                .orElseThrow()
                .identifier();
    }

    private static CFItem named(CFPackage pkg, String code) {
        return pkg.items().stream()
                .filter(item -> code.equals(item.humanCodingScheme()))
                .findFirst()
                .orElseThrow();
    }

    private void reword(FrameworkId framework, String from, String to) {
        DraftItem item = drafts.item(framework, item(framework, from)).orElseThrow();
        DraftText before = item.text();
        done(drafts.apply(
                framework,
                List.of(new DraftEdit.Reword(
                        item.identifier(),
                        item.textRevision(),
                        new DraftText(
                                to,
                                before.code(),
                                before.abbreviatedStatement(),
                                before.type(),
                                before.level(),
                                before.atHire(),
                                before.language(),
                                before.educationLevel(),
                                before.conceptKeywords(),
                                before.notes()),
                        false)),
                editor.id(),
                owner.id(),
                null));
    }

    /** Adds a statement as the last below another. */
    private UUID add(FrameworkId framework, String code, String statement, String below) {
        UUID fresh = UUID.randomUUID();
        UUID parent = item(framework, below);
        UUID last = drafts.children(framework, parent, 0, 200).getLast().identifier();
        done(drafts.apply(
                framework,
                List.of(new DraftEdit.Add(fresh, parent, last, DraftsIT.text(code, statement))),
                editor.id(),
                owner.id(),
                null));
        return fresh;
    }

    private DraftMerge.Look look(Cause cause, FrameworkId framework, Map<String, Choice> choices) {
        return merges.look(cause, framework, choices).orElseThrow();
    }

    private DraftMerge.Outcome take(DraftMerge.Look look, Map<String, Choice> choices, Optional<Choice> rest) {
        return merges.take(
                look.cause(),
                new FrameworkId(look.mine().document().identifier()),
                look.seen(),
                choices,
                rest,
                editor.id(),
                owner.id());
    }

    private static long done(DraftMerge.Outcome outcome) {
        assertThat(outcome).isInstanceOf(DraftMerge.Outcome.Done.class);
        return ((DraftMerge.Outcome.Done) outcome).act();
    }

    private static long done(EditOutcome outcome) {
        assertThat(outcome).isInstanceOf(EditOutcome.Done.class);
        return ((EditOutcome.Done) outcome).act();
    }

    private void publish(FrameworkId framework) {
        assertThat(publishing.publish(
                        workspace(framework),
                        workspace(framework).revision(),
                        List.of(),
                        true,
                        "",
                        editor.id(),
                        owner.id()))
                .isInstanceOf(Publishing.Outcome.Published.class);
    }

    private static List<String> labels(CFPackage pkg) {
        return FrameworkTree.of(pkg).rows().stream()
                .map(row -> row.item().label())
                .toList();
    }

    /** What a package says, without the dates of changes, the numbers of places and the names of associations. */
    private static Set<String> said(CFPackage pkg) {
        Set<String> said = pkg.items().stream()
                .map(item -> item.toBuilder()
                        .lastChangeDateTime(java.time.Instant.EPOCH)
                        .build()
                        .toString())
                .collect(Collectors.toSet());
        pkg.associations()
                .forEach(link -> said.add(link.originNodeURI().identifier() + " "
                        + link.associationType().wire() + " "
                        + link.destinationNodeURI().identifier() + " " + link.notes() + link.extensions()));
        said.add(pkg.definitions().toString());
        said.add(pkg.rubrics().toString());
        return said;
    }
}
