package org.throughline.server.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.throughline.caseformat.CaseReader;
import org.throughline.caseformat.ReadOutcome;
import org.throughline.caseformat.model.AssociationType;
import org.throughline.caseformat.model.CFAssociation;
import org.throughline.caseformat.model.CFPackage;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.server.frameworks.Citation;
import org.throughline.server.frameworks.FrameworkId;
import org.throughline.server.frameworks.FrameworkImport;
import org.throughline.server.frameworks.FrameworkKind;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.frameworks.SmallFrameworks;
import org.throughline.server.frameworks.Stage;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationKind;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.Role;
import org.throughline.server.shared.ItemUri;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.support.RunningServer;
import org.throughline.server.support.ServerTest;

@ServerTest
class CrosswalkIT {
    private final Crosswalks crosswalks;
    private final CrosswalkPackages packages;
    private final Equivalence equivalence;
    private final Frameworks frameworks;
    private final FrameworkImport imports;
    private final RunningServer server;
    private final Person reviewer;
    private final Organization college;
    private final SmallFrameworks job = new SmallFrameworks("Line installer")
            .item("R", "Safety on site")
            .item("R.1", "Isolate and lock out a circuit before working on it", "R")
            .item("R.2", "Rescue an injured climber from a pole", "R")
            .item("S", "Paper work")
            .item("S.1", "Keep a log of switching operations", "S");
    private final SmallFrameworks programme = new SmallFrameworks("Electric power")
            .item("P", "Electrical safety")
            .item("P.1", "Isolate, lock out and tag a circuit", "P")
            .item("P.2", "Give first aid after an electric shock", "P")
            .item("Q", "Operations")
            .item("Q.1", "Record switching operations in a log", "Q");

    CrosswalkIT(
            Crosswalks crosswalks,
            CrosswalkPackages packages,
            Equivalence equivalence,
            Frameworks frameworks,
            FrameworkImport imports,
            RunningServer server,
            Stage stage) {
        this.crosswalks = crosswalks;
        this.packages = packages;
        this.equivalence = equivalence;
        this.frameworks = frameworks;
        this.imports = imports;
        this.server = server;
        this.reviewer = stage.person("Dana Reviewer");
        this.college = stage.organization("Test College", OrganizationKind.EDUCATOR, reviewer, Role.EDITOR);
    }

    private FrameworkId bringIn(SmallFrameworks framework, FrameworkKind kind) {
        return imports.importCase(college.id(), framework.json(), "test", kind, true, reviewer.id())
                .framework()
                .id();
    }

    private Crosswalk open() {
        return crosswalks.open(
                college.id(),
                "Line installer × Electric power",
                bringIn(job, FrameworkKind.JOB_ROLE),
                bringIn(programme, FrameworkKind.OUTCOMES),
                reviewer.id());
    }

    private AlignmentStep accept(Crosswalk crosswalk, String requirement, String outcome, Relation relation) {
        return crosswalks.accept(
                crosswalk.id(), job.uri(requirement), programme.uri(outcome), relation.word(), "", reviewer.id());
    }

    @Test
    void suggestsForEveryRequirementTheOutcomesThatAnswerItBest() {
        Crosswalk crosswalk = open();

        List<SuggestedAlignment> suggestions = crosswalks.suggestions(crosswalk.id(), job.uri("R.1"));

        assertThat(suggestions).isNotEmpty().hasSizeLessThanOrEqualTo(10);
        SuggestedAlignment best = suggestions.getFirst();
        assertThat(best.outcome()).isEqualTo(programme.uri("P.1"));
        assertThat(best.probability()).isBetween(0.0, 1.0);
        assertThat(best.reasons()).isNotEmpty();
        assertThat(Relation.ofWord(best.associationType())).isPresent();
        assertThat(best.modelVersion()).isNotBlank();
    }

    @Test
    void openingTheSamePairAgainGivesTheSameCrosswalk() {
        Crosswalk crosswalk = open();

        Crosswalk again = crosswalks.open(
                college.id(), "Another name", crosswalk.requirements(), crosswalk.outcomes(), reviewer.id());

        assertThat(again).isEqualTo(crosswalk);
    }

