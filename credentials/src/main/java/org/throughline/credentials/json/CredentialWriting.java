package org.throughline.credentials.json;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.context.ApprovedContexts;
import org.throughline.credentials.model.AchievementCredential;
import org.throughline.credentials.model.AchievementSubject;
import org.throughline.credentials.model.Association;
import org.throughline.credentials.model.BitstringStatusListEntry;
import org.throughline.credentials.model.ClrCredential;
import org.throughline.credentials.model.ClrSubject;
import org.throughline.credentials.model.CredentialStatus;
import org.throughline.credentials.model.EndorsementCredential;
import org.throughline.credentials.model.IdentityObject;
import org.throughline.credentials.model.Profile;
import org.throughline.credentials.model.Result;
import org.throughline.credentials.model.Statement;
import org.throughline.credentials.model.StatusListCredential;

/**
 * Writes credentials in the formal form of the standards: types and lists always as arrays, nothing null, nothing empty, and only
 * terms that every published revision of a context defines.
 */
public final class CredentialWriting {

    private CredentialWriting() {}

    /** An Open Badge without a proof, and without endorsements. */
    public static JsonObject write(AchievementCredential credential) {
        return write(credential, List.of());
    }

    /**
     * An Open Badge without a proof.
     *
     * @param endorsements  the trees of its achievement's endorsements, in their order
     */
    public static JsonObject write(AchievementCredential credential, List<JsonObject> endorsements) {
        JsonObjectBuilder out = Json.createObjectBuilder()
                .add("@context", texts(List.of(ApprovedContexts.VC_2_0, ApprovedContexts.OB_3_0_3)))
                .add("id", credential.id())
                .add("type", types("VerifiableCredential", "OpenBadgeCredential"))
                .add("name", credential.name());
        may(out, "description", credential.description());
        envelope(out, credential.issuer(), credential.validFrom(), credential.validUntil());
        out.add("credentialSubject", subject(credential.credentialSubject(), endorsements));
        status(out, credential.credentialStatus());
        return out.build();
    }

    /**
     * A Comprehensive Learner Record without a proof.
     *
     * @param children  the trees of its credentials, in their order
     */
    public static JsonObject write(ClrCredential credential, List<JsonObject> children) {
        JsonObjectBuilder out = Json.createObjectBuilder()
                .add(
                        "@context",
                        texts(List.of(ApprovedContexts.VC_2_0, ApprovedContexts.CLR_2_0_1, ApprovedContexts.OB_3_0_3)))
                .add("id", credential.id())
                .add("type", types("VerifiableCredential", "ClrCredential"))
                .add("name", credential.name());
        may(out, "description", credential.description());
        envelope(out, credential.issuer(), credential.validFrom(), credential.validUntil());
        out.add("credentialSubject", subject(credential.credentialSubject(), children));
        status(out, credential.credentialStatus());
        return out.build();
    }

    /** A token in the envelope in which it stands among JSON (VC Data Model 2.0, section 4.14 Enveloped Verifiable Credentials). */
    public static JsonObject enveloped(String token) {
        return Json.createObjectBuilder()
                .add("@context", texts(List.of(ApprovedContexts.VC_2_0)))
                .add("type", types("EnvelopedVerifiableCredential"))
                .add("id", "data:application/vc+jwt," + token)
                .build();
    }

    /** An endorsement without a proof. */
    public static JsonObject write(EndorsementCredential credential) {
        JsonObjectBuilder out = Json.createObjectBuilder()
                .add("@context", texts(List.of(ApprovedContexts.VC_2_0, ApprovedContexts.OB_3_0_3)))
                .add("id", credential.id())
                .add("type", types("VerifiableCredential", "EndorsementCredential"))
                .add("name", credential.name());
        may(out, "description", credential.description());
        envelope(out, credential.issuer(), credential.validFrom(), credential.validUntil());
        JsonObjectBuilder subject = Json.createObjectBuilder()
                .add("id", credential.credentialSubject().id())
                .add("type", types("EndorsementSubject"));
        may(subject, "endorsementComment", credential.credentialSubject().endorsementComment());
        out.add("credentialSubject", subject);
        status(out, credential.credentialStatus());
        return out.build();
    }

    /** A status list without a proof. */
    public static JsonObject write(StatusListCredential credential) {
        JsonObjectBuilder out = Json.createObjectBuilder()
                .add("@context", texts(List.of(ApprovedContexts.VC_2_0)))
                .add("id", credential.id())
                .add("type", types("VerifiableCredential", "BitstringStatusListCredential"))
                .add("issuer", credential.issuer())
                .add("validFrom", moment(credential.validFrom()));
        if (credential.validUntil() != null) {
            out.add("validUntil", moment(credential.validUntil()));
        }
        return out.add(
                        "credentialSubject",
                        Json.createObjectBuilder()
                                .add("id", credential.id() + "#list")
                                .add("type", "BitstringStatusList")
                                .add("statusPurpose", credential.statusPurpose())
                                .add("encodedList", credential.list().encode()))
                .build();
    }

