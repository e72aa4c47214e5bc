package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.throughline.credentials.load.DocumentKind;
import org.throughline.credentials.load.Loaded;
import org.throughline.credentials.tree.Tree;

/**
 * Has its issuer a newer one? Informs, and never decides by itself: a newer one that holds takes the place of what was given and is judged
 * in its stead; one that does not hold, or that is another credential, changes nothing.
 *
 * <p>Asked once, after the proof, and only for what was given itself, alone or in an envelope: a newer one is not refreshed again, nor is what stands
 * inside of a record that somebody signed as a whole. The report then is about the newer one, and has the report about what was given beside
 * it ({@link Refreshed}).
 */
public final class RefreshCheck implements Check {

    private static final String TYPE = "1EdTechCredentialRefresh";

    @Override
    public String id() {
        return "refresh";
    }

    @Override
    public String spec() {
        return "Open Badges 3.0 section 9.1 step 3 and appendix B.9 RefreshService; 1EdTech Credential Refresh 1.0";
    }

    @Override
    public CheckResult examine(Examination examination) {
        List<JsonObject> services = Tree.objects(examination.document(), "refreshService").stream()
                .filter(service -> Tree.texts(service, "type").contains(TYPE))
                .toList();
        if (services.isEmpty()) {
            return notApplicable(
                    examination.document().containsKey("refreshService")
                            ? "Its way to a newer one is of a kind that is not known here"
                            : "Its issuer named no place for a newer one");
        }
        NestedVerification nested = examination.surroundings().nested();
        if (!nested.mayRefresh()) {
            return notApplicable("Only what was given itself is refreshed, and only once");
        }
        if (!examination.surroundings().request().isEmpty()) {
            return notApplicable("What somebody shows is judged as they show it");
        }
        if (!examination.isEstablished()) {
            return undetermined(
                    "Not asked for: nothing is fetched that a document names before its signature and signer hold",
                    "/refreshService");
        }
        Optional<URI> address = Tree.text(services.getFirst(), "id").flatMap(RefreshCheck::address);
        if (address.isEmpty()) {
            return undetermined("The place for a newer one is no address", "/refreshService");
        }
        return switch (examination.surroundings().documents().load(address.get(), DocumentKind.CREDENTIAL)) {
            case Loaded.Unavailable unavailable -> kept(examination, address.get() + " " + unavailable.message());
            case Loaded.Document document -> judged(examination, nested.verifyRefreshed(address.get(), document));
        };
    }

    private CheckResult judged(Examination examination, NestedVerification.Newer newer) {
        VerificationReport report = newer.report();
        ClaimedCredential given = examination.claimed();
        ClaimedCredential claimed = report.claimed();
        if (claimed == null
                || !Objects.equals(claimed.id(), given.id())
                || !Objects.equals(claimed.issuerId(), given.issuerId())) {
            return kept(examination, "what stands at " + newer.address() + " is not this credential of this issuer");
        }
        if (claimed.document().equals(given.document())) {
            return passed("It is the newest one: the same stands at " + newer.address());
        }
        if (report.verdict() != Verdict.VALID) {
            return kept(
                    examination,
                    "the one at " + newer.address() + " does not hold: "
                            + report.checks().stream()
                                    .filter(c -> c.outcome() == Outcome.FAILED || c.outcome() == Outcome.UNDETERMINED)
                                    .map(CheckResult::message)
                                    .findFirst()
                                    .orElse(""));
        }
        examination.replaceBy(newer);
        return passed("Its issuer has a newer one at " + newer.address());
    }

    private CheckResult kept(Examination examination, String reason) {
        examination.warn("Whether there is a newer one could not be found out: " + reason + ".");
        return undetermined("Whether there is a newer one could not be found out: " + reason, "/refreshService");
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(URI.create(text)).filter(URI::isAbsolute);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
