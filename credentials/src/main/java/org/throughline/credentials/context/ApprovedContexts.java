package org.throughline.credentials.context;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.document.Document;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.jsonld.loader.DocumentLoader;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;

/**
 * The contexts whose meaning we know for certain, because it stands in our own tables or because the operator gave it: nothing is
 * ever fetched, and what a context means cannot change under a signature (VC Data Integrity 1.0, section 2.4.1 Validating
 * Contexts).
 *
 * <p>Some addresses had several contents over the years. Each is known as a revision; the newest counts, and {@link
 * #revisionsFor} gives the views of a document under which it may also have been signed.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class ApprovedContexts {

    /** Verifiable Credentials 2.0. */
    public static final String VC_2_0 = "https://www.w3.org/ns/credentials/v2";

    /** Verifiable Credentials 1.1. */
    public static final String VC_1_1 = "https://www.w3.org/2018/credentials/v1";

    /** Open Badges 3.0, revision 3.0.3. */
    public static final String OB_3_0_3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

    /** The 1EdTech extensions of Open Badges 3.0. */
    public static final String OB_EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json";

    /** CLR 2.0, revision 2.0.1. */
    public static final String CLR_2_0_1 = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json";

    /** Published contexts that we recognise and have no table for. */
    private static final Set<String> NOT_SUPPORTED_YET = Set.of(
            "https://w3id.org/security/v3-unstable",
            "https://w3id.org/security/bbs/v1",
            "https://w3id.org/citizenship/v1",
            "https://w3id.org/vaccination/v1",
            "https://w3id.org/traceability/v1",
            "https://www.w3.org/ns/activitystreams");

    private static final int MAX_VIEWS = 12;
    private static final int MAX_KEPT_VIEWS = 200;

    private static final ApprovedContexts STANDARD = standardTables();

    /** By address, the newest first. */
    private final Map<String, List<ContextDocument>> revisions;

    private final Map<String, ContextDocument> current;
    private final Set<String> fixed;
    private final Set<String> altered;
    private final Set<String> vocabulary;
    private final Set<String> unsupported;
    private final Map<Map<String, String>, ApprovedContexts> views = new ConcurrentHashMap<>();
    private final Map<String, JsonDocument> documents = new ConcurrentHashMap<>();
    private volatile Compiled compiled;

    private ApprovedContexts(
            Map<String, List<ContextDocument>> revisions,
            Map<String, ContextDocument> current,
            Set<String> fixed,
            Set<String> altered,
            Set<String> vocabulary,
            Set<String> unsupported) {
        this.revisions = revisions;
        this.current = current;
        this.fixed = fixed;
        this.altered = altered;
        this.vocabulary = vocabulary;
        this.unsupported = unsupported;
        this.compiled = new Compiled(new ContextProcessing(this), ActiveContext.empty());
    }

    /** What was worked out so far. */
    record Compiled(ContextProcessing processing, ActiveContext root) {}

    /** What was worked out so far, and a fresh beginning when documents made to fill it have filled it. */
    Compiled compiled() {
        Compiled now = compiled;
        if (now.processing().isFull()) {
            now = new Compiled(new ContextProcessing(this), ActiveContext.empty());
            compiled = now;
        }
        return now;
    }

    private static ApprovedContexts standardTables() {
        Map<String, List<ContextDocument>> revisions = new LinkedHashMap<>();
        Set<String> fixed = new HashSet<>();
        Set<String> vocabulary = new HashSet<>();
        for (String line : TermTable.text("tables.list").lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.strip().split("\\s+");
            TermTable table = TermTable.read(words[0]);
            for (String url : table.urls()) {
                revisions
                        .computeIfAbsent(url, u -> new ArrayList<>())
                        .add(new ContextDocument(url, table.revision(), table.body()));
                if (table.fixed()) {
                    fixed.add(url);
                }
            }
            if (words.length > 1 && words[1].equals("disguise")) {
                learn(table.body(), vocabulary);
            }
        }
        return new ApprovedContexts(revisions, newest(revisions), fixed, Set.of(), vocabulary, NOT_SUPPORTED_YET);
    }

    private static Map<String, ContextDocument> newest(Map<String, List<ContextDocument>> revisions) {
        Map<String, ContextDocument> newest = new HashMap<>();
        revisions.forEach((url, documents) -> newest.put(url, documents.getFirst()));
        return newest;
    }

    private static void learn(@Nullable JsonValue body, Set<String> vocabulary) {
        if (!(body instanceof JsonObject scope)) {
            return;
        }
        for (JsonValue value : scope.values()) {
            if (value instanceof JsonObject definition) {
                if (definition.get("@id") instanceof JsonString iri) {
                    vocabulary.add(iri.getString());
                }
                learn(definition.get("@context"), vocabulary);
            }
        }
    }

    /** Whether a term of the credentials' own vocabularies stands for this IRI. */
    boolean defines(String iri) {
        return vocabulary.contains(iri);
    }

    /** The contexts that come with the library. */
    public static ApprovedContexts standard() {
        return STANDARD;
    }

    /**
     * These contexts and those that an operator vouches for.
     *
     * <p>A document for an address that we do not know is taken as it is. One for an address that we know must be one of its
     * published contents, or, where the publisher did not promise that it never changes, a further revision: it may lack terms and
     * have more, but every term that it shares with the newest must mean the same. Any other is an altered context: {@link #isAltered}
     * says so, and no document that names it passes.
     *
     * <p>One that uses something of JSON-LD that is not supported ({@code @import}, a direction of reading for all texts, a base address) is
     * recognised and not read: documents that name it are undetermined.
     *
     * @param given  context documents, each a JSON object with {@code @context}, by their addresses
     * @throws IllegalArgumentException when one of them is no context document
     */
    public ApprovedContexts with(Map<URI, byte[]> given) {
        Map<String, List<ContextDocument>> more = new LinkedHashMap<>(revisions);
        Set<String> moreAltered = new HashSet<>(altered);
        given.forEach((uri, bytes) -> {
            String url = uri.toString();
            JsonValue body = body(url, bytes);
            List<ContextDocument> known = more.getOrDefault(url, List.of());
            if (known.stream().anyMatch(d -> d.body().equals(body))) {
                return;
            }
            if (!known.isEmpty()
                    && (fixed.contains(url)
                            || contradicts(body, known.getFirst().body()))) {
                moreAltered.add(url);
                return;
            }
            List<ContextDocument> all = new ArrayList<>(known);
            all.add(new ContextDocument(url, "given by the operator", body));
            more.put(url, List.copyOf(all));
        });
        Set<String> moreUnsupported = new HashSet<>(unsupported);
        ApprovedContexts with =
                new ApprovedContexts(more, newest(more), fixed, moreAltered, vocabulary, moreUnsupported);
        for (String url : with.beyondUs(given.keySet())) {
            List<ContextDocument> documents = more.getOrDefault(url, List.of());
            if (documents.size() > 1) {
                more.put(url, documents.subList(0, documents.size() - 1));
            } else {
                more.remove(url);
                moreUnsupported.add(url);
            }
        }
        return new ApprovedContexts(more, newest(more), fixed, moreAltered, vocabulary, Set.copyOf(moreUnsupported));
    }

    /**
     * These contexts and those of the given documents whose content is approved by its hash; the others count as altered.
     *
     * @param sha256  hashes of the exact bytes, in lower-case hexadecimal digits
     */
    public ApprovedContexts with(Map<URI, byte[]> given, Set<String> sha256) {
        Map<URI, byte[]> approved = new LinkedHashMap<>();
        Set<String> refused = new HashSet<>(altered);
        given.forEach((uri, bytes) -> {
            if (sha256.contains(hash(bytes))) {
                approved.put(uri, bytes);
            } else {
                refused.add(uri.toString());
            }
        });
        ApprovedContexts with = with(approved);
        refused.addAll(with.altered);
        return new ApprovedContexts(with.revisions, with.current, fixed, refused, vocabulary, with.unsupported);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static JsonValue body(String url, byte[] bytes) {
        Parsed parsed = StrictJson.utf8(bytes)
                .map(StrictJson::parse)
                .orElseGet(() -> new Parsed.Refused("json-malformed", "This is not UTF-8", ""));
        JsonValue context = parsed instanceof Parsed.Tree tree ? tree.object().get("@context") : null;
        if (context == null) {
            throw new IllegalArgumentException("The document given for " + url + " is no context: "
                    + (parsed instanceof Parsed.Refused refused ? refused.message() : "it has no @context"));
        }
        return ContextReading.read(context);
    }

    private static boolean contradicts(JsonValue given, JsonValue known) {
        if (!(given instanceof JsonObject ours) || !(known instanceof JsonObject theirs)) {
            return true;
        }
        return ours.entrySet().stream()
                .anyMatch(e -> theirs.containsKey(e.getKey()) && differs(e.getValue(), theirs.get(e.getKey())));
    }

    /** Whether two definitions differ in more than which words their scopes know. */
    private static boolean differs(JsonValue given, JsonValue known) {
        if (given instanceof JsonObject a && known instanceof JsonObject b) {
            Set<String> keys = new HashSet<>(a.keySet());
            keys.addAll(b.keySet());
            return keys.stream().anyMatch(key -> {
                JsonValue x = a.get(key);
                JsonValue y = b.get(key);
                if (key.equals("@context") && x instanceof JsonObject && y instanceof JsonObject) {
                    return contradicts(x, y);
                }
                return x == null || !x.equals(y);
            });
        }
        return !given.equals(known);
    }

    /** Those of the given contexts that are in order, and use something of JSON-LD that is not supported. */
    private Set<String> beyondUs(Set<URI> urls) {
        Set<String> beyond = new HashSet<>();
        for (URI uri : urls) {
            List<ContextDocument> documents = revisions.getOrDefault(uri.toString(), List.of());
            if (!documents.isEmpty()) {
                try {
                    ContextProcessing trial = new ContextProcessing(this);
                    trial.process(ActiveContext.empty(), documents.getLast().body(), false, true);
                } catch (ContextRefusedException e) {
                    if (!e.code().equals("not-supported")) {
                        throw new IllegalArgumentException(
                                "The context given for " + uri + " cannot be used: " + e.sentence(), e);
                    }
                    beyond.add(uri.toString());
                }
            }
        }
        return beyond;
    }

    /** Whether we have a table for the context, or the operator gave it. */
    public boolean approves(String url) {
        return current.containsKey(url) && !altered.contains(url);
    }

    /** Whether a content was given for the address that is none of its published ones, or that nobody approved. */
    public boolean isAltered(String url) {
        return altered.contains(url);
    }

    /** Whether it is a published context that we recognise, and only cannot read yet. */
    public boolean knowsAsUnsupported(String url) {
        return !current.containsKey(url) && unsupported.contains(url);
    }

    Optional<ContextDocument> document(String url) {
        return altered.contains(url) ? Optional.empty() : Optional.ofNullable(current.get(url));
    }

    /** The other contents that we know of an address, the newest first. */
    List<ContextDocument> revisionsOf(String url) {
        return revisions.getOrDefault(url, List.of());
    }

    /**
     * The views under which every word of a document has a meaning ({@link SafeMode} finds nothing), the most likely first: usually these
     * contexts themselves, then those with older contents of the addresses that the document names.
     *
     * <p>A signature that does not fit under the first may fit under a later one; {@link #chosen} of that view says which revisions
     * matched. Empty when the document has words without a meaning under all of them.
     */
    public List<ApprovedContexts> revisionsFor(JsonObject document) {
        Set<String> named = new LinkedHashSet<>();
        names(document, named);
        List<Map<String, String>> choices = new ArrayList<>(List.of(Map.of()));
        for (String url : named) {
            List<ContextDocument> known = revisionsOf(url);
            for (Map<String, String> choice : List.copyOf(choices)) {
                for (ContextDocument older : known.subList(Math.min(1, known.size()), known.size())) {
                    if (choices.size() < MAX_VIEWS) {
                        Map<String, String> chosen = new LinkedHashMap<>(choice);
                        chosen.put(url, older.revision());
                        choices.add(chosen);
                    }
                }
            }
        }
        return choices.stream()
                .map(this::view)
                .filter(view -> SafeMode.findings(document, view).isEmpty())
                .toList();
    }

    private static void names(JsonValue value, Set<String> urls) {
        if (urls.size() > MAX_VIEWS) {
            return;
        }
        if (value instanceof JsonArray array) {
            array.forEach(element -> names(element, urls));
        } else if (value instanceof JsonObject object) {
            object.forEach((key, child) -> {
                if (key.equals("@context")) {
                    for (JsonValue name : child instanceof JsonArray array ? array : List.of(child)) {
                        if (name instanceof JsonString url) {
                            urls.add(url.getString());
                        }
                    }
                } else {
                    names(child, urls);
                }
            });
        }
    }

    private ApprovedContexts view(Map<String, String> choice) {
        if (choice.isEmpty()) {
            return this;
        }
        ApprovedContexts known = views.get(choice);
        if (known != null) {
            return known;
        }
        Map<String, ContextDocument> chosen = new HashMap<>(current);
        choice.forEach((url, revision) -> revisionsOf(url).stream()
                .filter(d -> d.revision().equals(revision))
                .findFirst()
                .ifPresent(d -> chosen.put(url, d)));
        ApprovedContexts view = new ApprovedContexts(revisions, chosen, fixed, altered, vocabulary, unsupported);
        if (views.size() < MAX_KEPT_VIEWS) {
            views.put(Map.copyOf(choice), view);
        }
        return view;
    }

    /** In which of several contents an address is read here, for people; empty when we know only one. */
    public Optional<String> chosen(String url) {
        return revisionsOf(url).size() < 2
                ? Optional.empty()
                : Optional.ofNullable(current.get(url)).map(ContextDocument::revision);
    }

    /** Where this view reads an address in another content than the newest, by address. */
    public Map<String, String> chosen() {
        Map<String, String> older = new LinkedHashMap<>();
        revisions.forEach((url, known) -> {
            ContextDocument here = current.get(url);
            if (here != null && here != known.getFirst()) {
                older.put(url, here.revision());
            }
        });
        return older;
    }

    /** Gives the JSON-LD processor our contexts, and refuses everything else. */
    public DocumentLoader loader() {
        return (url, options) -> loaded(url);
    }

    private Document loaded(URI url) throws JsonLdError {
        ContextDocument document = document(url.toString())
                .orElseThrow(() -> new JsonLdError(
                        JsonLdErrorCode.LOADING_REMOTE_CONTEXT_FAILED, "Not an approved context: " + url));
        return documents.computeIfAbsent(
                document.url(),
                u -> JsonDocument.of(Json.createObjectBuilder()
                        .add("@context", document.body())
                        .build()));
    }
}