    /** A statement about anything, without a proof. */
    public static JsonObject write(Statement statement) {
        JsonObjectBuilder issuer = Json.createObjectBuilder()
                .add("id", statement.issuer().id())
                .add("name", statement.issuer().name());
        JsonObjectBuilder out = Json.createObjectBuilder()
                .add("@context", texts(List.of(ApprovedContexts.VC_2_0)))
                .add("id", statement.id())
                .add("type", types("VerifiableCredential", statement.type()))
                .add("name", statement.name());
        may(out, "description", statement.description());
        return out.add("issuer", issuer)
                .add("validFrom", moment(statement.validFrom()))
                .add("credentialSubject", statement.credentialSubject())
                .build();
    }

    /** A moment as the standards write it, to the second. */
    public static String moment(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void envelope(JsonObjectBuilder out, Profile issuer, Instant from, @Nullable Instant until) {
        out.add("issuer", profile(issuer)).add("validFrom", moment(from));
        if (until != null) {
            out.add("validUntil", moment(until));
        }
    }

    private static JsonObject profile(Profile profile) {
        JsonObjectBuilder out = Json.createObjectBuilder()
                .add("id", profile.id())
                .add("type", types("Profile"))
                .add("name", profile.name());
        may(out, "url", profile.url());
        return out.build();
    }

    private static JsonObject subject(AchievementSubject subject, List<JsonObject> endorsements) {
        JsonObjectBuilder out = Json.createObjectBuilder();
        may(out, "id", subject.id());
        out.add("type", types("AchievementSubject"));
        each(out, "identifier", subject.identifier(), CredentialWriting::identity);
        out.add("achievement", AchievementWriting.write(subject.achievement(), endorsements));
        each(out, "result", subject.result(), CredentialWriting::result);
        return out.build();
    }

    private static JsonObject subject(ClrSubject subject, List<JsonObject> children) {
        JsonObjectBuilder out = Json.createObjectBuilder();
        may(out, "id", subject.id());
        out.add("type", types("ClrSubject"));
        each(out, "identifier", subject.identifier(), CredentialWriting::identity);
        each(out, "verifiableCredential", children, child -> child);
        each(out, "association", subject.association(), CredentialWriting::association);
        return out.build();
    }

    private static JsonObject identity(IdentityObject identity) {
        JsonObjectBuilder out = Json.createObjectBuilder()
                .add("type", "IdentityObject")
                .add("hashed", identity.hashed())
                .add("identityHash", identity.identityHash())
                .add("identityType", identity.identityType());
        may(out, "salt", identity.salt());
        return out.build();
    }

    private static JsonObject result(Result result) {
        JsonObjectBuilder out = Json.createObjectBuilder().add("type", types("Result"));
        may(out, "resultDescription", result.resultDescription());
        may(out, "achievedLevel", result.achievedLevel());
        may(out, "status", result.status());
        may(out, "value", result.value());
        return out.build();
    }

    private static JsonObject association(Association association) {
        return Json.createObjectBuilder()
                .add("type", "Association")
                .add("associationType", association.associationType())
                .add("sourceId", association.sourceId())
                .add("targetId", association.targetId())
                .build();
    }

    private static void status(JsonObjectBuilder out, List<CredentialStatus> status) {
        List<JsonObject> entries = status.stream()
                .map(s -> switch (s) {
                    case BitstringStatusListEntry entry ->
                        Json.createObjectBuilder()
                                .add("id", entry.id())
                                .add("type", "BitstringStatusListEntry")
                                .add("statusPurpose", entry.statusPurpose())
                                .add("statusListIndex", Long.toString(entry.statusListIndex()))
                                .add("statusListCredential", entry.statusListCredential())
                                .build();
                })
                .toList();
        if (entries.size() == 1) {
            out.add("credentialStatus", entries.getFirst());
        } else {
            each(out, "credentialStatus", entries, entry -> entry);
        }
    }

    static void may(JsonObjectBuilder out, String key, @Nullable String value) {
        if (value != null) {
            out.add(key, value);
        }
    }

    static <T> void each(JsonObjectBuilder out, String key, List<T> values, Function<T, JsonValue> write) {
        if (!values.isEmpty()) {
            JsonArrayBuilder array = Json.createArrayBuilder();
            values.forEach(value -> array.add(write.apply(value)));
            out.add(key, array);
        }
    }

    static JsonArrayBuilder types(String... types) {
        return texts(List.of(types));
    }

    static JsonArrayBuilder texts(List<String> texts) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        texts.forEach(array::add);
        return array;
    }
}
