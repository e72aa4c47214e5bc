package org.throughline.credentials.check;

import java.util.List;
import org.throughline.credentials.load.CompetencyResolver;
import org.throughline.credentials.load.CompetencyResolver.Resolution;
import org.throughline.credentials.model.Alignment;

/** Do the competencies that it points to exist, and still say the same? Informs, and never decides. */
public final class AlignmentCheck implements Check {

    private static final int MAX_LOOK_UPS = 100;

    @Override
    public String id() {
        return "alignment";
    }

    @Override
    public String spec() {
        return "Open Badges 3.0 appendix B.1.4 Alignment; CASE 1.1 CFItem uri";
    }

    @Override
    public CheckResult examine(Examination examination) {
        List<Alignment> alignments = examination.claimed().alignments();
        if (alignments.isEmpty()) {
            return notApplicable("It points to no competencies");
        }
        CompetencyResolver competencies = examination.surroundings().competencies();
        if (competencies == null) {
            return notApplicable(
                    "It points to " + count(alignments.size()) + "; nobody was named here who could look them up");
        }
        if (!examination.isEstablished()) {
            return undetermined(
                    "Not looked up: nothing is fetched that a document names before its signature and signer hold", "");
        }
        int found = 0;
        for (Alignment alignment : alignments.subList(0, Math.min(MAX_LOOK_UPS, alignments.size()))) {
            found += isFound(alignment, competencies, examination) ? 1 : 0;
        }
        return found == alignments.size()
                ? passed("All its competencies were found: " + count(found))
                : undetermined(
                        "Found " + found + " of " + count(alignments.size()),
                        "/credentialSubject/achievement/alignment");
    }

    private static boolean isFound(Alignment alignment, CompetencyResolver competencies, Examination examination) {
        return switch (competencies.resolve(alignment.targetUrl())) {
            case Resolution.Found found -> {
                if (!saysTheSame(alignment, found)) {
                    examination.warn("The competency \"" + alignment.targetName() + "\" reads otherwise today: \""
                            + (found.statement() == null ? found.title() : found.statement()) + "\".");
                }
                yield true;
            }
            case Resolution.NotFound notFound -> {
                examination.warn(
                        "The competency \"" + alignment.targetName() + "\" was not found: " + notFound.message());
                yield false;
            }
            case Resolution.Unreachable unreachable -> {
                examination.warn("The competency \"" + alignment.targetName() + "\" could not be looked up: "
                        + unreachable.message());
                yield false;
            }
        };
    }

    private static boolean saysTheSame(Alignment alignment, Resolution.Found found) {
        return alignment.targetName().equals(found.title())
                || alignment.targetName().equals(found.statement())
                || (alignment.targetDescription() != null
                        && alignment.targetDescription().equals(found.statement()));
    }

    private static String count(int number) {
        return number == 1 ? "one competency" : number + " competencies";
    }
}
