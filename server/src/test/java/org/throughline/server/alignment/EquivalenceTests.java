package org.throughline.server.alignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.ItemUri;

/** What holds of equivalence whatever was accepted: over random alignments of several crosswalks, with cycles and doubles. */
class EquivalenceTests {
    private static final Pairs.Grounds UNKNOWN = new Pairs.Grounds(null, null, null, null, null, null);

    private static final double EXACTLY = 1e-9;

    private static final int ITEMS = 9;

    /** So many that not all of them are told. */
    private static final int MANY_ITEMS = 40;

    @Provide
    Arbitrary<List<Pairs.Pair>> alignments() {
        Arbitrary<ItemUri> item = Arbitraries.integers().between(0, ITEMS - 1).map(EquivalenceTests::item);
        Arbitrary<CrosswalkId> crosswalk =
                Arbitraries.integers().between(0, 2).map(n -> new CrosswalkId(new UUID(7, n)));
        return Combinators.combine(crosswalk, item, item, Arbitraries.of(Relation.class))
                .as((within, requirement, outcome, relation) -> new Pairs.Pair(
                        within,
                        requirement,
                        outcome,
                        UUID.randomUUID(),
                        relation,
                        false,
                        "",
                        new PersonId(new UUID(0, 1)),
                        new OrganizationId(new UUID(0, 2)),
                        Instant.EPOCH,
                        UNKNOWN))
                .list()
                .ofMaxSize(14);
    }

    private static ItemUri item(int number) {
        return new ItemUri("https://case.example.org/items/" + number);
    }

    private static Map<ItemUri, List<AlignmentStep>> leaving(List<Pairs.Pair> pairs, Set<ItemUri> items) {
        Map<ItemUri, List<AlignmentStep>> leaving = new HashMap<>();
        for (Pairs.Pair pair : pairs) {
            if (items.contains(pair.requirement())) {
                leaving.computeIfAbsent(pair.requirement(), _ -> new ArrayList<>())
                        .add(Steps.forward(pair, Map.of()));
            }
            if (items.contains(pair.outcome())) {
                leaving.computeIfAbsent(pair.outcome(), _ -> new ArrayList<>()).add(Steps.backward(pair, Map.of()));
            }
        }
        return leaving;
    }

    private static List<Equivalent> of(List<Pairs.Pair> pairs, ItemUri requirement) {
        return Objects.requireNonNull(
                Equivalence.of(List.of(requirement), items -> leaving(pairs, items), items -> links(pairs, items))
                        .get(requirement));
    }

    private static Map<ItemUri, List<Links.Link>> links(List<Pairs.Pair> pairs, Set<ItemUri> items) {
        Map<ItemUri, List<Links.Link>> links = new HashMap<>();
        leaving(pairs, items)
                .forEach((item, steps) -> links.put(
                        item,
                        steps.stream()
                                .map(step -> new Links.Link(step.to(), step.strength()))
                                .distinct()
                                .toList()));
        return links;
    }

    /** Every walk of one and two steps in the order of the alignments, the best kept for each item, and the best sixteen items told. */
    private static List<Equivalent> byWalkingEverywhere(List<Pairs.Pair> pairs, ItemUri requirement) {
        Map<ItemUri, Equivalent> best = new HashMap<>();
        for (AlignmentStep one : leaving(pairs, Set.of(requirement)).getOrDefault(requirement, List.of())) {
            better(best, new Equivalent(one.to(), one.strength(), List.of(one)));
            for (AlignmentStep two : leaving(pairs, Set.of(one.to())).getOrDefault(one.to(), List.of())) {
                better(best, new Equivalent(two.to(), one.strength() * two.strength(), List.of(one, two)));
            }
        }
        best.remove(requirement);
        List<Equivalent> told = new ArrayList<>(List.of(new Equivalent(requirement, 1, List.of())));
        best.values().stream()
                .filter(one -> one.strength() > Equivalence.WEAKEST - EXACTLY)
                .sorted((a, b) -> Math.abs(a.strength() - b.strength()) > EXACTLY
                        ? Double.compare(b.strength(), a.strength())
                        : a.path().size() != b.path().size()
                                ? a.path().size() - b.path().size()
                                : a.item().compareTo(b.item()))
                .limit(15)
                .forEach(told::add);
        return told;
    }

