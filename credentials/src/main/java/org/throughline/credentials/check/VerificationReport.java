package org.throughline.credentials.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.model.SignedDocument;

/**
 * Everything that was checked on one document, in order, and the verdict that follows from it.
 *
 * @param verdict  always {@link Verdict#of} the checks
 * @param format  what the document is: {@code open-badge-3.0}, {@code clr-2.0}, {@code vc-2.0}, ...
 * @param checks  every check in the order of the catalogue
 * @param warnings  what people should know and what decides nothing
 * @param children  the reports of the credentials inside, in their order
 * @param claimed  what the document says, when it could be read
 * @param endorsements  the reports of the endorsements in it, wherever they stand; they decide nothing
 * @param registries  what the registries that were asked say of the issuer, in the order of their weight; empty where none was given. It decides nothing
 * @param refreshed  set when all of this is about a newer document than the one that was given; null otherwise
 */
public record VerificationReport(
        Verdict verdict,
        String format,
        List<CheckResult> checks,
        List<String> warnings,
        List<VerificationReport> children,
        @Nullable ClaimedCredential claimed,
        List<VerificationReport> endorsements,
        List<IssuerStanding> registries,
        @Nullable Refreshed refreshed) {

    /** A report on a document that carries no endorsements. */
    public VerificationReport(
            Verdict verdict,
            String format,
            List<CheckResult> checks,
            List<String> warnings,
            List<VerificationReport> children,
            @Nullable ClaimedCredential claimed) {
        this(verdict, format, checks, warnings, children, claimed, List.of(), List.of(), null);
    }

    public VerificationReport {
        checks = List.copyOf(checks);
        warnings = List.copyOf(warnings);
        children = List.copyOf(children);
        endorsements = List.copyOf(endorsements);
        registries = List.copyOf(registries);
        if (verdict != Verdict.of(checks)) {
            throw new IllegalArgumentException("The checks say " + Verdict.of(checks) + ", not " + verdict);
        }
    }

    /** The credential as established fact; only of a {@link Verdict#VALID} report. */
    public Optional<VerifiedCredential> verified() {
        return VerifiedCredential.of(this);
    }

    /** The same with other words for its checks, which come to the same. */
    VerificationReport withChecks(List<CheckResult> reworded) {
        return new VerificationReport(
                verdict, format, reworded, warnings, children, claimed, endorsements, registries, refreshed);
    }

    /** The same, with another report about what was given. */
    VerificationReport withGiven(VerificationReport given) {
        Refreshed by = Objects.requireNonNull(refreshed, "what was given is what it is about");
        return new VerificationReport(
                verdict,
                format,
                checks,
                warnings,
                children,
                claimed,
                endorsements,
                registries,
                new Refreshed(by.address(), by.document(), given));
    }

    /** The report about a newer one, with that of the one that was given, and a warning that says so first. */
    VerificationReport inPlaceOf(VerificationReport given, String address, SignedDocument newer) {
        List<String> told = new ArrayList<>();
        told.add("A newer one stands at " + address
                + ", and it is the one that is judged here, not the one that was given.");
        told.addAll(warnings);
        return new VerificationReport(
                verdict,
                format,
                checks,
                told,
                children,
                claimed,
                endorsements,
                registries,
                new Refreshed(address, newer, given));
    }

    /** The first registry, by weight, that knows the issuer. */
    public Optional<IssuerStanding> knownIssuer() {
        return registries.stream()
                .filter(standing -> standing.standing() == IssuerStanding.Standing.KNOWN)
                .findFirst();
    }

    /** The result of one check. */
    public Optional<CheckResult> check(String id) {
        return checks.stream().filter(c -> c.id().equals(id)).findFirst();
    }

    /** The outcome of one check; {@link Outcome#NOT_APPLICABLE} when it was not made. */
    public Outcome outcome(String id) {
        return check(id).map(CheckResult::outcome).orElse(Outcome.NOT_APPLICABLE);
    }
}
