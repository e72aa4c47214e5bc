package org.throughline.server.alignment.web;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.throughline.server.alignment.Crosswalk;
import org.throughline.server.alignment.CrosswalkId;
import org.throughline.server.alignment.CrosswalkParties;
import org.throughline.server.alignment.Crosswalks;
import org.throughline.server.alignment.Voice;
import org.throughline.server.frameworks.Framework;
import org.throughline.server.frameworks.Frameworks;
import org.throughline.server.organizations.CurrentPerson;
import org.throughline.server.organizations.Membership;
import org.throughline.server.organizations.Organization;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.Role;
import org.throughline.server.organizations.SignedIn;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicPaths;

/**
 * Who may see a crosswalk and who decides in it: members of the organizations behind it (its parties) see it, everybody once it is published;
 * editors and reviewers of these organizations decide.
 */
@Component
class CrosswalkAccess {
    private static final Role[] DECIDING = {Role.EDITOR, Role.REVIEWER};

    private final Crosswalks crosswalks;
    private final Frameworks frameworks;
    private final CurrentPerson current;
    private final ObjectProvider<CrosswalkParties> parties;
    private final AskedParties asked;

    CrosswalkAccess(
            Crosswalks crosswalks,
            Frameworks frameworks,
            CurrentPerson current,
            ObjectProvider<CrosswalkParties> parties,
            AskedParties asked) {
        this.parties = parties;
        this.asked = asked;
        this.crosswalks = crosswalks;
        this.frameworks = frameworks;
        this.current = current;
    }

    /** The crosswalks that the asker may see, by title. */
    List<Crosswalk> visible() {
        Set<CrosswalkId> behind = seenBy(current.find());
        return crosswalks.all().stream()
                .filter(one -> behind.contains(one.id()) || crosswalks.isPublished(one.id()))
                .toList();
    }

    /** The crosswalk; for whoever may not see it there is nothing at this address. */
    Crosswalk require(UUID id) {
        return crosswalks.find(new CrosswalkId(id)).filter(this::sees).orElseThrow(Problem::notFound);
    }

    /** The person who may decide in the crosswalk, and for which organization: the one they ask for, else the owner, else the first of theirs. */
    Voice requireDeciding(Crosswalk crosswalk, @Nullable String as) {
        SignedIn person = current.require();
        if (!standsBehind(Optional.of(person), crosswalk)) {
            throw Problem.notFound();
        }
        return voice(person, crosswalk, as)
                .orElseThrow(() -> new Problem(
                        ProblemType.FORBIDDEN,
                        "Editors and reviewers of the organizations behind this crosswalk decide in it."));
    }

    /** The person whose organization leads the crosswalk: its owner, or its partnership's lead. */
    Voice requireLead(Crosswalk crosswalk, @Nullable String as) {
        Voice voice = requireDeciding(crosswalk, as);
        return leading(current.require(), crosswalk).stream()
                .findFirst()
                .map(organization -> new Voice(organization, voice.person()))
                .orElseThrow(() -> new Problem(
                        ProblemType.FORBIDDEN,
                        "Editors of the crosswalk's owner, or of its partnership's lead, resolve a dispute."));
    }

    /** For whom the asker decides, by the same rule; nobody where they may not. */
    Optional<Voice> voice(Crosswalk crosswalk, @Nullable String as) {
        return current.find().flatMap(person -> voice(person, crosswalk, as));
    }

    boolean leads(Crosswalk crosswalk) {
        return current.find()
                .filter(person -> !leading(person, crosswalk).isEmpty())
                .isPresent();
    }

    /** The organizations for which the asker may decide in this crosswalk, the owner first. */
    List<Organization> deciding(Crosswalk crosswalk) {
        return current.find().map(person -> deciding(person, crosswalk)).orElse(List.of());
    }

    /** Whether several organizations decide in this crosswalk. */
    boolean isDecidedTogether(Crosswalk crosswalk) {
        return behind(crosswalk).deciding().size() > 1;
    }

    /** Whether the asker belongs to this organization. */
    boolean isIn(OrganizationId organization) {
        return isIn(current.find(), organization);
    }

    /** Whether an organization of the asker stands behind this crosswalk, whatever they may do there. */
    boolean standsBehind(Crosswalk crosswalk) {
        return standsBehind(current.find(), crosswalk);
    }

    private boolean standsBehind(Optional<SignedIn> person, Crosswalk crosswalk) {
        return person.map(SignedIn::memberships).orElse(List.of()).stream()
                .anyMatch(membership -> behind(crosswalk)
                        .seeing()
                        .contains(membership.organization().id()));
    }

