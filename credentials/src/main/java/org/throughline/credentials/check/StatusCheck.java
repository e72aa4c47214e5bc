package org.throughline.credentials.check;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.throughline.credentials.jose.CredentialToken;
import org.throughline.credentials.status.RevocationList;
import org.throughline.credentials.status.StatusListFormat;
import org.throughline.credentials.tree.Tree;

/** Has the issuer taken it back? */
public final class StatusCheck implements Check {

    /** How many entries of one credential are looked up. */
    private static final int MAX_ENTRIES = 16;

    @Override
    public String id() {
        return "status";
    }

    @Override
    public String spec() {
        return "Bitstring Status List 1.0 section 3.2 Validate Algorithm; VC Data Model 2.0 section 4.10 Status; "
                + "Open Badges 3.0 section 9.1 step 4";
    }

    @Override
    public CheckResult examine(Examination examination) {
        JsonObject document = examination.document();
        List<JsonValue> entries = Tree.values(document, "credentialStatus");
        CredentialToken token = examination.token();
        JsonValue claim = token == null ? null : token.claims().get("status");
        if (entries.isEmpty() && claim == null) {
            return notApplicable("The issuer did not provide a way to take it back");
        }
        if (!examination.isEstablished()) {
            return undetermined(
                    "Not looked up: nothing is fetched that a document names before its signature and signer hold",
                    "/credentialStatus");
        }
        Outcome structure = examination.earlier("structure");
        if (structure != Outcome.PASSED && structure != Outcome.NOT_APPLICABLE) {
            return undetermined(
                    "Not looked up, because the document is not well formed (see structure)", "/credentialStatus");
        }
        if (entries.size() > MAX_ENTRIES) {
            return undetermined("It has more than " + MAX_ENTRIES + " status entries", "/credentialStatus");
        }
        List<CheckResult> results = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            results.add(result(entries.get(i), Tree.pointer(document, "credentialStatus", i), examination));
        }
        if (claim != null) {
            results.add(result(TokenStatusLookUp.answer(claim, examination), "/status"));
        }
        return worst(results);
    }

    private CheckResult worst(List<CheckResult> results) {
        for (Outcome worst : List.of(Outcome.FAILED, Outcome.UNDETERMINED)) {
            for (CheckResult result : results) {
                if (result.outcome() == worst) {
                    return result;
                }
            }
        }
        return passed(String.join(
                ". ", results.stream().map(CheckResult::message).distinct().toList()));
    }

    private CheckResult result(JsonValue value, String pointer, Examination examination) {
        if (!(value instanceof JsonObject entry)) {
            return undetermined("A status entry should be an object", pointer);
        }
        return result(answer(entry, examination), pointer);
    }

    private CheckResult result(StatusAnswer answer, String pointer) {
        return switch (answer) {
            case StatusAnswer.Clear clear -> passed(clear.message());
            case StatusAnswer.TakenBack takenBack -> failed(takenBack.message(), pointer);
            case StatusAnswer.Open open ->
                undetermined(open.message(), open.key().isEmpty() ? pointer : pointer + Tree.step(open.key()));
        };
    }

    private static StatusAnswer answer(JsonObject entry, Examination examination) {
        List<String> types = Tree.texts(entry, "type");
        Optional<StatusListFormat> format = StatusListFormat.ofEntry(types);
        if (format.isPresent()) {
            return new BitstringLookUp(entry, format.get(), examination).answer();
        }
        if (types.contains("1EdTechRevocationList")) {
            return ofOneEdTech(entry, examination);
        }
        return new StatusAnswer.Open("Status of the kind " + types + " is not known here", "type");
    }

    /** A list of 1EdTech (Verifiable Credentials Revocation List 1.0) names the ids of what was revoked. */
    private static StatusAnswer ofOneEdTech(JsonObject entry, Examination examination) {
        Optional<String> url = Tree.text(entry, "id");
        if (url.isEmpty()) {
            return new StatusAnswer.Open("The status entry does not say where the list is", "id");
        }
        String id = examination.claimed().id();
        if (id == null) {
            return new StatusAnswer.Open("The credential has no id, so it cannot be found in a list", "");
        }
        Surroundings surroundings = examination.surroundings();
        return switch (surroundings.statusLists().ofOneEdTech(url.get(), surroundings)) {
            case StatusLists.RevocationAnswer.Unusable unusable -> new StatusAnswer.Open(unusable.message());
            case StatusLists.RevocationAnswer.Usable usable -> {
                usable.list()
                        .issuer()
                        .filter(issuer -> !issuer.equals(examination.claimed().issuerId()))
                        .ifPresent(issuer -> examination.warn(
                                "The revocation list is of " + issuer + ", not of the issuer of the credential."));
                yield usable.list()
                        .find(id)
                        .map(StatusCheck::revoked)
                        .orElseGet(() -> new StatusAnswer.Clear("The issuer has not revoked it"));
            }
        };
    }

    private static StatusAnswer revoked(RevocationList.Revocation revocation) {
        return new StatusAnswer.TakenBack("The issuer has revoked it"
                + (revocation.reason().isEmpty() ? "" : ": \"" + revocation.reason() + "\""));
    }
}
