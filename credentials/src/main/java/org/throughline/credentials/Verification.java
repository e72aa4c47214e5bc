package org.throughline.credentials;

import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.check.Checks;
import org.throughline.credentials.check.ClaimedCredential;
import org.throughline.credentials.check.DataModel;
import org.throughline.credentials.check.DocumentType;
import org.throughline.credentials.check.Examination;
import org.throughline.credentials.check.FormatCheck;
import org.throughline.credentials.check.NestedVerification;
import org.throughline.credentials.check.PresentationRequest;
import org.throughline.credentials.check.Registries;
import org.throughline.credentials.check.Rereading;
import org.throughline.credentials.check.StatusLists;
import org.throughline.credentials.check.Surroundings;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.context.ApprovedContexts;
import org.throughline.credentials.jose.CredentialToken;
import org.throughline.credentials.json.ClaimReading;
import org.throughline.credentials.load.CompetencyResolver;
import org.throughline.credentials.load.DocumentKind;
import org.throughline.credentials.load.DocumentLoader;
import org.throughline.credentials.load.Loaded;
import org.throughline.credentials.load.StolenKeys;
import org.throughline.credentials.model.SignedDocument;
import org.throughline.credentials.registry.IssuerRegistry;
import org.throughline.credentials.tree.DataUrl;
import org.throughline.credentials.tree.StrictJson;
import org.throughline.credentials.tree.Tree;

/** One verification with its budget: every document is asked for once, only so many of them, and the whole has an end. */
final class Verification implements NestedVerification {

    private static final int MAX_FETCHES = 64;

    /** How deep credentials may stand inside one another: a badge in a record in a presentation in an envelope, and one more. */
    private static final int MAX_NESTING = 5;

    /** How many characters the documents that stand inside one another may have together: each is kept as long as one inside of it is looked at. */
    private static final int MAX_OPEN = 3 * CredentialReader.MAX_BYTES;

    /** How many credentials one document may hold, with those inside of them. */
    private static final int MAX_CHILDREN = 1_000;

    private static final String TOO_MUCH_OPEN =
            "documents inside one another may have " + MAX_OPEN + " characters at most";

    private static final List<String> ENVELOPED_TYPES = List.of(
            "application/vc+jwt",
            "application/vp+jwt",
            "application/vc-ld+jwt",
            "application/vp-ld+jwt",
            "application/jwt",
            "application/vc+sd-jwt",
            "application/vp+sd-jwt",
            "application/dc+sd-jwt");

    private final CredentialReader reader = new CredentialReader();
    private final CredentialReader listReader = new CredentialReader(DocumentKind.STATUS_LIST.maxBytes());
    private final Map<URI, Loaded> loaded = new HashMap<>();
    private final DocumentLoader documents;
    private final Surroundings surroundings;
    private final Budget budget;
    private int fetches;
    private int depth;
    private int envelopes;
    private int open;
    private int children;
    private boolean insideList;
    private boolean refreshing;

    Verification(
            Instant now,
            ApprovedContexts contexts,
            DocumentLoader documents,
            @Nullable CompetencyResolver competencies,
            StolenKeys stolenKeys,
            StatusLists statusLists,
            Set<String> recipients,
            PresentationRequest request,
            List<IssuerRegistry> registries,
            Budget budget) {
        this.documents = documents;
        this.budget = budget;
        this.surroundings = new Surroundings(
                contexts,
                now,
                this::load,
                competencies,
                stolenKeys,
                statusLists,
                recipients,
                request,
                new Registries(registries, now),
                new Rereading(),
                this);
    }

    VerificationReport verify(byte[] bytes) {
        return report(reader.read(bytes));
    }

    @Override
    public VerificationReport verifyChild(String json) {
        children++;
        if (budget.isSpent()) {
            return notLookedAt("the whole check " + budget.words());
        }
        if (children > MAX_CHILDREN) {
            return notLookedAt("a document may hold " + MAX_CHILDREN + " credentials at most");
        }
        if (open + json.length() > MAX_OPEN) {
            return notLookedAt(TOO_MUCH_OPEN);
        }
        if (!json.startsWith("\"")) {
            return report(reader.read(json));
        }
        return StrictJson.string(json)
                .map(token -> report(reader.read(token)))
                .orElseGet(() -> FormatCheck.unreadable(false, "unreadable", "The token is not a JSON string", ""));
    }

    private static VerificationReport notLookedAt(String reason) {
        return FormatCheck.unreadable(true, "not-looked-at", "Not looked at, because " + reason, "");
    }

    @Override
    public ClaimedCredential claimed(String text, JsonObject whole) {
        return ClaimReading.read(new SignedDocument(text), whole);
    }

    @Override
    public boolean isGiven() {
        return depth - envelopes == 1 && !insideList && !refreshing;
    }

    @Override
    public boolean mayRefresh() {
        return isGiven();
    }

    @Override
    public Newer verifyRefreshed(URI address, Loaded.Document newer) {
        refreshing = true;
        try {
            byte[] alone = CredentialReader.withoutImage(newer.bytes());
            return new Newer(
                    address.toString(),
                    new SignedDocument(new String(alone, StandardCharsets.UTF_8)),
                    report(reader.read(newer.bytes())));
        } finally {
            refreshing = false;
        }
    }

    @Override
    public Verified verifyList(Loaded.Document list) {
        boolean outside = insideList;
        insideList = true;
        try {
            ReadOutcome outcome = listReader.read(list.bytes());
            return new Verified(report(outcome), tree(outcome));
        } finally {
            insideList = outside;
        }
    }