    private static void better(Map<ItemUri, Equivalent> best, Equivalent found) {
        Equivalent known = best.get(found.item());
        if (known == null
                || found.strength() > known.strength() + EXACTLY
                || found.strength() > known.strength() - EXACTLY
                        && found.path().size() < known.path().size()) {
            best.put(found.item(), found);
        }
    }

    @Provide
    Arbitrary<List<Pairs.Pair>> manyAlignments() {
        Arbitrary<ItemUri> item =
                Arbitraries.integers().between(0, MANY_ITEMS - 1).map(EquivalenceTests::item);
        return Combinators.combine(item, item, Arbitraries.of(Relation.class))
                .as(EquivalenceTests::pair)
                .list()
                .ofMinSize(60)
                .ofMaxSize(160);
    }

    @Property(tries = 300)
    void tellsTheSameWaysAsWhoReadsEveryStep(@ForAll("manyAlignments") List<Pairs.Pair> pairs) {
        assertThat(of(pairs, item(0))).isEqualTo(byWalkingEverywhere(pairs, item(0)));
    }

    @Example
    void ofTheSecondStepsOnlyThoseThatAreToldAreRead() {
        List<Pairs.Pair> pairs = new ArrayList<>();
        for (int n = 1; n <= 20; n++) {
            pairs.add(pair(item(0), item(n), n == 7 ? Relation.EXACT_MATCH : Relation.RELATED));
            pairs.add(pair(item(100 + n), item(n), Relation.RELATED));
        }
        List<Set<ItemUri>> read = new ArrayList<>();

        List<Equivalent> found = Equivalence.of(
                        List.of(item(0)),
                        items -> {
                            read.add(items);
                            return leaving(pairs, items);
                        },
                        items -> links(pairs, items))
                .getOrDefault(item(0), List.of());

        assertThat(found).isEqualTo(byWalkingEverywhere(pairs, item(0))).hasSize(16);
        assertThat(read).first().isEqualTo(Set.of(item(0)));
        assertThat(read.stream().skip(1)).allSatisfy(items -> assertThat(items).isSubsetOf(item(7)));
    }

    /** The strength of the best walk of at most two steps, found by trying all. */
    private static Map<ItemUri, Double> byTryingAll(List<Pairs.Pair> pairs, ItemUri requirement) {
        Map<ItemUri, Double> best = new HashMap<>();
        for (Pairs.Pair one : pairs) {
            for (Way first : ways(one)) {
                if (!first.from().equals(requirement)) {
                    continue;
                }
                best.merge(first.to(), first.strength(), Math::max);
                for (Pairs.Pair other : pairs) {
                    for (Way second : ways(other)) {
                        if (second.from().equals(first.to())) {
                            best.merge(second.to(), first.strength() * second.strength(), Math::max);
                        }
                    }
                }
            }
        }
        best.remove(requirement);
        best.values().removeIf(strength -> strength < Equivalence.WEAKEST - EXACTLY);
        return best;
    }

    private record Way(ItemUri from, ItemUri to, double strength) {}

    private static List<Way> ways(Pairs.Pair pair) {
        Relation relation = Objects.requireNonNull(pair.relation());
        return List.of(
                new Way(pair.requirement(), pair.outcome(), relation.outcomeForRequirement()),
                new Way(pair.outcome(), pair.requirement(), relation.requirementForOutcome()));
    }

    @Property
    void findsWhatTryingEveryWalkOfTwoStepsFinds(@ForAll("alignments") List<Pairs.Pair> pairs) {
        Map<ItemUri, Double> expected = byTryingAll(pairs, item(0));

        List<Equivalent> found = of(pairs, item(0));

        assertThat(found.getFirst()).isEqualTo(new Equivalent(item(0), 1, List.of()));
        assertThat(found.stream().skip(1).map(Equivalent::item)).containsExactlyInAnyOrderElementsOf(expected.keySet());
        found.stream()
                .skip(1)
                .forEach(one -> assertThat(one.strength())
                        .isCloseTo(Objects.requireNonNull(expected.get(one.item())), within(EXACTLY)));
    }

