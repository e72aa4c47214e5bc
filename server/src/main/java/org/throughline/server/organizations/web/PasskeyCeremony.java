package org.throughline.server.organizations.web;

import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.web.webauthn.api.AttestationConveyancePreference;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorSelectionCriteria;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialDescriptor;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialParameters;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRpEntity;
import org.springframework.security.web.webauthn.api.ResidentKeyRequirement;
import org.springframework.security.web.webauthn.api.UserVerificationRequirement;
import org.springframework.security.web.webauthn.jackson.WebauthnJacksonModule;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.Webauthn4JRelyingPartyOperations;
import org.springframework.stereotype.Component;
import org.throughline.server.organizations.Passkey;
import org.throughline.server.organizations.Passkeys;
import org.throughline.server.organizations.Person;
import org.throughline.server.organizations.PersonId;
import org.throughline.server.shared.Problem;
import org.throughline.server.shared.ProblemType;
import org.throughline.server.shared.PublicAddress;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a browser and we say to each other about passkeys (WebAuthn Level 3). The challenge waits in the session and is good for one answer; the
 * device must check who holds it (user verification), so that a passkey is two factors in one.
 */
@Component
class PasskeyCeremony {
    private static final System.Logger LOG = System.getLogger(PasskeyCeremony.class.getName());
    static final String TO_ADD = "passkey-to-add";
    private static final String TO_SIGN_IN = "passkey-to-sign-in";
    private static final Duration TIME = Duration.ofMinutes(5);

    private final Passkeys passkeys;
    private final PublicKeyCredentialRpEntity site;
    private final Webauthn4JRelyingPartyOperations operations;
    private final JsonMapper json =
            JsonMapper.builder().addModule(new WebauthnJacksonModule()).build();

    PasskeyCeremony(Passkeys passkeys, PasskeyRecords records, PublicAddress address) {
        this.passkeys = passkeys;
        this.site = PublicKeyCredentialRpEntity.builder()
                .id(address.base().getHost())
                .name("Throughline")
                .build();
        this.operations = new Webauthn4JRelyingPartyOperations(
                records, records, site, Set.of(address.base().toString()));
    }

    /** What the browser is asked when the person adds a passkey, as JSON. */
    String optionsToAdd(Person person, HttpSession session) {
        return json.writeValueAsString(toAdd(person, challenge(session, TO_ADD)));
    }

    /** Takes the browser's answer and keeps the new passkey. What does not hold is a {@code Problem BAD_INPUT}. */
    void add(Person person, String name, String answer, HttpSession session) {
        Bytes challenge = answered(session, TO_ADD).orElseThrow(PasskeyCeremony::refused);
        try {
            PublicKeyCredential<AuthenticatorAttestationResponse> credential =
                    json.readValue(answer, new TypeReference<>() {});
            operations.registerCredential(new ImmutableRelyingPartyRegistrationRequest(
                    toAdd(person, challenge), new RelyingPartyPublicKey(credential, name)));
        } catch (Problem problem) {
            throw problem;
        } catch (RuntimeException e) {
            throw refused();
        }
    }

    /** What the browser is asked at sign-in, as JSON: any passkey of ours, the person chooses. */
    String optionsToSignIn(HttpSession session) {
        return json.writeValueAsString(toSignIn(challenge(session, TO_SIGN_IN)));
    }

    /** Whose passkey answered, if the answer holds. */
    Optional<PersonId> signIn(String answer, HttpSession session) {
        return answered(session, TO_SIGN_IN).flatMap(challenge -> verified(answer, challenge));
    }

    private Optional<PersonId> verified(String answer, Bytes challenge) {
        try {
            PublicKeyCredential<AuthenticatorAssertionResponse> credential =
                    json.readValue(answer, new TypeReference<>() {});
            operations.authenticate(new RelyingPartyAuthenticationRequest(toSignIn(challenge), credential));
            return passkeys.find(credential.getRawId().toBase64UrlString()).map(Passkey::person);
        } catch (RuntimeException e) {
            return Optional
                    .empty(); // malformed, unknown, of another site, replayed or without the holder's check: all the
            // same to the outside
        }
    }

    private PublicKeyCredentialCreationOptions toAdd(Person person, Bytes challenge) {
        List<PublicKeyCredentialDescriptor> known = passkeys.of(person.id()).stream()
                .map(passkey -> PublicKeyCredentialDescriptor.builder()
                        .id(Bytes.fromBase64(passkey.credentialId()))
                        .build())
                .toList();
        return PublicKeyCredentialCreationOptions.builder()
                .rp(site)
                .user(PasskeyRecords.entity(person))
                .challenge(challenge)
                .pubKeyCredParams(
                        PublicKeyCredentialParameters.ES256,
                        PublicKeyCredentialParameters.EdDSA,
                        PublicKeyCredentialParameters.RS256)
                .timeout(TIME)
                .excludeCredentials(known)
                .authenticatorSelection(AuthenticatorSelectionCriteria.builder()
                        .residentKey(ResidentKeyRequirement.REQUIRED)
                        .userVerification(UserVerificationRequirement.REQUIRED)
                        .build())
                .attestation(AttestationConveyancePreference.NONE)
                .build();
    }

    private PublicKeyCredentialRequestOptions toSignIn(Bytes challenge) {
        return PublicKeyCredentialRequestOptions.builder()
                .rpId(site.getId())
                .challenge(challenge)
                .timeout(TIME)
                .allowCredentials(List.of())
                .userVerification(UserVerificationRequirement.REQUIRED)
                .build();
    }

    private static Bytes challenge(HttpSession session, String name) {
        if (!(session.getAttribute(name) instanceof String)) {
            session.setAttribute(name, Bytes.random().toBase64UrlString());
        }
        return Bytes.fromBase64(String.valueOf(session.getAttribute(name)));
    }

    private static Optional<Bytes> answered(HttpSession session, String name) {
        Object waiting = session.getAttribute(name);
        session.removeAttribute(name);
        return waiting instanceof String text ? Optional.of(Bytes.fromBase64(text)) : Optional.empty();
    }

    private static Problem refused() {
        return new Problem(ProblemType.BAD_INPUT, "That passkey could not be taken. Try again, or another device.");
    }
}
