package org.throughline.credentials.check;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.throughline.credentials.jose.CompactJws;
import org.throughline.credentials.jose.JwsReading;
import org.throughline.credentials.jose.NumericDate;
import org.throughline.credentials.key.KeyResolution;
import org.throughline.credentials.key.KeyResolver;
import org.throughline.credentials.key.TokenKey;
import org.throughline.credentials.key.TokenKeys;
import org.throughline.credentials.key.VerificationRelationship;
import org.throughline.credentials.load.DocumentKind;
import org.throughline.credentials.load.Loaded;
import org.throughline.credentials.proof.ProofOutcome;
import org.throughline.credentials.status.TokenStatusList;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;
import org.throughline.credentials.tree.Tree;

/** Looks a token up in a list that is a signed token itself (Token Status List, sections 5.1, 6 and 8.3). */
final class TokenStatusLookUp {

    private static final Set<String> HEADER = Set.of("alg", "kid", "typ");

    private final Examination examination;
    private final String url;

    private TokenStatusLookUp(Examination examination, String url) {
        this.examination = examination;
        this.url = url;
    }

    /** What the claim {@code status} came to. */
    static StatusAnswer answer(JsonValue status, Examination examination) {
        if (!(status instanceof JsonObject claim)
                || !(claim.get("status_list") instanceof JsonObject reference)
                || Tree.text(reference, "uri").isEmpty()) {
            return new StatusAnswer.Open("The claim \"status\" is of a kind that is not known here");
        }
        if (!(reference.get("idx") instanceof JsonNumber number) || !number.isIntegral() || number.longValue() < 0) {
            return new StatusAnswer.Open("The position in the status list (idx) should be a number from 0");
        }
        return new TokenStatusLookUp(examination, Tree.text(reference, "uri").orElse("")).at(number.longValue());
    }

    private StatusAnswer at(long index) {
        Surroundings surroundings = examination.surroundings();
        return switch (Addresses.load(url, DocumentKind.STATUS_LIST, surroundings)) {
            case Loaded.Unavailable unavailable ->
                new StatusAnswer.Open("Could not check whether it was revoked: the issuer's list at " + url + " "
                        + unavailable.message() + ".");
            case Loaded.Document document ->
                StrictJson.utf8(document.bytes())
                        .map(text -> token(text.strip(), index))
                        .orElseGet(() -> unusable("it is not text"));
        };
    }

    private StatusAnswer token(String text, long index) {
        if (!(CompactJws.read(text) instanceof JwsReading.Read read)) {
            return unusable("it is no signed token");
        }
        CompactJws jws = read.jws();
        if (!jws.type().toLowerCase(Locale.ROOT).equals("statuslist+jwt")) {
            return unusable("its type is not statuslist+jwt");
        }
        Optional<String> problem = jws.headerProblem(HEADER);
        if (problem.isPresent()) {
            return unusable(problem.get());
        }
        Optional<Parsed> payload = StrictJson.utf8(jws.payload()).map(StrictJson::parse);
        if (payload.isEmpty() || !(payload.get() instanceof Parsed.Tree tree)) {
            return unusable("it holds no JSON");
        }
        return signed(jws, tree.object(), index);
    }

    private StatusAnswer signed(CompactJws jws, JsonObject payload, long index) {
        Instant now = examination.surroundings().now();
        if (!Tree.text(payload, "sub").equals(Optional.of(url))) {
            return unusable("it is another list (sub)");
        }
        if (payload.containsKey("exp")
                && !NumericDate.read(payload.get("exp")).filter(now::isBefore).isPresent()) {
            return unusable("it has expired");
        }
        String issuer = String.valueOf(examination.claimed().issuerId());
        String signer = Tree.text(payload, "iss").orElse(issuer);
        TokenKey key = TokenKeys.find(
                jws.header(),
                signer,
                VerificationRelationship.of("assertionMethod"),
                new KeyResolver(examination.surroundings().documents(), now));
        if (!(key.resolution() instanceof KeyResolution.Resolved resolved)) {
            return unusable("the key of its signer, " + signer + ", could not be established");
        }
        if (!(jws.verify(resolved.method().key()) instanceof ProofOutcome.Holds)) {
            return unusable("its signature does not hold");
        }
        if (!signer.equals(issuer)) {
            examination.warn("The status list is signed by " + signer + ", not by the issuer of the credential.");
        }
        JsonObject list = Tree.object(payload, "status_list").orElse(JsonValue.EMPTY_JSON_OBJECT);
        int bits = list.get("bits") instanceof JsonNumber number && number.isIntegral() ? number.intValue() : 0;
        return TokenStatusList.decode(bits, Tree.text(list, "lst").orElse(""), StatusLists.MAX_LIST_BYTES)
                .map(decoded -> decided(decoded, index))
                .orElseGet(() -> unusable("it holds no list that can be read"));
    }

    private StatusAnswer decided(TokenStatusList list, long index) {
        if (index >= list.size()) {
            return new StatusAnswer.Open(
                    "Could not check: the list at " + url + " has " + list.size() + " entries, so none at " + index);
        }
        int value = list.get(index);
        return switch (value) {
            case TokenStatusList.VALID -> new StatusAnswer.Clear("The issuer has not revoked it");
            case TokenStatusList.INVALID -> new StatusAnswer.TakenBack("The issuer has revoked it");
            case TokenStatusList.SUSPENDED -> new StatusAnswer.TakenBack("The issuer has suspended it");
            default -> new StatusAnswer.Open("Its status is " + value + ", which only the issuer's own rules explain");
        };
    }

    private StatusAnswer unusable(String reason) {
        return new StatusAnswer.Open("Could not check whether it was revoked: the issuer's list at " + url
                + " cannot be used, because " + reason + ".");
    }
}
