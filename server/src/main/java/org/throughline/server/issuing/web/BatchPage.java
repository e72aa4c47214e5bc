package org.throughline.server.issuing.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.throughline.server.face.Numbers;
import org.throughline.server.face.StateView;
import org.throughline.server.issuing.BatchLine;
import org.throughline.server.issuing.BatchProgress;
import org.throughline.server.issuing.IssuedCredential;
import org.throughline.server.organizations.PersonId;

/**
 * One batch.
 *
 * @param working whether somebody works on it now; one that is not through and rests can be resumed
 * @param failed credentials that could not be issued, the first hundred
 * @param names of their recipients
 */
public record BatchPage(
        BatchLine batch,
        boolean working,
        List<IssuedCredential> failed,
        Map<PersonId, String> names,
        List<BatchLine.LeftOut> leftOut) {
    public BatchPage {
        failed = List.copyOf(failed);
        names = Map.copyOf(names);
        leftOut = List.copyOf(leftOut);
    }

    public BatchProgress progress() {
        return batch.progress();
    }

    public StateView state() {
        return BatchesPage.state(progress());
    }

    /** How far it is and how long it took, in one sentence. */
    public String sentence() {
        BatchProgress progress = progress();
        if (progress.finishedAt() == null) {
            return working
                    ? "Signing, verifying and delivering. You can close this page; nothing is lost."
                    : "It rests where it stood. Resume it to go on; nothing is issued twice.";
        }
        Duration took = Duration.between(progress.startedAt(), progress.finishedAt());
        String failed = progress.failed() == 0
                ? "every one verified before it was delivered"
                : Numbers.count(progress.failed()) + " could not be issued";
        return "Done in " + Math.max(1, took.toSeconds()) + " s; " + failed + ".";
    }

    public boolean canResume() {
        return !working && (!progress().finished() || progress().failed() > 0);
    }

    public String name(IssuedCredential credential) {
        return names.getOrDefault(credential.recipient(), "somebody whose account is gone");
    }
}