    /** What a list says; of one in an envelope, what stands inside. */
    private JsonObject tree(ReadOutcome outcome) {
        if (!(outcome instanceof ReadOutcome.Read read)) {
            return JsonObject.EMPTY_JSON_OBJECT;
        }
        return read.token() == null && DocumentType.of(read.tree()) == DocumentType.ENVELOPED
                ? Tree.text(read.tree(), "id")
                        .flatMap(DataUrl::read)
                        .map(inside -> listReader.read(inside.text()))
                        .filter(ReadOutcome.Read.class::isInstance)
                        .map(inside -> ((ReadOutcome.Read) inside).tree())
                        .orElse(JsonObject.EMPTY_JSON_OBJECT)
                : read.tree();
    }

    private VerificationReport report(ReadOutcome outcome) {
        return switch (outcome) {
            case ReadOutcome.Unreadable unreadable -> {
                boolean unsupported = unreadable.code().equals(ReadOutcome.Unreadable.NOT_SUPPORTED_YET);
                yield FormatCheck.unreadable(
                        unsupported,
                        unsupported ? "unsupported" : "unreadable",
                        unreadable.message(),
                        unreadable.pointer());
            }
            case ReadOutcome.Read read -> examine(read.document(), read.token(), read.tree());
            case ReadOutcome.Hosted hosted -> atHome(hosted.address());
            case ReadOutcome.Baked baked -> FormatCheck.baked(report(baked.inside()), baked.words());
        };
    }

    /** An assertion of which only the address is known (Open Badges Baking 1.0, Legacy PNGs). */
    private VerificationReport atHome(URI address) {
        return switch (load(address, DocumentKind.OPEN_BADGE_2)) {
            case Loaded.Document document -> {
                ReadOutcome outcome = reader.read(document.bytes());
                yield outcome instanceof ReadOutcome.Baked
                        ? FormatCheck.unreadable(
                                false, "unreadable", address + " answered with an image, not with the assertion", "")
                        : report(outcome);
            }
            case Loaded.Unavailable unavailable ->
                FormatCheck.unreadable(
                        true,
                        "open-badge-2.0",
                        "Only the address of a hosted assertion, " + address + ", which " + unavailable.message(),
                        "");
        };
    }

    private VerificationReport examine(SignedDocument signed, @Nullable CredentialToken token, JsonObject document) {
        if (depth >= MAX_NESTING) {
            return notLookedAt("credentials may stand at most " + MAX_NESTING + " deep in one another");
        }
        depth++;
        open += signed.text().length();
        try {
            Examination examination =
                    new Examination(signed, document, ClaimReading.read(signed, document), surroundings, token);
            DocumentType type = examination.type();
            if (type != DocumentType.ENVELOPED) {
                return examination.run(Checks.of(type));
            }
            return token == null
                    ? opened(document)
                    : FormatCheck.unreadable(
                            false,
                            type.format(DataModel.V2_0),
                            "It is a signed token around an envelope around a token",
                            "");
        } finally {
            depth--;
            open -= signed.text().length();
        }
    }

    /** What stands inside of an envelope, as if it had come alone (VC Data Model 2.0, sections 4.13.1 and 4.13.2). */
    private VerificationReport opened(JsonObject envelope) {
        String format = DocumentType.ENVELOPED.format(DataModel.V2_0);
        if (Tree.texts(envelope, "@context").stream()
                .findFirst()
                .filter(ApprovedContexts.VC_2_0::equals)
                .isEmpty()) {
            return FormatCheck.unreadable(
                    false,
                    format,
                    "The envelope's \"@context\" should begin with " + ApprovedContexts.VC_2_0,
                    "/@context");
        }
        Optional<DataUrl> inside = Tree.text(envelope, "id").flatMap(DataUrl::read);
        if (inside.isEmpty()) {
            return FormatCheck.unreadable(
                    false, format, "The envelope's \"id\" should be a data: URL that holds the credential", "/id");
        }
        if (!ENVELOPED_TYPES.contains(inside.get().mediaType())) {
            return FormatCheck.unreadable(
                    true,
                    format,
                    "Envelopes around \"" + inside.get().mediaType() + "\" are not known here; expected one of "
                            + String.join(", ", ENVELOPED_TYPES),
                    "/id");
        }
        if (open + inside.get().text().length() > MAX_OPEN) {
            return notLookedAt(TOO_MUCH_OPEN);
        }
        envelopes++;
        try {
            return report((insideList ? listReader : reader).read(inside.get().text()));
        } finally {
            envelopes--;
        }
    }

    /** Asks at most once for each document, never from inside a status list for another list, and not without end. */
    private Loaded load(URI uri, DocumentKind kind) {
        if (insideList && kind == DocumentKind.STATUS_LIST) {
            return new Loaded.Unavailable(
                    "status-of-status", "was not asked, because a status list's own status is not followed");
        }
        Loaded known = loaded.get(uri);
        if (known != null) {
            return known;
        }
        if (fetches >= MAX_FETCHES) {
            return new Loaded.Unavailable(
                    "fetch-limit",
                    "was not asked, because one verification asks for at most " + MAX_FETCHES + " documents");
        }
        if (budget.isSpent()) {
            return new Loaded.Unavailable(
                    "remote-timeout", "was not asked any more, because the whole check " + budget.words());
        }
        fetches++;
        Loaded answer = documents.load(uri, kind, budget.left());
        loaded.put(uri, answer);
        return answer;
    }
}
