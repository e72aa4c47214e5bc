package org.throughline.server.alignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.throughline.server.alignment.Decision.Verdict;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.ItemUri;

class SettlementTests {
    private final OrganizationId college = new OrganizationId(UUID.randomUUID());
    private final OrganizationId employer = new OrganizationId(UUID.randomUUID());
    private final PersonId person = new PersonId(UUID.randomUUID());
    private final List<Decision> said = new ArrayList<>();

    private SettlementTests says(OrganizationId who, Verdict verdict, @Nullable Relation relation) {
        return add(who, verdict, relation, false);
    }

    private SettlementTests leadResolves(Verdict verdict, @Nullable Relation relation) {
        return add(college, verdict, relation, true);
    }

    private SettlementTests add(OrganizationId who, Verdict verdict, @Nullable Relation relation, boolean resolves) {
        ItemUri item = new ItemUri("https://case.example/items/1");
        said.add(new Decision(
                said.size() + 1L,
                item,
                item,
                verdict,
                relation,
                "",
                person,
                "Dana",
                who,
                UUID.randomUUID(),
                resolves,
                Instant.EPOCH,
                null,
                null,
                null,
                null));
        return this;
    }

    private Settlement settlement() {
        return Settlement.of(said);
    }

    @Test
    void whatOneOrganizationAcceptsCountsUntilAnotherSaysSomethingElse() {
        says(college, Verdict.ACCEPTED, Relation.EXACT_MATCH);
        assertThat(settlement().standing()).isEqualTo(Standing.ONE_SIDED);
        assertThat(settlement().accepted()).isTrue();

        says(employer, Verdict.REJECTED, null);
        assertThat(settlement().standing()).isEqualTo(Standing.DISPUTED);
        assertThat(settlement().accepted()).isFalse();
        assertThat(settlement().views()).hasSize(2);
    }

    @Test
    void twoThatSayTheSameAgreeAndTwoThatCallItDifferentlyDoNot() {
        says(college, Verdict.ACCEPTED, Relation.EXACT_MATCH).says(employer, Verdict.ACCEPTED, Relation.EXACT_MATCH);
        assertThat(settlement().standing()).isEqualTo(Standing.AGREED);

        says(employer, Verdict.ACCEPTED, Relation.RELATED);
        assertThat(settlement().standing()).isEqualTo(Standing.DISPUTED);
    }

    @Test
    void anOrganizationThatChangesItsMindDisputesNothing() {
        says(college, Verdict.REJECTED, null).says(college, Verdict.ACCEPTED, Relation.PART_OF);

        assertThat(settlement().standing()).isEqualTo(Standing.ONE_SIDED);
        assertThat(settlement().accepted()).isTrue();
    }

    @Test
    void whoTakesTheirViewBackLeavesTheOthersStanding() {
        says(college, Verdict.ACCEPTED, Relation.PART_OF)
                .says(employer, Verdict.REJECTED, null)
                .says(employer, Verdict.REOPENED, null);
        assertThat(settlement().accepted()).isTrue();

        says(college, Verdict.REOPENED, null);
        assertThat(settlement().standing()).isEqualTo(Standing.OPEN);
        assertThat(settlement().decisive()).isNull();
    }

    @Test
    void theLeadsResolutionCountsUntilAnOrganizationSaysSomethingElseAfterIt() {
        says(college, Verdict.ACCEPTED, Relation.PART_OF)
                .says(employer, Verdict.REJECTED, null)
                .leadResolves(Verdict.ACCEPTED, Relation.RELATED);
        assertThat(settlement().standing()).isEqualTo(Standing.RESOLVED);
        assertThat(settlement().accepted()).isTrue();
        assertThat(settlement().views()).as("what was said stays readable").hasSize(2);

        says(employer, Verdict.ACCEPTED, Relation.RELATED);
        assertThat(settlement().standing()).as("the same as was resolved").isEqualTo(Standing.RESOLVED);

        says(employer, Verdict.REJECTED, null);
        assertThat(settlement().standing()).isEqualTo(Standing.DISPUTED);
    }

    @Test
    void aResolutionThatIsTakenBackLeavesTheDispute() {
        says(college, Verdict.ACCEPTED, Relation.PART_OF)
                .says(employer, Verdict.REJECTED, null)
                .leadResolves(Verdict.REJECTED, null)
                .leadResolves(Verdict.REOPENED, null);

        assertThat(settlement().standing()).isEqualTo(Standing.DISPUTED);
    }
}
