package org.throughline.server.issuing.web;

import java.util.List;
import org.throughline.server.face.StateView;
import org.throughline.server.issuing.BatchLine;
import org.throughline.server.issuing.BatchProgress;
import org.throughline.server.organizations.Organization;

/** An organization's batches; {@code others} are organizations that the person may issue for as well. */
public record BatchesPage(Organization issuer, List<Organization> others, List<BatchLine> batches) {
    public BatchesPage {
        others = List.copyOf(others);
        batches = List.copyOf(batches);
    }

    static StateView state(BatchProgress progress) {
        if (!progress.finished()) {
            return StateView.active("Running");
        }
        return progress.failed() == 0 ? StateView.good("Issued") : StateView.bad("Some failed");
    }

    public StateView state(BatchLine batch) {
        return state(batch.progress());
    }
}
