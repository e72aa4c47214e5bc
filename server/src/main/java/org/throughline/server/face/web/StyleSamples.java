package org.throughline.server.face.web;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.throughline.server.face.Action;
import org.throughline.server.face.BarsView;
import org.throughline.server.face.BarsView.Bar;
import org.throughline.server.face.CheckView;
import org.throughline.server.face.Line;
import org.throughline.server.face.LinkState;
import org.throughline.server.face.MatrixView;
import org.throughline.server.face.MatrixView.Heading;
import org.throughline.server.face.Option;
import org.throughline.server.face.PageLinks;
import org.throughline.server.face.ProblemView;
import org.throughline.server.face.SparklineView;
import org.throughline.server.face.StateView;
import org.throughline.server.face.Station;
import org.throughline.server.face.Step;
import org.throughline.server.face.TableView;
import org.throughline.server.face.TableView.Cell;
import org.throughline.server.face.TableView.Column;
import org.throughline.server.face.TableView.Row;
import org.throughline.server.face.TableView.Sorted;
import org.throughline.server.face.TabsView;
import org.throughline.server.face.TabsView.Tab;
import org.throughline.server.face.TreeNode;
import org.throughline.server.face.VerdictView;

/** What the style guide shows: made-up samples from the trade of electric power, one for each component. */
public final class StyleSamples {
    private static final String HERE = "/style-guide";

    public Line whole() {
        return Line.of(
                "How the requirement of Northgrid Energy leads to Ana Ruiz",
                Station.of("requirement", "Isolate and earth a circuit")
                        .detail("Required, at level 3 of 4")
                        .by("Northgrid Energy")
                        .since("3 March 2026")
                        .href(HERE + "#line")
                        .link(LinkState.HELD, "the same competency"),
                Station.of("outcome", "EPT.2.4 Isolate circuits before work")
                        .by("Riverbend College")
                        .since("12 January 2026")
                        .href(HERE + "#line"),
                Station.of("achievement", "Safe Switching")
                        .by("Riverbend College")
                        .since("1 February 2026")
                        .href(HERE + "#line"),
                Station.of("credential", "Safe Switching badge")
                        .detail("Verified")
                        .by("Riverbend College")
                        .since("9 June 2026")
                        .href(HERE + "#line"),
                Station.of("person", "Ana Ruiz")
                        .detail("Has agreed to be found")
                        .href(HERE + "#line"));
    }

    public Line broken() {
        return Line.of(
                "Where the way to Ben Okafor breaks",
                Station.of("requirement", "Read one-line diagrams")
                        .by("Northgrid Energy")
                        .link(LinkState.HELD, "a part of"),
                Station.of("outcome", "EPT.1.2 Read drawings and diagrams")
                        .by("Riverbend College")
                        .link(LinkState.UNCHECKED, null),
                Station.of("credential", "Diagrams badge")
                        .by("Hillside Institute")
                        .since("2 May 2025")
                        .link(LinkState.BROKEN, "revoked"),
                Station.of("person", "Ben Okafor"));
    }

    public VerdictView[] verdicts() {
        return VerdictView.values();
    }

    public List<StateView> states() {
        return List.of(
                StateView.good("Published"),
                StateView.active("Draft"),
                StateView.unsure("Not checked yet"),
                StateView.bad("Revoked"),
                StateView.neutral("Archived"));
    }

    public TableView table() {
        return new TableView(
                "People who meet the need",
                List.of(
                        new Column("Person", false, HERE + "?sort=person#table", Sorted.UP),
                        Column.of("Evidence"),
                        Column.of("State"),
                        new Column("Match", true, HERE + "?sort=match#table", null)),
                List.of(
                        row("Ana Ruiz", "5 credentials", VerdictView.VALID, "92 %"),
                        row("Ben Okafor", "3 credentials", VerdictView.INVALID, "61 %"),
                        row("Chen Wei", "2 credentials", VerdictView.UNDETERMINED, "58 %")),
                HERE,
                true);
    }

    private static Row row(String name, String evidence, VerdictView verdict, String match) {
        return Row.of(
                new TableView.Link(name, HERE + "#table", "Riverbend College"),
                Cell.text(evidence),
                new TableView.Stated(StateView.of(verdict)),
                Cell.text(match));
    }

    public List<TreeNode> tree() {
        return List.of(
                TreeNode.branch(
                        "t1",
                        "EPT.1",
                        "Foundations of electric power",
                        null,
                        HERE + "#tree",
                        true,
                        List.of(
                                TreeNode.leaf(
                                        "t11",
                                        "EPT.1.1",
                                        "Explain voltage, current and power",
                                        "knowledge",
                                        HERE + "#tree"),
                                TreeNode.leaf(
                                                "t12",
                                                "EPT.1.2",
                                                "Read drawings and one-line diagrams",
                                                "skill",
                                                HERE + "#tree")
                                        .withStates(StateView.active("Draft"))
                                        .asCurrent(),
                                TreeNode.branch(
                                        "t13",
                                        "EPT.1.3",
                                        "Measure safely",
                                        "skill",
                                        HERE + "#tree",
                                        false,
                                        List.of(TreeNode.leaf(
                                                "t131",
                                                "EPT.1.3.1",
                                                "Prove that a tester works before and after use",
                                                "skill",
                                                HERE + "#tree"))))),
                TreeNode.lazy("t2", "EPT.2", "Switching", null, HERE + "#tree", 6, HERE + "/tree", null),
                TreeNode.leaf("t3", "EPT.3", "Work in a team under time pressure", "durable skill", HERE + "#tree"));
    }

