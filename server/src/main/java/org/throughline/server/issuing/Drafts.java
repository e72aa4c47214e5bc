package org.throughline.server.issuing;

import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.throughline.credentials.model.Achievement;
import org.throughline.credentials.model.AchievementCredential;
import org.throughline.credentials.model.AchievementSubject;
import org.throughline.credentials.model.Alignment;
import org.throughline.credentials.model.BitstringStatusListEntry;
import org.throughline.credentials.model.ClrCredential;
import org.throughline.credentials.model.ClrSubject;
import org.throughline.credentials.model.CredentialStatus;
import org.throughline.credentials.model.Criteria;
import org.throughline.credentials.model.IdentityObject;
import org.throughline.credentials.model.Profile;
import org.throughline.credentials.model.SignedDocument;
import org.throughline.server.issuing.Batch.PlannedAchievement;
import org.throughline.server.issuing.Batch.PlannedAlignment;

/** Turns what was planned into the credentials that are signed: the same plan is always the same credential. */
@Component
final class Drafts {
    /** What a badge's subject is known by (Open Badges 3.0, IdentifierTypeEnum). The address itself is never inside. */
    static final String EMAIL = "emailAddress";

    AchievementCredential badge(Batch batch, IssuedCredential planned) {
        PlannedAchievement achievement = batch.achievement(Objects.requireNonNull(planned.achievement()));
        return new AchievementCredential(
                planned.credentialId(),
                achievement.name(),
                null,
                issuer(batch),
                planned.validFrom(),
                null,
                new AchievementSubject(null, List.of(subject(planned)), achievement(achievement)),
                status(planned));
    }

    /**
     * A CLR names its subject by the identities of its badges, so that whoever has it sees that all speak of one person, and nobody
     * learns more about them than the badges tell.
     *
     * @param badges the badges as planned, in order
     * @param documents the same badges, signed
     */
    ClrCredential clr(
            Batch batch, IssuedCredential planned, List<IssuedCredential> badges, List<SignedDocument> documents) {
        return new ClrCredential(
                planned.credentialId(),
                "Comprehensive Learner Record, " + batch.issuerName(),
                "What this learner has achieved at " + batch.issuerName() + ", each credential signed on its own.",
                issuer(batch),
                planned.validFrom(),
                null,
                new ClrSubject(
                        null, badges.stream().map(Drafts::subject).distinct().toList(), documents, List.of()),
                status(planned));
    }

    private static Profile issuer(Batch batch) {
        return new Profile(batch.issuerDid(), batch.issuerName(), batch.issuerUrl());
    }

    private static IdentityObject subject(IssuedCredential planned) {
        return new IdentityObject(true, planned.subjectHash(), EMAIL, planned.subjectSalt());
    }

    private static Achievement achievement(PlannedAchievement planned) {
        return new Achievement(
                planned.uri(),
                planned.name(),
                planned.description(),
                new Criteria(planned.uri(), planned.criteria()),
                planned.achievementType(),
                planned.humanCode(),
                planned.alignment().stream().map(Drafts::alignment).toList(),
                List.of(),
                planned.endorsements().stream()
                        .map(endorsement -> new SignedDocument(endorsement.document()))
                        .toList());
    }

    private static Alignment alignment(PlannedAlignment planned) {
        return new Alignment(
                planned.targetName(),
                planned.targetUrl(),
                Alignment.CF_ITEM,
                planned.targetCode(),
                null,
                planned.targetFramework());
    }

    private static List<CredentialStatus> status(IssuedCredential planned) {
        return List.of(new BitstringStatusListEntry(
                planned.statusListUrl() + "#" + planned.statusIndex(),
                BitstringStatusListEntry.REVOCATION,
                planned.statusIndex(),
                planned.statusListUrl()));
    }
}