    @Test
    void anAcceptedPairIsNoSuggestionAnyMoreAndSaysWhoAndWhy() {
        Crosswalk crosswalk = open();

        AlignmentStep step = crosswalks.accept(
                crosswalk.id(),
                job.uri("R.1"),
                programme.uri("P.1"),
                "exactMatchOf",
                "Agreed in the workshop",
                reviewer.id());

        assertThat(step.decidedBy()).isEqualTo("Dana Reviewer");
        assertThat(step.reason()).isEqualTo("Agreed in the workshop");
        assertThat(crosswalks.accepted(crosswalk.id())).containsExactly(step);
        assertThat(crosswalks.suggestions(crosswalk.id(), job.uri("R.1")))
                .extracting(SuggestedAlignment::outcome)
                .doesNotContain(programme.uri("P.1"));
        assertThat(frameworks.citations(programme.uri("P.1")))
                .extracting(Citation::kind)
                .containsExactly("alignment");
    }

    @Test
    void undoOpensThePairAgainAndTheHistoryKeepsEverything() {
        Crosswalk crosswalk = open();
        accept(crosswalk, "R.1", "P.1", Relation.EXACT_MATCH);

        crosswalks.undo(crosswalk.id(), job.uri("R.1"), programme.uri("P.1"), reviewer.id());
        crosswalks.undo(crosswalk.id(), job.uri("R.1"), programme.uri("P.1"), reviewer.id());

        assertThat(crosswalks.accepted(crosswalk.id())).isEmpty();
        assertThat(crosswalks.suggestions(crosswalk.id(), job.uri("R.1")))
                .extracting(SuggestedAlignment::outcome)
                .contains(programme.uri("P.1"));
        assertThat(crosswalks.history(crosswalk.id(), job.uri("R.1"), programme.uri("P.1")))
                .extracting(Decision::verdict)
                .containsExactly(Decision.Verdict.REOPENED, Decision.Verdict.ACCEPTED);
        assertThat(frameworks.citations(programme.uri("P.1"))).isEmpty();
        assertThat(frameworks.citations(job.uri("R.1"))).isEmpty();
    }

