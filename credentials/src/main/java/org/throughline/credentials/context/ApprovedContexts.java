package org.throughline.credentials.context;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.document.Document;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.jsonld.loader.DocumentLoader;
import jakarta.json.Json;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The contexts whose meaning we know for certain, because it stands in our own tables: nothing is ever fetched, and what a
 * context means cannot change under a signature (VC Data Integrity 1.0, section 2.4.1 Validating Contexts).
 */
public final class ApprovedContexts {

    /** Verifiable Credentials 2.0. */
    public static final String VC_2_0 = "https://www.w3.org/ns/credentials/v2";

    /** Open Badges 3.0, revision 3.0.3. */
    public static final String OB_3_0_3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

    /** The 1EdTech extensions of Open Badges 3.0. */
    public static final String OB_EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";

    /** CLR 2.0, revision 2.0.1. */
    public static final String CLR_2_0_1 = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json";

    /** Published contexts that we recognise and have no table for yet. */
    private static final Set<String> NOT_SUPPORTED_YET = Set.of(
            "https://www.w3.org/2018/credentials/v1",
            "https://w3id.org/security/data-integrity/v1",
            "https://w3id.org/security/data-integrity/v2",
            "https://w3id.org/security/suites/ed25519-2020/v1",
            "https://w3id.org/security/multikey/v1",
            "https://w3id.org/vc/status-list/2021/v1",
            "https://www.w3.org/ns/credentials/status/v1",
            "https://w3id.org/dcc/v1",
            "https://purl.imsglobal.org/spec/ob/v3p0/context.json",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.0.json",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json",
            "https://purl.imsglobal.org/spec/clr/v2p0/context.json",
            "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.0.json",
            "https://w3id.org/openbadges/v2");

    private static final ApprovedContexts STANDARD =
            new ApprovedContexts(List.of("vc-2.0.terms", "ob-3.0.3.terms", "ob-extensions.terms", "clr-2.0.1.terms"));

    private final Map<String, Scope> scopes = new LinkedHashMap<>();
    private final Map<String, JsonDocument> documents = new LinkedHashMap<>();
    private final Set<String> vocabulary = new HashSet<>();

    private ApprovedContexts(List<String> resources) {
        for (String resource : resources) {
            TermTable table = TermTable.read(resource);
            scopes.put(table.url(), table.scope());
            learn(table.scope());
            documents.put(
                    table.url(),
                    JsonDocument.of(Json.createObjectBuilder()
                            .add("@context", table.scope().toContext())
                            .build()));
        }
    }

    private void learn(Scope scope) {
        for (Term term : scope.terms().values()) {
            vocabulary.add(term.iri());
            if (term.scope() != null) {
                learn(term.scope());
            }
        }
    }

    /** Whether a term of any of our tables stands for this IRI. */
    boolean defines(String iri) {
        return vocabulary.contains(iri);
    }

    /** The contexts that come with the library. */
    public static ApprovedContexts standard() {
        return STANDARD;
    }

    /** Whether we have a table for the context. */
    public boolean approves(String url) {
        return scopes.containsKey(url);
    }

    /** Whether it is a published context that we recognise, and only cannot read yet. */
    public boolean knowsAsUnsupported(String url) {
        return NOT_SUPPORTED_YET.contains(url);
    }

    Optional<Scope> scope(String url) {
        return Optional.ofNullable(scopes.get(url));
    }

    /** Gives the JSON-LD processor our contexts, and refuses everything else. */
    public DocumentLoader loader() {
        return (url, options) -> document(url);
    }

    private Document document(URI url) throws JsonLdError {
        JsonDocument document = documents.get(url.toString());
        if (document == null) {
            throw new JsonLdError(JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED, "Not an approved context: " + url);
        }
        return document;
    }
}
