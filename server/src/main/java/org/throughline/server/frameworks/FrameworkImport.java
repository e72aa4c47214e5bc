package org.throughline.server.frameworks;

import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.OrganizationId;
import org.throughline.server.organizations.PersonId;

/** Brings frameworks in: all or nothing, and the same file twice changes nothing. */
@Component
public class FrameworkImport {
    /**
     * Imports one CASE package.
     *
     * @param sourceName the file's name or URL, for findings
     * @param publish whether anyone may read it at once
     * @return what came of it; a refused package throws {@code Problem CASE_INVALID} with its findings
     */
    public FrameworkImportOutcome importCase(
            OrganizationId owner, byte[] json, String sourceName, FrameworkKind kind, boolean publish, PersonId by) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Imports O*NET occupations from a folder of the published text files, one framework each. */
    public List<FrameworkImportOutcome> importOnet(
            OrganizationId owner, Path directory, List<String> occupations, boolean publish, PersonId by) {
        throw new UnsupportedOperationException("not built yet");
    }
}
