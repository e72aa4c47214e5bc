package org.throughline.server.portability.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An organization's exports. */
public record ExportPage(
        String slug,
        String organization,
        List<Job> jobs,
        @Nullable String error) {
    public ExportPage {
        jobs = List.copyOf(jobs);
    }

    /** One of them. */
    public record Job(String id, String when, String state, String step, int done, int steps, String size) {
        public boolean ready() {
            return state.equals("READY");
        }

        public boolean failed() {
            return state.equals("FAILED");
        }
    }
}
