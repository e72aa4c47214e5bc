package org.throughline.credentials.jose;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.throughline.credentials.key.Base64Url;
import org.throughline.credentials.key.Signer;
import org.throughline.credentials.tree.JsonText;
import org.throughline.credentials.tree.Tree;

/** Writes credentials as signed tokens (Open Badges 3.0, section 8.2; Securing Verifiable Credentials using JOSE and COSE, section 3.1). */
public final class TokenWriting {

    private static final JsonProvider JSON = JsonProvider.provider();

    private TokenWriting() {}

    /**
     * Signs a credential of the data model 2.0: the payload is the credential with the claims that repeat it.
     *
     * @param credential  the credential without a proof
     * @param text  how to write it
     * @param typ  the type of token, {@code vc+jwt} or {@code JWT}
     */
    public static String sign(JsonObject credential, JsonText text, String typ, Signer signer) {
        JsonObjectBuilder payload = JSON.createObjectBuilder(credential);
        Tree.idOf(credential, "issuer").ifPresent(iss -> payload.add("iss", iss));
        Tree.text(credential, "id").ifPresent(jti -> payload.add("jti", jti));
        Tree.text(credential, "validFrom").ifPresent(from -> payload.add("nbf", seconds(from)));
        Tree.text(credential, "validUntil").ifPresent(until -> payload.add("exp", seconds(until)));
        Optional<String> subject = Tree.object(credential, "credentialSubject").flatMap(s -> Tree.text(s, "id"));
        subject.ifPresent(sub -> payload.add("sub", sub));
        JsonObject header = JSON.createObjectBuilder()
                .add("alg", signer.algorithm().jose())
                .add("kid", signer.verificationMethod())
                .add("typ", typ)
                .build();
        return sign(header, text.write(payload.build()), signer);
    }

    /** Signs a header and a payload as they are (RFC 7515, section 5.1). */
    public static String sign(JsonObject header, String payload, Signer signer) {
        String signed = Base64Url.encode(new JsonText().write(header).getBytes(StandardCharsets.UTF_8)) + "."
                + Base64Url.encode(payload.getBytes(StandardCharsets.UTF_8));
        return signed + "." + Base64Url.encode(signer.sign(signed.getBytes(StandardCharsets.US_ASCII)));
    }

    private static long seconds(String moment) {
        return OffsetDateTime.parse(moment).toEpochSecond();
    }
}
