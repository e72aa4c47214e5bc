package org.throughline.credentials.context;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;

/** What counts as approved, in which of its contents, and what the operator may add. */
class ApprovedContextsTests {

    private static final ApprovedContexts STANDARD = ApprovedContexts.standard();
    private static final String OWN = "https://training.example/context";

    private static JsonObject tree(String json) {
        return ((Parsed.Tree) StrictJson.parse(json)).object();
    }

    private static Map<URI, byte[]> given(String url, String context) {
        return Map.of(URI.create(url), ("{\"@context\":" + context + "}").getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> codes(String json, ApprovedContexts contexts) {
        return SafeMode.findings(tree(json), contexts).stream()
                .map(Unprotected::code)
                .toList();
    }

    private static String credential(String contexts, String more) {
        return "{\"@context\":[\"https://www.w3.org/ns/credentials/v2\"" + contexts
                + "],\"id\":\"urn:x:1\",\"type\":[\"VerifiableCredential\"]" + more + "}";
    }

    @Test
    void everyContentOfAMovingAddressIsTriedTheNewestFirst() {
        JsonObject badge =
                tree(credential(",\"" + ApprovedContexts.OB_3_0_3 + "\"", ",\"awardedDate\":\"2026-01-01T00:00:00Z\""));

        List<ApprovedContexts> views = STANDARD.revisionsFor(badge);

        assertThat(views).first().isSameAs(STANDARD);
        assertThat(views.stream().map(v -> v.chosen(ApprovedContexts.OB_3_0_3).orElse("")))
                .containsExactly("3.0.3 since 2026-06", "3.0.3 of 2025-11", "3.0.3 of 2024-03");
        assertThat(views.getLast().chosen()).containsOnlyKeys(ApprovedContexts.OB_3_0_3);
    }

    @Test
    void anOperatorVouchesForAContextThatNobodyKnows() {
        String named = credential(",\"" + OWN + "\"", ",\"welder\":\"certified\"");
        ApprovedContexts with = STANDARD.with(given(OWN, "{\"welder\":\"https://training.example/terms#welder\"}"));

        assertThat(codes(named, STANDARD)).contains("context");
        assertThat(with.approves(OWN)).isTrue();
        assertThat(codes(named, with)).isEmpty();
    }

    @Test
    void anOperatorsContextMayNotGiveProtectedTermsAnotherMeaning() {
        ApprovedContexts with = STANDARD.with(given(OWN, "{\"name\":\"https://training.example/terms#name\"}"));

        assertThat(codes(credential(",\"" + OWN + "\"", ""), with)).containsExactly("protected-term");
    }

    @Test
    void whatIsAlteredIsNeverReadAsWhatWasPublished() {
        ApprovedContexts fixed =
                STANDARD.with(given(ApprovedContexts.VC_2_0, "{\"name\":\"https://schema.org/name\"}"));
        ApprovedContexts swapped = STANDARD.with(
                given(
                        ApprovedContexts.OB_3_0_3,
                        "{\"@protected\":true,\"id\":\"@id\",\"type\":\"@type\",\"name\":{\"@id\":\"https://schema.org/description\"}}"));

        assertThat(fixed.isAltered(ApprovedContexts.VC_2_0)).isTrue();
        assertThat(codes(credential("", ""), fixed)).contains("context");
        assertThat(swapped.isAltered(ApprovedContexts.OB_3_0_3)).isTrue();
    }

    @Test
    void onlyTheContentWhoseHashIsApprovedCounts() {
        Map<URI, byte[]> own = given(OWN, "{\"welder\":\"https://training.example/terms#welder\"}");

        assertThat(STANDARD.with(own, Set.of("00")).approves(OWN)).isFalse();
        assertThat(STANDARD.with(own, Set.of("00")).isAltered(OWN)).isTrue();
    }

    @Test
    void aWordWithoutAMeaningInAnyContentHasNoView() {
        assertThat(STANDARD.revisionsFor(tree(credential("", ",\"grade\":1")))).isEmpty();
    }
}
