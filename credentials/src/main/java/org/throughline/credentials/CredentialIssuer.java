package org.throughline.credentials;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.check.DraftReferences;
import org.throughline.credentials.check.StructureCheck;
import org.throughline.credentials.context.ApprovedContexts;
import org.throughline.credentials.context.SafeMode;
import org.throughline.credentials.jose.CredentialToken;
import org.throughline.credentials.jose.TokenWriting;
import org.throughline.credentials.json.CredentialWriting;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.key.SigningAlgorithm;
import org.throughline.credentials.model.AchievementCredential;
import org.throughline.credentials.model.ClrCredential;
import org.throughline.credentials.model.EndorsementCredential;
import org.throughline.credentials.model.SignedDocument;
import org.throughline.credentials.model.Statement;
import org.throughline.credentials.model.StatusListCredential;
import org.throughline.credentials.proof.Cryptosuite;
import org.throughline.credentials.proof.EcdsaRdfc2019;
import org.throughline.credentials.proof.EddsaRdfc2022;
import org.throughline.credentials.proof.UnsecuredDocument;
import org.throughline.credentials.tree.JsonText;
import org.throughline.credentials.tree.Parsed;
import org.throughline.credentials.tree.StrictJson;
import org.throughline.credentials.tree.Tree;

/**
 * Signs credentials: with {@code eddsa-rdfc-2022} when the key is Ed25519, with {@code ecdsa-rdfc-2019} when it is on P-256 or P-384, or
 * with a suite of the caller's choice; or as signed tokens. What comes out is what people keep: the exact bytes, in UTF-8.
 *
 * <p>A draft that our own verifier would not accept is refused before anything is signed. Safe for use by many threads.
 */
public final class CredentialIssuer {

    private final Clock clock;
    private final ApprovedContexts contexts = ApprovedContexts.standard();
    private final @Nullable Cryptosuite chosen;

    /**
     * An issuer.
     *
     * @param clock  says when a proof is made
     */
    public CredentialIssuer(Clock clock) {
        this(clock, null);
    }

    private CredentialIssuer(Clock clock, @Nullable Cryptosuite chosen) {
        this.clock = clock;
        this.chosen = chosen;
    }

    /**
     * An issuer that secures everything with one suite. With {@link org.throughline.credentials.proof.EcdsaSd2023} what comes out is for
     * the holder alone, who derives from it what others may see.
     */
    public CredentialIssuer securingWith(Cryptosuite suite) {
        return new CredentialIssuer(clock, suite);
    }

    /**
     * Signs an Open Badge.
     *
     * @throws IllegalArgumentException when the draft breaks a rule of its standard, or its issuer is not the signer's controller
     */
    public byte[] issue(AchievementCredential credential, Signer signer) {
        JsonText text = new JsonText();
        return sign(write(credential, text), credential.issuer().id(), signer, text);
    }

    /**
     * Signs an Open Badge as a token (VC-JWT; Open Badges 3.0, section 8.2), of the type {@code vc+jwt}.
     *
     * @throws IllegalArgumentException when the draft breaks a rule of its standard, or its issuer is not the signer's controller
     */
    public byte[] issueToken(AchievementCredential credential, Signer signer) {
        JsonText text = new JsonText();
        return token(write(credential, text), credential.issuer().id(), signer, text);
    }

    /** The draft of a badge; the endorsements in it stand there exactly as they were signed. */
    private static JsonObject write(AchievementCredential credential, JsonText text) {
        List<JsonObject> endorsements = new ArrayList<>();
        for (SignedDocument endorsement :
                credential.credentialSubject().achievement().endorsement()) {
            if (!(StrictJson.parse(endorsement.text()) instanceof Parsed.Tree tree)) {
                throw new IllegalArgumentException("An endorsement to be put into a badge is no JSON");
            }
            endorsements.add(tree.object());
            text.keeping(tree.object(), endorsement.text());
        }
        return CredentialWriting.write(credential, endorsements);
    }

    /**
     * Signs a learner's record; the credentials in it stand there exactly as their issuers signed them.
     *
     * @throws IllegalArgumentException when the draft breaks a rule of its standard, or its issuer is not the signer's controller
     */
    public byte[] issue(ClrCredential credential, Signer signer) {
        JsonText text = new JsonText();
        JsonObject draft = write(credential, text);
        return sign(draft, credential.issuer().id(), signer, text);
    }

    /**
     * Signs a learner's record as a token.
     *
     * @throws IllegalArgumentException when the draft breaks a rule of its standard, or its issuer is not the signer's controller
     */
    public byte[] issueToken(ClrCredential credential, Signer signer) {
        JsonText text = new JsonText();
        JsonObject draft = write(credential, text);
        return token(draft, credential.issuer().id(), signer, text);
    }

