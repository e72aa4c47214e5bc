package org.throughline.server.organizations.web;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.webauthn.api.AuthenticatorTransport;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.CredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutableCredentialRecord;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCose;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialType;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.stereotype.Component;
import org.throughline.server.database.Reach;
import org.throughline.server.organizations.Passkey;
import org.throughline.server.organizations.Passkeys;
import org.throughline.server.organizations.People;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;

/** The framework's doors to {@link Passkeys}. A person's handle on their devices is their id, which says nothing about them. */
@Component
@SuppressWarnings("NullAway") // null is the interfaces' word for "there is none"
class PasskeyRecords implements UserCredentialRepository, PublicKeyCredentialUserEntityRepository {
    private final Passkeys passkeys;
    private final People people;
    private final Clock clock;

    PasskeyRecords(Passkeys passkeys, People people, Clock clock) {
        this.passkeys = passkeys;
        this.people = people;
        this.clock = clock;
    }

    @Override
    public @Nullable CredentialRecord findByCredentialId(Bytes credentialId) {
        return passkeys.find(credentialId.toBase64UrlString())
                .map(PasskeyRecords::record)
                .orElse(null);
    }

    @Override
    public List<CredentialRecord> findByUserId(Bytes userId) {
        return passkeys.of(person(userId)).stream().map(PasskeyRecords::record).toList();
    }

    /** A new one is added; one that is known was used. */
    @Override
    public void save(CredentialRecord record) {
        Passkey passkey = new Passkey(
                record.getCredentialId().toBase64UrlString(),
                person(record.getUserEntityUserId()),
                record.getLabel(),
                new Bytes(record.getPublicKey().getBytes()).toBase64UrlString(),
                record.getAttestationObject().toBase64UrlString(),
                record.getSignatureCount(),
                record.isUvInitialized(),
                record.getTransports().stream()
                        .map(AuthenticatorTransport::getValue)
                        .collect(Collectors.toSet()),
                record.isBackupEligible(),
                record.isBackupState(),
                record.getCreated(),
                clock.instant());
        if (passkeys.find(passkey.credentialId()).isPresent()) {
            passkeys.used(passkey);
        } else {
            passkeys.add(passkey);
        }
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findById(Bytes id) {
        return Reach.asHouse("whoever shows a passkey is nobody yet", () -> people.find(person(id)))
                .map(PasskeyRecords::entity)
                .orElse(null);
    }

    @Override
    public @Nullable PublicKeyCredentialUserEntity findByUsername(String username) {
        return null; // who somebody is, is known by their passkey alone
    }

    @Override
    public void save(PublicKeyCredentialUserEntity entity) {
        throw new UnsupportedOperationException("people are not made here");
    }

    @Override
    public void delete(Bytes id) {
        throw new UnsupportedOperationException("people remove their passkeys on their own page");
    }

    static PersonId person(Bytes handle) {
        ByteBuffer bytes = ByteBuffer.wrap(handle.getBytes());
        return new PersonId(new UUID(bytes.getLong(), bytes.getLong()));
    }

    static PublicKeyCredentialUserEntity entity(Person person) {
        return ImmutablePublicKeyCredentialUserEntity.builder()
                .id(handle(person.id()))
                .name(person.email() == null ? person.displayName() : person.email())
                .displayName(person.displayName())
                .build();
    }

    private static Bytes handle(PersonId person) {
        return new Bytes(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(person.value().getMostSignificantBits())
                .putLong(person.value().getLeastSignificantBits())
                .array());
    }

    private static CredentialRecord record(Passkey passkey) {
        return ImmutableCredentialRecord.builder()
                .credentialType(PublicKeyCredentialType.PUBLIC_KEY)
                .credentialId(Bytes.fromBase64(passkey.credentialId()))
                .userEntityUserId(handle(passkey.person()))
                .publicKey(ImmutablePublicKeyCose.fromBase64(passkey.publicKey()))
                .attestationObject(Bytes.fromBase64(passkey.attestation()))
                .signatureCount(passkey.signatureCount())
                .uvInitialized(passkey.verifiedUser())
                .transports(passkey.transports().stream()
                        .map(AuthenticatorTransport::valueOf)
                        .collect(Collectors.toSet()))
                .backupEligible(passkey.backupEligible())
                .backupState(passkey.backedUp())
                .created(passkey.madeAt())
                .lastUsed(passkey.usedAt())
                .label(passkey.name())
                .build();
    }
}
