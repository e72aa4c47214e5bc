package org.throughline.server.frameworks.web;

import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.throughline.caseformat.model.CaseVersion;
import org.throughline.server.frameworks.CaseAnswer;
import org.throughline.server.frameworks.CaseLibrary;
import org.throughline.server.shared.LocalDocument;
import org.throughline.server.shared.PublicAddress;

/** Lends published items to the verifier by their short address, as strict CASE 1.1: what a stranger would get there. */
@Component
class CaseDocuments implements LocalDocument {
    private final CaseLibrary library;
    private final String base;

    CaseDocuments(CaseLibrary library, PublicAddress address) {
        this.library = library;
        this.base = address.url("/uri/");
    }

    @Override
    public Optional<byte[]> document(String url) {
        if (!url.startsWith(base)) {
            return Optional.empty();
        }
        try {
            return library.item(UUID.fromString(url.substring(base.length())), CaseVersion.V1P1)
                    .map(CaseAnswer::json);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