    @Test
    void decisionsCannotBeRewritten() {
        Crosswalk crosswalk = open();
        accept(crosswalk, "R.1", "P.1", Relation.EXACT_MATCH);

        assertThatThrownBy(() -> server.sql()
                        .sql("update alignment.decisions set reason = 'other' where crosswalk = ?")
                        .param(crosswalk.id().value())
                        .update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("a decision stays as it was made");
    }

    @Test
    void anItemOfAnotherFrameworkAndAnUnknownRelationAreRefused() {
        Crosswalk crosswalk = open();

        assertThatThrownBy(() -> crosswalks.accept(
                        crosswalk.id(),
                        job.uri("R.1"),
                        new ItemUri("https://elsewhere.example/item"),
                        "exactMatchOf",
                        "",
                        reviewer.id()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.BAD_INPUT));
        assertThatThrownBy(() -> crosswalks.accept(
                        crosswalk.id(), job.uri("R.1"), programme.uri("P.1"), "looksLike", "", reviewer.id()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.type()).isEqualTo(ProblemType.BAD_INPUT));
    }

    @Test
    void coverageCountsRequirementsAndRollsUpByGroup() {
        Crosswalk crosswalk = open();
        accept(crosswalk, "R.1", "P.1", Relation.EXACT_MATCH);
        accept(crosswalk, "R.1", "P.2", Relation.RELATED);
        accept(crosswalk, "S.1", "Q.1", Relation.PART_OF);

        Coverage coverage = crosswalks.coverage(crosswalk.id());

        assertThat(coverage.covered()).isEqualTo(2);
        assertThat(coverage.requirements())
                .extracting(row -> row.requirement().code(), Coverage.Row::strength)
                .containsExactly(tuple("R.1", 1.0), tuple("R.2", 0.0), tuple("S.1", 0.7));
        assertThat(coverage.requirements().getFirst().accepted())
                .extracting(AlignmentStep::strength)
                .containsExactly(1.0, 0.5);
        assertThat(coverage.groups())
                .extracting(group -> group.group().code() + " " + group.covered() + "/" + group.requirements())
                .containsExactly("R 1/2", "S 1/1");
        assertThat(coverage.groups().getFirst().strength()).isEqualTo(0.5);
        assertThat(coverage.widestGaps(3))
                .extracting(group -> group.group().code())
                .containsExactly("R");
        assertThat(coverage.strength()).isCloseTo(1.7 / 3, within(1e-9));
    }

    @Test
    void equivalenceWalksAtMostTwoAcceptedStepsAndMultipliesTheirStrengths() {
        Crosswalk first = open();
        accept(first, "R.1", "P.1", Relation.HAS_PART);
        accept(first, "S.1", "Q.1", Relation.RELATED);
        SmallFrameworks other = new SmallFrameworks("Substation technician")
                .item("T.1", "De-energise equipment and lock it out")
                .item("T.2", "Write the shift report");
        FrameworkId otherId = bringIn(other, FrameworkKind.JOB_ROLE);
        Crosswalk second = crosswalks.open(college.id(), "Second", otherId, first.outcomes(), reviewer.id());
        crosswalks.accept(second.id(), other.uri("T.1"), programme.uri("P.1"), "exactMatchOf", "", reviewer.id());
        crosswalks.accept(second.id(), other.uri("T.2"), programme.uri("Q.1"), "isRelatedTo", "", reviewer.id());

        assertThat(equivalence.of(List.of(job.uri("R.1"))).get(job.uri("R.1")))
                .as("what is not published counts for nobody")
                .hasSize(1);
        crosswalks.publish(first.id(), reviewer.id());
        crosswalks.publish(second.id(), reviewer.id());

        var answers = equivalence.of(List.of(job.uri("R.1"), job.uri("S.1"), job.uri("R.2")));

        assertThat(answers.get(job.uri("R.1")))
                .extracting(Equivalent::item)
                .containsExactly(job.uri("R.1"), programme.uri("P.1"), other.uri("T.1"));
        assertThat(answers.get(job.uri("R.1"))).extracting(Equivalent::strength).containsExactly(1.0, 0.9, 0.9);
        assertThat(answers.getOrDefault(job.uri("R.1"), List.of()).getLast().path())
                .extracting(AlignmentStep::to)
                .containsExactly(programme.uri("P.1"), other.uri("T.1"));
        assertThat(answers.get(job.uri("S.1")))
                .as("related to what is related: .25 is too weak")
                .extracting(Equivalent::item)
                .containsExactly(job.uri("S.1"), programme.uri("Q.1"));
        assertThat(answers.get(job.uri("R.2"))).extracting(Equivalent::item).containsExactly(job.uri("R.2"));
    }

    @Test
    void aCrosswalkLeavesTheHouseAsACasePackage() {
        Crosswalk crosswalk = open();
        AlignmentStep exact = accept(crosswalk, "R.1", "P.1", Relation.EXACT_MATCH);
        accept(crosswalk, "S.1", "Q.1", Relation.HAS_PART);

        CFPackage pkg = read(packages.download(crosswalk.id(), CaseVersion.V1P1).orElseThrow());

        assertThat(pkg.document().title()).isEqualTo("Line installer × Electric power");
        assertThat(pkg.associations()).hasSize(2);
        CFAssociation first = pkg.associations().getFirst();
        assertThat(first.identifier()).isEqualTo(exact.association());
        assertThat(first.originNodeURI().uri()).isEqualTo(programme.uri("P.1").value());
        assertThat(first.destinationNodeURI().uri()).isEqualTo(job.uri("R.1").value());
        CFAssociation turned = pkg.associations().getLast();
        assertThat(turned.associationType()).isEqualTo(AssociationType.IS_PART_OF);
        assertThat(turned.originNodeURI().uri())
                .as("the requirement is a part of the outcome")
                .isEqualTo(job.uri("S.1").value());
    }

    @Test
    void onlyAPublishedCrosswalkIsOpenToTheWorld() throws Exception {
        Crosswalk crosswalk = open();
        AlignmentStep step = accept(crosswalk, "R.1", "P.1", Relation.EXACT_MATCH);
        String address = "/ims/case/v1p1/CFPackages/" + crosswalk.id();

        assertThat(server.get(address).statusCode()).isEqualTo(404);
        assertThat(server.get("/crosswalks/" + crosswalk.id()).statusCode()).isNotEqualTo(200);
        crosswalks.publish(crosswalk.id(), reviewer.id());

        assertThat(read(server.get(address).body().getBytes(StandardCharsets.UTF_8))
                        .associations())
                .hasSize(1);
        assertThat(server.get("/ims/case/v1p1/CFItemAssociations/" + programme.id("P.1"))
                        .body())
                .contains(step.association().toString());
        assertThat(server.get("/crosswalks/" + crosswalk.id()).statusCode()).isEqualTo(200);
    }

    private static CFPackage read(byte[] json) {
        return switch (new CaseReader().read(json, "the package")) {
            case ReadOutcome.Read read -> read.pkg();
            case ReadOutcome.Refused refused -> throw new AssertionError(refused.findings());
        };
    }
}
