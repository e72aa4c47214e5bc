package org.throughline.credentials.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.throughline.credentials.CredentialReader;
import org.throughline.credentials.CredentialVerifier;
import org.throughline.credentials.bake.ImageKind;
import org.throughline.credentials.check.Outcome;
import org.throughline.credentials.check.Verdict;
import org.throughline.credentials.check.VerificationReport;
import org.throughline.credentials.load.DocumentsInMemory;

/** Badges inside of images go the same road as badges alone. */
class BakedBadgesTests {

    private static final byte[] PIXEL = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==");
    private static final byte[] CIRCLE =
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"5\"/></svg>".getBytes(StandardCharsets.UTF_8);
    private static final CredentialVerifier VERIFIER =
            CredentialVerifier.builder().clock(Riverbend.CLOCK).build();
    private static final String BADGE = Riverbend.issue(
            Riverbend.badge(1, Riverbend.signer().controller(), Riverbend.LEARNER, Riverbend.FROM, null, List.of()));

    private static VerificationReport verify(ImageKind kind, String credential) {
        return VERIFIER.verify(kind.bake(kind == ImageKind.PNG ? PIXEL : CIRCLE, credential));
    }

    @Test
    void haveTheVerdictOfWhatIsInside() {
        for (ImageKind kind : ImageKind.values()) {
            VerificationReport report = verify(kind, BADGE);
            assertThat(report.verdict()).isEqualTo(Verdict.VALID);
            assertThat(report.format()).isEqualTo("open-badge-3.0");
            assertThat(report.check("format").orElseThrow().message())
                    .isEqualTo("An Open Badge 3.0 in well-formed JSON, baked into " + kind.words()
                            + " as Open Badges 3.0 has it");
            assertThat(report.verified().orElseThrow().credential())
                    .isEqualTo(VERIFIER.verify(BADGE.getBytes(StandardCharsets.UTF_8))
                            .verified()
                            .orElseThrow()
                            .credential());

            VerificationReport tampered = verify(kind, BADGE.replace("training yard", "moon"));
            assertThat(tampered.verdict()).isEqualTo(Verdict.INVALID);
            assertThat(tampered.outcome("signature")).isEqualTo(Outcome.FAILED);
        }
    }

    @Test
    void mayBeLargerThanACredentialMayBe() {
        byte[] picture = ("<svg><desc>" + "x".repeat(3 << 20) + "</desc></svg>").getBytes(StandardCharsets.UTF_8);

        assertThat(VERIFIER.verify(ImageKind.SVG.bake(picture, BADGE)).verdict())
                .isEqualTo(Verdict.VALID);
        VerificationReport large = verify(ImageKind.PNG, "{\"a\":\"" + "x".repeat(CredentialReader.MAX_BYTES) + "\"}");
        assertThat(large.verdict()).isEqualTo(Verdict.INVALID);
        assertThat(large.check("format").orElseThrow().message()).contains("larger than", "baked into a PNG image");
    }

    @Test
    void areInvalidWhenTheImageHoldsNoneOrIsMalformed() {
        for (byte[] image : List.of(PIXEL, CIRCLE, new byte[] {(byte) 0x89, 'P', 'N', 'G'}, new byte[] {'<'})) {
            VerificationReport report = VERIFIER.verify(image);
            assertThat(report.verdict()).isEqualTo(Verdict.INVALID);
            assertThat(report.outcome("format")).isEqualTo(Outcome.FAILED);
            assertThat(report.checks()).hasSize(1);
        }
        assertThat(verify(ImageKind.PNG, "<svg/>").verdict()).isEqualTo(Verdict.INVALID);
        assertThat(verify(ImageKind.PNG, "https://a.example/1").verdict()).isEqualTo(Verdict.INVALID);
    }

    @Test
    void canBeTakenOutOfTheirImage() {
        byte[] alone = BADGE.getBytes(StandardCharsets.UTF_8);

        assertThat(CredentialReader.withoutImage(ImageKind.PNG.bake(PIXEL, BADGE)))
                .isEqualTo(alone);
        assertThat(CredentialReader.withoutImage(ImageKind.SVG.bake(CIRCLE, BADGE)))
                .isEqualTo(alone);
        assertThat(CredentialReader.withoutImage(alone)).isEqualTo(alone);
        assertThat(CredentialReader.withoutImage(PIXEL)).isEqualTo(PIXEL);
    }

    @Test
    void areAskedForAtHomeWhenTheImageHoldsOnlyTheirAddress() {
        byte[] image =
                ("<svg xmlns:o=\"http://openbadges.org\"><o:assertion verify=\"https://riverbend.example/a/1\"/></svg>")
                        .getBytes(StandardCharsets.UTF_8);

        VerificationReport unreachable = VERIFIER.verify(image);
        assertThat(unreachable.verdict()).isEqualTo(Verdict.UNDETERMINED);
        assertThat(unreachable.check("format").orElseThrow().message())
                .contains(
                        "https://riverbend.example/a/1",
                        "without the network",
                        "baked into an SVG image as Open Badges 2.0");
        VerificationReport nonsense = CredentialVerifier.builder()
                .documents(new DocumentsInMemory()
                        .with(
                                "https://riverbend.example/a/1",
                                "[]".getBytes(StandardCharsets.UTF_8),
                                "application/json"))
                .build()
                .verify(image);
        assertThat(nonsense.verdict()).isEqualTo(Verdict.INVALID);
    }
}