    @Property
    void everyPathLeadsFromTheRequirementToTheItemAndMultipliesToItsStrength(
            @ForAll("alignments") List<Pairs.Pair> pairs) {
        for (Equivalent one : of(pairs, item(0))) {
            ItemUri here = item(0);
            double strength = 1;
            Set<ItemUri> seen = new HashSet<>(Set.of(here));
            for (AlignmentStep step : one.path()) {
                assertThat(step.from()).isEqualTo(here);
                here = step.to();
                assertThat(seen.add(here)).as("no path goes in a circle").isTrue();
                strength *= step.strength();
            }
            assertThat(here).isEqualTo(one.item());
            assertThat(one.strength()).isCloseTo(strength, within(EXACTLY)).isBetween(0.0, 1.0);
            assertThat(one.path()).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Property
    void isTheSameWhateverTheOrderOfTheAlignments(@ForAll("alignments") List<Pairs.Pair> pairs) {
        List<Equivalent> found = of(pairs, item(0));

        List<Equivalent> turned = of(pairs.reversed(), item(0));

        assertThat(turned)
                .extracting(Equivalent::item)
                .containsExactlyElementsOf(found.stream().map(Equivalent::item).toList());
        for (int i = 0; i < found.size(); i++) {
            assertThat(turned.get(i).strength()).isCloseTo(found.get(i).strength(), within(EXACTLY));
        }
    }

    @Property
    void oneMoreAlignmentNeverWeakensAnything(@ForAll("alignments") List<Pairs.Pair> pairs) {
        if (pairs.isEmpty()) {
            return;
        }
        Map<ItemUri, Double> more = new HashMap<>();
        of(pairs, item(0)).forEach(one -> more.put(one.item(), one.strength()));

        of(pairs.subList(1, pairs.size()), item(0))
                .forEach(one -> assertThat(more.getOrDefault(one.item(), 0.0))
                        .isGreaterThanOrEqualTo(one.strength() - EXACTLY));
    }

    @Property
    void whatIsTheSameIsTheSameBothWays(@ForAll("alignments") List<Pairs.Pair> pairs) {
        List<Pairs.Pair> symmetric = pairs.stream()
                .filter(pair -> {
                    Relation relation = Objects.requireNonNull(pair.relation());
                    return relation.inverse() == relation && relation != Relation.PRECEDES;
                })
                .toList();
        for (Equivalent one : of(symmetric, item(0))) {
            assertThat(of(symmetric, one.item()))
                    .filteredOn(back -> back.item().equals(item(0)))
                    .singleElement()
                    .satisfies(back -> assertThat(back.strength()).isCloseTo(one.strength(), within(EXACTLY)));
        }
    }

    @Example
    void anAlignmentWalkedBackIsItsInverse() {
        for (Relation relation : Relation.values()) {
            assertThat(relation.inverse().inverse()).isEqualTo(relation);
            if (relation != Relation.PRECEDES) {
                assertThat(relation.inverse().outcomeForRequirement()).isEqualTo(relation.requirementForOutcome());
            }
            AlignmentStep back = Steps.backward(pair(item(1), item(2), relation), Map.of());
            assertThat(back.from()).isEqualTo(item(2));
            assertThat(back.to()).isEqualTo(item(1));
            assertThat(back.words())
                    .isEqualTo(
                            relation == Relation.PRECEDES
                                    ? "comes after it"
                                    : relation.inverse().words());
        }
    }

    @Example
    void ofTwoWaysOfTheSameStrengthTheShorterIsTold() {
        List<Pairs.Pair> pairs = List.of(
                pair(item(0), item(1), Relation.EXACT_MATCH),
                pair(item(1), item(2), Relation.RELATED),
                pair(item(0), item(2), Relation.RELATED));

        assertThat(of(pairs, item(0)).stream().filter(one -> one.item().equals(item(2))))
                .singleElement()
                .satisfies(one -> assertThat(one.path()).hasSize(1));
    }

    @Example
    void threeStepsAreTooMany() {
        List<Pairs.Pair> pairs = List.of(
                pair(item(0), item(1), Relation.EXACT_MATCH),
                pair(item(1), item(2), Relation.EXACT_MATCH),
                pair(item(2), item(3), Relation.EXACT_MATCH));

        assertThat(of(pairs, item(0))).extracting(Equivalent::item).containsExactly(item(0), item(1), item(2));
    }

    private static Pairs.Pair pair(ItemUri requirement, ItemUri outcome, @Nullable Relation relation) {
        return new Pairs.Pair(
                new CrosswalkId(new UUID(7, 0)),
                requirement,
                outcome,
                UUID.randomUUID(),
                relation,
                false,
                "",
                new PersonId(new UUID(0, 1)),
                new OrganizationId(new UUID(0, 2)),
                Instant.EPOCH,
                UNKNOWN);
    }
}
