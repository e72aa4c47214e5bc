package org.throughline.credentials.context;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.proof.Canonicalizer;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;

/** The same document says different things under different contents of one address. */
class EarlierRevisionsTests {

    @Test
    void theDraftOfJune2022MeansOtherWordsThanToday() {
        JsonObject badge = ((Parsed.Tree) StrictJson.parse("""
                        {"@context": ["https://www.w3.org/2018/credentials/v1",
                                      "https://purl.imsglobal.org/spec/ob/v3p0/context.json"],
                         "id": "urn:x:1", "type": ["VerifiableCredential", "OpenBadgeCredential"],
                         "issuer": {"id": "urn:x:2", "type": ["Profile"], "name": "Riverbend"}}
                        """)).object();

        List<ApprovedContexts> views = ApprovedContexts.standard().revisionsFor(badge);

        assertThat(views.size()).isGreaterThan(1);
        assertThat(views.stream()
                        .map(v -> new Canonicalizer(v).canonicalize(badge))
                        .distinct())
                .hasSizeGreaterThan(1);
    }
}
