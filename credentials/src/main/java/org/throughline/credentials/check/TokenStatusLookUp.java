package org.throughline.credentials.check;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;
import org.throughline.credentials.status.TokenStatusList;
import org.throughline.credentials.tree.Tree;

/** Looks a token up in a list that is a signed token itself (Token Status List, sections 6.2, 7.1 and 8.3). */
final class TokenStatusLookUp {

    private TokenStatusLookUp() {}

    /** What the claim {@code status} came to. */
    static StatusAnswer answer(JsonValue status, Examination examination) {
        if (!(status instanceof JsonObject claim) || !(claim.get("status_list") instanceof JsonObject reference)) {
            return new StatusAnswer.Open("The claim \"status\" is of a kind that is not known here");
        }
        Optional<String> url = Tree.text(reference, "uri");
        if (url.isEmpty()) {
            return new StatusAnswer.Open("The claim \"status\" does not say where the list is", "status_list");
        }
        if (!(reference.get("idx") instanceof JsonNumber number) || !isIndex(number)) {
            return new StatusAnswer.Open(
                    "The position in the status list (idx) should be a number from 0", "status_list");
        }
        Surroundings surroundings = examination.surroundings();
        String issuer = String.valueOf(examination.claimed().issuerId());
        return switch (surroundings.statusLists().ofTokens(url.get(), issuer, surroundings)) {
            case ReadTokenList.Unusable unusable -> new StatusAnswer.Open(unusable.message());
            case ReadTokenList.Usable usable -> {
                if (!usable.signer().equals(issuer)) {
                    examination.warn("The status list is signed by " + usable.signer()
                            + ", not by the issuer of the credential.");
                }
                if (usable.inTheFuture()) {
                    examination.warn("The status list says that it was made in the future.");
                }
                yield decided(usable.list(), url.get(), number.longValue());
            }
        };
    }

    private static boolean isIndex(JsonNumber number) {
        return number.toString().matches("0|[1-9][0-9]{0,17}");
    }

    private static StatusAnswer decided(TokenStatusList list, String url, long index) {
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
}