    /** Asked of every room once a request, however often a page asks. */
    private CrosswalkParties.Behind behind(Crosswalk crosswalk) {
        return asked.behind(
                crosswalk.id(),
                () -> parties.stream()
                        .map(room -> room.behind(crosswalk))
                        .reduce(CrosswalkParties.Behind::and)
                        .orElseThrow());
    }

    private Optional<Voice> voice(SignedIn person, Crosswalk crosswalk, @Nullable String as) {
        List<OrganizationId> own =
                deciding(person, crosswalk).stream().map(Organization::id).toList();
        return own.stream()
                .filter(one -> one.toString().equals(as))
                .findFirst()
                .or(() -> own.stream().findFirst())
                .map(organization -> new Voice(organization, person.id()));
    }

    private List<Organization> deciding(SignedIn person, Crosswalk crosswalk) {
        return person.memberships().stream()
                .filter(membership -> membership.hasAny(DECIDING))
                .map(Membership::organization)
                .filter(one -> behind(crosswalk).deciding().contains(one.id()))
                .sorted(Comparator.comparing((Organization one) -> !one.id().equals(crosswalk.owner())))
                .toList();
    }

    private List<OrganizationId> leading(SignedIn person, Crosswalk crosswalk) {
        return person.memberships().stream()
                .filter(membership -> membership.hasAny(Role.EDITOR))
                .map(membership -> membership.organization().id())
                .filter(one -> behind(crosswalk).leading().contains(one))
                .toList();
    }

    boolean sees(Crosswalk crosswalk) {
        return standsBehind(current.find(), crosswalk) || crosswalks.isPublished(crosswalk.id());
    }

    boolean mayDecide(Crosswalk crosswalk) {
        return voice(crosswalk, null).isPresent();
    }

    /** Whether the asker signs for an organization that stands behind the crosswalk, and it is published. */
    boolean mayEndorse(Crosswalk crosswalk) {
        List<OrganizationId> signing = current.find().map(SignedIn::memberships).orElse(List.of()).stream()
                .filter(membership -> membership.hasAny(Role.ISSUER))
                .map(membership -> membership.organization().id())
                .toList();
        return !signing.isEmpty()
                && crosswalks.isPublished(crosswalk.id())
                && signing.stream().anyMatch(behind(crosswalk).deciding()::contains);
    }

    /** The crosswalks in which editors and reviewers of these organizations decide. */
    Set<CrosswalkId> decidedBy(Collection<OrganizationId> organizations) {
        return parties.stream()
                .flatMap(room -> room.decidedBy(organizations).stream())
                .collect(Collectors.toSet());
    }

    private Set<CrosswalkId> seenBy(Optional<SignedIn> person) {
        List<OrganizationId> own = person.map(SignedIn::memberships).orElse(List.of()).stream()
                .map(membership -> membership.organization().id())
                .toList();
        return own.isEmpty()
                ? Set.of()
                : parties.stream().flatMap(room -> room.seenBy(own).stream()).collect(Collectors.toSet());
    }

    /** Sends a stranger to the sign-in, where the address is open for what is published. */
    void requireSignedIn() {
        current.require();
    }

    /** The organizations on whose behalf the asker may open crosswalks. */
    List<Membership> opening() {
        return current.find().map(SignedIn::memberships).orElse(List.of()).stream()
                .filter(membership -> membership.hasAny(Role.EDITOR))
                .toList();
    }

    SignedIn requireOpening(OrganizationId owner) {
        return current.require(owner, Role.EDITOR);
    }

    /** The frameworks that the asker may see, by title. */
    List<Framework> frameworks() {
        Optional<SignedIn> person = current.find();
        return frameworks.all().stream()
                .filter(framework -> framework.published() || isIn(person, framework.owner()))
                .toList();
    }

    private static boolean isIn(Optional<SignedIn> person, OrganizationId organization) {
        return person.flatMap(p -> p.in(organization)).isPresent();
    }

    /** What strangers may reach here: published crosswalks; the pages decide about each. */
    @Configuration(proxyBeanMethods = false)
    static class Paths {
        @Bean
        PublicPaths crosswalksPublicPaths() {
            return PublicPaths.of(
                    "/crosswalks",
                    "/crosswalks/*",
                    "/crosswalks/*/coverage",
                    "/crosswalks/*/coverage.csv",
                    "/crosswalks/*/coverage.xlsx",
                    "/crosswalks/*/coverage/report",
                    "/crosswalks/*/coverage/what-if",
                    "/crosswalks/*/package",
                    "/crosswalks/*/alignments.csv",
                    "/crosswalks/*/alignments.xlsx",
                    "/crosswalks/*/requirements/*",
                    "/crosswalks/*/requirements/*/suggestions",
                    "/crosswalks/*/requirements/*/rejected",
                    "/crosswalks/*/trees",
                    "/crosswalks/*/trees/*/*");
        }
    }
}
