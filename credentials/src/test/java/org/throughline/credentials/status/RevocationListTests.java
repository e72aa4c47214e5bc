package org.throughline.credentials.status;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;

class RevocationListTests {

    private static JsonObject json(String text) {
        return ((Parsed.Tree) StrictJson.parse(text)).object();
    }

    @Test
    void namesWhatWasRevokedWithItsReason() {
        RevocationList list = RevocationList.ofOneEdTech(json("""
                {"id": "https://a.example/list", "issuer": {"id": "https://a.example"}, "revokedCredential": [
                  {"id": "https://a.example/caf%C3%A9", "revocationReason": "Error"}, {"id": "urn:b", "revoked": false}]}""")).orElseThrow();

        assertThat(list.issuer()).contains("https://a.example");
        assertThat(list.find(" https://a.example/caf\u00e9 ")).contains(new RevocationList.Revocation("Error"));
        assertThat(list.find("urn:b")).isEmpty();
        assertThat(list.find("urn:c")).isEmpty();
    }

    @Test
    void ofOpenBadges2NamesAssertionsByIdOrByUid() {
        RevocationList list = RevocationList.ofOpenBadges2(json("""
                {"type": "RevocationList", "issuer": "https://a.example", "revokedAssertions": [
                  "urn:a", {"id": "urn:b", "revocationReason": "Error"}, {"uid": "c"}]}""")).orElseThrow();

        assertThat(list.find("urn:a")).contains(new RevocationList.Revocation(""));
        assertThat(list.find("urn:b")).contains(new RevocationList.Revocation("Error"));
        assertThat(list.find("c")).isPresent();
    }

    @Test
    void isNothingElse() {
        assertThat(RevocationList.ofOneEdTech(json("{\"error\": \"not found\"}")))
                .isEmpty();
        assertThat(RevocationList.ofOneEdTech(json("{\"revokedCredential\": [7]}")))
                .isEmpty();
        assertThat(RevocationList.ofOneEdTech(json("{\"id\": \"urn:l\", \"issuer\": \"urn:i\"}")))
                .isPresent();
        assertThat(RevocationList.ofOpenBadges2(json("{\"revokedCredential\": []}")))
                .isEmpty();
    }
}