    /** Three of the six children of the lazy branch, from an offset on. */
    public List<TreeNode> children(int offset) {
        List<String> statements = List.of(
                "Plan a switching sequence",
                "Communicate a switching order",
                "Isolate circuits before work",
                "Earth and short-circuit",
                "Hand over and take back a work area",
                "Restore supply");
        return IntStream.range(offset, Math.min(offset + 3, statements.size()))
                .mapToObj(i ->
                        TreeNode.leaf("t2" + (i + 1), "EPT.2." + (i + 1), statements.get(i), "skill", HERE + "#tree"))
                .toList();
    }

    public MatrixView matrix() {
        return new MatrixView(
                "What the programme covers of each job",
                "Requirement",
                List.of(
                        new Heading("EPT.1", "Foundations", null),
                        new Heading("EPT.2", "Switching", null),
                        new Heading("EPT.3", "Teamwork", null)),
                List.of(
                        matrixRow("R1", "Isolate and earth a circuit", 0.2, 1, null),
                        matrixRow("R2", "Read one-line diagrams", 0.75, 0.4, 0),
                        matrixRow("R3", "Hand over a work area", null, 0.6, 0.5)),
                HERE);
    }

    private static MatrixView.Row matrixRow(String code, String label, @Nullable Number... strengths) {
        return new MatrixView.Row(
                new Heading(code, label, HERE + "#matrix"),
                Arrays.stream(strengths)
                        .map(s -> s == null
                                ? MatrixView.Cell.none("no alignment")
                                : MatrixView.Cell.of(
                                        s.doubleValue(), "covered by accepted alignments", HERE + "#matrix"))
                        .toList());
    }

    public BarsView bars() {
        return new BarsView(
                "Open places by competency",
                "places",
                "Places",
                null,
                List.of(
                        Bar.of("Isolate and earth a circuit", 148),
                        Bar.of("Read one-line diagrams", 96),
                        Bar.of("Hand over a work area", 31)));
    }

    public BarsView twoBars() {
        return new BarsView(
                "Supply and demand by competency",
                "people",
                "People who hold it",
                "People sought",
                List.of(
                        Bar.of("Isolate and earth a circuit", 120, 148),
                        Bar.of("Read one-line diagrams", 164, 96),
                        new Bar("Hand over a work area", 0, "fewer than 10", 31.0, "31", null)));
    }

    public SparklineView sparkline() {
        return new SparklineView(
                "From 3 in May to 41 in November", List.of(3.0, 8.0, 7.0, 19.0, 26.0, 33.0, 41.0), "41");
    }

    public List<CheckView> checks() {
        return List.of(
                new CheckView(
                        "signature",
                        CheckView.Outcome.PASSED,
                        "Signature",
                        "The credential is exactly as its issuer signed it.",
                        null,
                        HERE + "#reportlist"),
                new CheckView(
                        "issuer",
                        CheckView.Outcome.PASSED,
                        "Issuer",
                        "Signed by Riverbend College, with the key that its address names.",
                        null,
                        null),
                new CheckView(
                        "validity-period",
                        CheckView.Outcome.FAILED,
                        "Validity",
                        "It was valid until 30 June 2026.",
                        "/validUntil: found 2026-06-30T00:00:00Z, checked at 2026-11-23T15:04:00Z",
                        null),
                new CheckView(
                        "status",
                        CheckView.Outcome.UNDETERMINED,
                        "Revocation",
                        "Could not check whether it was revoked: the issuer's list did not answer. Try again or ask the issuer.",
                        "GET https://riverbend.example/status/3: no answer within 5 s",
                        null),
                new CheckView(
                        "schema",
                        CheckView.Outcome.NOT_APPLICABLE,
                        "Schema",
                        "The credential names no schema.",
                        null,
                        null));
    }

    public TabsView tabs() {
        return new TabsView(
                "Views of the crosswalk",
                List.of(
                        new Tab("Suggestions", HERE + "#tabs", true, 24L),
                        new Tab("Accepted", HERE + "?view=accepted#tabs", false, 131L),
                        Tab.of("Coverage", HERE + "?view=coverage#tabs", false)));
    }

    public List<Step> steps() {
        return Step.at(2, "Roster", "Achievement", "Dry run", "Sign and issue");
    }

    public PageLinks pages() {
        return new PageLinks(51, 100, 1_204L, HERE + "?page=1", HERE + "?page=3");
    }

    public List<Option> levels() {
        return List.of(
                new Option("required", "Required", "Without it nobody is listed."),
                new Option("preferred", "Preferred", "It raises the rank."));
    }

    public ProblemView problem() {
        return new ProblemView(
                409,
                "changed-meanwhile",
                "Somebody changed this statement while you were editing it",
                "Evan Cole saved another version of EPT.2.4 at 15:04 UTC.",
                "Your text is kept on this device. Nothing was overwritten.",
                "Open the other version, compare the two, and save again.",
                List.of(new Action("Compare the two", HERE + "#problem")));
    }

    /** The names of the colours in {@code tokens.css}. */
    public List<String> colours() {
        return List.of(
                "paper",
                "surface",
                "sunken",
                "ink",
                "ink-soft",
                "rule",
                "edge",
                "line",
                "line-strong",
                "line-wash",
                "focus",
                "good",
                "good-wash",
                "bad",
                "bad-wash",
                "unsure",
                "unsure-wash",
                "shade-1",
                "shade-2",
                "shade-3",
                "shade-4",
                "shade-5");
    }
}