    /** The draft of a record; what is inside keeps its letters, and a token inside becomes an enveloped credential. */
    private static JsonObject write(ClrCredential credential, JsonText text) {
        List<JsonObject> children = new ArrayList<>();
        for (SignedDocument child : credential.credentialSubject().verifiableCredential()) {
            if (CredentialToken.isOne(child.text())) {
                children.add(CredentialWriting.enveloped(child.text()));
            } else if (StrictJson.parse(child.text()) instanceof Parsed.Tree tree) {
                children.add(tree.object());
                text.keeping(tree.object(), child.text());
            } else {
                throw new IllegalArgumentException("A credential to be put into a record is neither JSON nor a token");
            }
        }
        return CredentialWriting.write(credential, children);
    }

    /**
     * Signs an endorsement.
     *
     * @throws IllegalArgumentException when the draft breaks a rule of its standard, or its issuer is not the signer's controller
     */
    public byte[] issue(EndorsementCredential credential, Signer signer) {
        return sign(CredentialWriting.write(credential), credential.issuer().id(), signer, new JsonText());
    }

    /**
     * Signs an endorsement as a token, the form that {@code endorsementJwt} has.
     *
     * @throws IllegalArgumentException when the draft breaks a rule of its standard, or its issuer is not the signer's controller
     */
    public byte[] issueToken(EndorsementCredential credential, Signer signer) {
        return token(CredentialWriting.write(credential), credential.issuer().id(), signer, new JsonText());
    }

    /**
     * Signs a status list.
     *
     * @throws IllegalArgumentException when the draft breaks a rule of its standard, or its issuer is not the signer's controller
     */
    public byte[] issue(StatusListCredential credential, Signer signer) {
        return sign(CredentialWriting.write(credential), credential.issuer(), signer, new JsonText());
    }

    /**
     * Signs a statement about anything.
     *
     * @throws IllegalArgumentException when a word of it would not be covered by the signature, or its issuer is not the signer's controller
     */
    public byte[] issue(Statement statement, Signer signer) {
        return sign(CredentialWriting.write(statement), statement.issuer().id(), signer, new JsonText());
    }

    /**
     * Signs a draft in JSON as it stands: a credential without a proof.
     *
     * @throws IllegalArgumentException when the draft breaks a rule of its standard, has a proof, or its issuer is not the signer's controller
     */
    public byte[] issue(JsonObject draft, Signer signer) {
        return sign(draft, issuer(draft), signer, new JsonText());
    }

    /**
     * Signs a draft in JSON as a token, {@code vc+jwt} (VC-JWT): the payload is the credential with the claims that repeat it.
     *
     * @throws IllegalArgumentException as {@link #issue(JsonObject, Signer)}
     */
    public byte[] issueToken(JsonObject draft, Signer signer) {
        return token(draft, issuer(draft), signer, new JsonText());
    }

    private static String issuer(JsonObject draft) {
        if (draft.containsKey("proof")) {
            throw new IllegalArgumentException("The draft has a proof already; a draft is a credential without one");
        }
        return Tree.idOf(draft, "issuer")
                .orElseThrow(
                        () -> new IllegalArgumentException("The draft names no issuer: expected an id at /issuer"));
    }

    private byte[] sign(JsonObject draft, String issuer, Signer signer, JsonText text) {
        demand(draft, issuer, signer);
        Cryptosuite suite = chosen == null ? usual(signer) : chosen;
        UnsecuredDocument document = UnsecuredDocument.of(draft, contexts);
        JsonObject options =
                suite.options(document, signer.verificationMethod(), CredentialWriting.moment(clock.instant()));
        JsonObject proof = suite.sign(document, options, signer);
        JsonObject signed = Json.createObjectBuilder(draft)
                .add("proof", Json.createArrayBuilder().add(proof))
                .build();
        return limited(text.write(signed));
    }

    private byte[] token(JsonObject draft, String issuer, Signer signer, JsonText text) {
        demand(draft, issuer, signer);
        try {
            return limited(TokenWriting.sign(draft, text, "vc+jwt", signer));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "The draft cannot be signed: a date in it is none that a token can repeat", e);
        }
    }

    private static Cryptosuite usual(Signer signer) {
        return signer.algorithm() == SigningAlgorithm.ED25519 ? new EddsaRdfc2022() : new EcdsaRdfc2019();
    }

    /** Whatever our own verifier would find, and what an issuer would regret. */
    private void demand(JsonObject draft, String issuer, Signer signer) {
        if (!issuer.equals(signer.controller())) {
            throw new IllegalArgumentException(
                    "The issuer is " + issuer + ", but the key speaks for " + signer.controller());
        }
        List<String> problems = new ArrayList<>(StructureCheck.sentences(draft));
        problems.addAll(DraftReferences.sentences(draft));
        SafeMode.findings(draft, contexts).forEach(f -> problems.add(f.pointer() + ": " + f.message()));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("The draft cannot be signed: " + String.join("; ", problems));
        }
    }

    private static byte[] limited(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > CredentialReader.MAX_BYTES) {
            throw new IllegalArgumentException(
                    "The document would have " + bytes.length + " bytes, more than a verifier reads");
        }
        return bytes;
    }
}
