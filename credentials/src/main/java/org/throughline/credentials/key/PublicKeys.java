package org.throughline.credentials.key;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.tree.Tree;

/** Reads public keys in all the forms in which issuers publish them. Nothing in hostile input makes it throw. */
public final class PublicKeys {

    private static final Set<String> PRIVATE_MEMBERS = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
    private static final Set<String> PRIVATE_FORMS = Set.of(
            "privateKeyJwk",
            "privateKeyMultibase",
            "privateKeyBase58",
            "privateKeyPem",
            "secretKeyMultibase",
            "secretKeyJwk");
    private static final List<String> FORMS =
            List.of("publicKeyMultibase", "publicKeyJwk", "publicKeyBase58", "publicKeyPem");

    /** Which form a type of method has; that of 2018 never had one of its own. */
    private static final Map<String, String> FORM_OF_TYPE = Map.of(
            "Multikey", "publicKeyMultibase",
            "Ed25519VerificationKey2020", "publicKeyMultibase",
            "JsonWebKey", "publicKeyJwk",
            "JsonWebKey2020", "publicKeyJwk");

    /** Curves of keys that none of the accepted algorithms goes with (RFC 7518, 8037, 8812). */
    private static final Set<String> OTHER_CURVES = Set.of("secp256k1", "P-521", "X25519", "Ed448", "X448");

    private static final Pattern PEM = Pattern.compile(
            "\\s*-----BEGIN (RSA )?PUBLIC KEY-----([A-Za-z0-9+/=\\s]{1,8000})-----END (RSA )?PUBLIC KEY-----\\s*");

    private PublicKeys() {}

    /**
     * The key of a Multikey (Controlled Identifiers 1.0, section 2.2.2; the table of multicodecs): Ed25519, P-256, P-384 or RSA.
     *
     * <p>Those that were read lately are kept: an issuer signs many credentials with one key, and to find out that its bytes are a
     * point of the curve takes as long as reading a badge.
     */
    public static KeyReading ofMultibase(String multibase) {
        int place = multibase.hashCode() & (LATELY.length - 1);
        Known known = LATELY[place];
        if (known != null && known.multibase().equals(multibase)) {
            return known.reading();
        }
        KeyReading reading = read(multibase);
        if (reading instanceof KeyReading.Read read) {
            LATELY[place] = new Known(multibase, read);
        }
        return reading;
    }

    /** A key that was read; immutable, so that threads may see one another's or not, and no answer depends on it. */
    private record Known(String multibase, KeyReading.Read reading) {}

    private static final @Nullable Known[] LATELY = new Known[256];

    private static KeyReading read(String multibase) {
        if (!multibase.startsWith("z")) {
            return new KeyReading.Refused("is not z and base58, as a Multikey is");
        }
        byte[] bytes = Base58.decode(multibase.substring(1)).orElse(new byte[0]);
        if (bytes.length < 3) {
            return new KeyReading.Refused("is not z and the base58 of a key");
        }
        int codec = bytes[1] < 0 ? -1 : (bytes[0] & 0x7f) | bytes[1] << 7;
        return switch (codec) {
            case 0xed -> key(Ed25519PublicKey.ofBytes(Arrays.copyOfRange(bytes, 2, bytes.length)), "Ed25519");
            case 0x1200 -> key(NistPublicKey.ofMultibase(NistCurve.P256, multibase), "P-256");
            case 0x1201 -> key(NistPublicKey.ofMultibase(NistCurve.P384, multibase), "P-384");
            case 0x1205 -> ofPkcs1(Arrays.copyOfRange(bytes, 2, bytes.length));
            case 0xe7 -> ofAnotherKind("secp256k1");
            case 0xea, 0xeb, 0xee -> ofAnotherKind("BLS12-381");
            case 0xec -> ofAnotherKind("X25519");
            case 0x1202 -> ofAnotherKind("P-521");
            case 0x1203 -> ofAnotherKind("Ed448");
            case 0x1204 -> ofAnotherKind("X448");
            default ->
                new KeyReading.Unknown("is a Multikey of a kind that is not supported; Ed25519, P-256 and P-384 are");
        };
    }

    private static KeyReading ofAnotherKind(String curve) {
        return new KeyReading.OfAnotherKind("is a key on " + curve
                + ", which no accepted signature is made with; Ed25519, P-256, P-384 and RSA are");
    }

    private static KeyReading ofPkcs1(byte[] der) {
        try {
            RSAPublicKey rsa = RSAPublicKey.getInstance(ASN1Primitive.fromByteArray(der));
            return rsa(rsa.getModulus(), rsa.getPublicExponent());
        } catch (IOException | IllegalArgumentException | ClassCastException | ArithmeticException e) {
            return new KeyReading.Refused("is no RSA key");
        }
    }

    /** The key of a JWK (RFC 7517; RFC 7518, section 6; RFC 8037, section 2). */
    public static KeyReading ofJwk(JsonObject jwk) {
        for (String member : jwk.keySet()) {
            if (PRIVATE_MEMBERS.contains(member)) {
                return new KeyReading.Refused("publishes its private half (\"" + member
                        + "\"): anybody can sign with it, and its issuer must withdraw it at once");
            }
        }
        if (!isForSignatures(jwk)) {
            return new KeyReading.Refused("says that it is not there to check signatures (use, key_ops)");
        }
        KeyReading reading = switch (Tree.text(jwk, "kty").orElse("")) {
            case "OKP" -> okp(jwk);
            case "EC" -> ec(jwk);
            case "RSA" -> rsa(jwk);
            case "" -> new KeyReading.Refused("is a JWK without a kind (kty)");
            default -> new KeyReading.Unknown("is a JWK of a kind that is not supported; OKP, EC and RSA are");
        };
        return reading instanceof KeyReading.Read read && !isFor(jwk, read.key().algorithm())
                ? new KeyReading.Refused("says that it is there for another algorithm (alg)")
                : reading;
    }

    /** A JWK may say for which one algorithm it is there (RFC 7517, section 4.4; RFC 8725, section 3.1). */
    private static boolean isFor(JsonObject jwk, SigningAlgorithm algorithm) {
        if (!jwk.containsKey("alg")) {
            return true;
        }
        String alg = Tree.text(jwk, "alg").orElse("");
        return alg.equals(algorithm.jose()) || algorithm == SigningAlgorithm.ED25519 && alg.equals("Ed25519");
    }

    private static boolean isForSignatures(JsonObject jwk) {
        return Tree.text(jwk, "use").orElse("sig").equals("sig")
                && (!(jwk.get("key_ops") instanceof JsonArray)
                        || Tree.texts(jwk, "key_ops").contains("verify"));
    }

    private static KeyReading okp(JsonObject jwk) {
        String curve = Tree.text(jwk, "crv").orElse("");
        if (!curve.equals("Ed25519")) {
            return onAnotherCurve(curve);
        }
        return key(bytes(jwk, "x").flatMap(Ed25519PublicKey::ofBytes), "Ed25519");
    }

    private static KeyReading ec(JsonObject jwk) {
        Optional<byte[]> x = bytes(jwk, "x");
        Optional<byte[]> y = bytes(jwk, "y");
        return switch (Tree.text(jwk, "crv").orElse("")) {
            case "P-256" ->
                key(
                        whole(x, y, NistCurve.P256)
                                .flatMap(p -> NistPublicKey.ofCoordinates(NistCurve.P256, p[0], p[1])),
                        "P-256");
            case "P-384" ->
                key(
                        whole(x, y, NistCurve.P384)
                                .flatMap(p -> NistPublicKey.ofCoordinates(NistCurve.P384, p[0], p[1])),
                        "P-384");
            default -> onAnotherCurve(Tree.text(jwk, "crv").orElse(""));
        };
    }

    /** A curve of the registry of JSON Web Keys that no accepted algorithm is for, or one that nobody knows. */
    private static KeyReading onAnotherCurve(String curve) {
        return OTHER_CURVES.contains(curve)
                ? ofAnotherKind(curve)
                : new KeyReading.Unknown("is a JWK on a curve that is not supported; Ed25519, P-256 and P-384 are");
    }

    private static Optional<BigInteger[]> whole(Optional<byte[]> x, Optional<byte[]> y, NistCurve curve) {
        if (x.isEmpty()
                || y.isEmpty()
                || x.get().length != curve.coordinate()
                || y.get().length != curve.coordinate()) {
            return Optional.empty();
        }
        return Optional.of(new BigInteger[] {new BigInteger(1, x.get()), new BigInteger(1, y.get())});
    }

    private static KeyReading rsa(JsonObject jwk) {
        Optional<byte[]> n = bytes(jwk, "n");
        Optional<byte[]> e = bytes(jwk, "e");
        return n.isEmpty() || e.isEmpty()
                ? new KeyReading.Refused("is an RSA key without its two numbers (n, e)")
                : rsa(new BigInteger(1, n.get()), new BigInteger(1, e.get()));
    }

    private static KeyReading rsa(BigInteger modulus, BigInteger exponent) {
        return RsaPublicKey.of(modulus, exponent)
                .<KeyReading>map(KeyReading.Read::new)
                .orElseGet(() -> new KeyReading.Refused("is an RSA key of " + modulus.bitLength() + " bits, where "
                        + RsaPublicKey.MIN_BITS + " to " + RsaPublicKey.MAX_BITS
                        + " and a small odd exponent are accepted"));
    }

    /** The key of a PEM block: {@code PUBLIC KEY} (RFC 7468, section 13) or {@code RSA PUBLIC KEY}; RSA and P-256/P-384. */
    public static KeyReading ofPem(String pem) {
        if (pem.contains("PRIVATE KEY")) {
            return new KeyReading.Refused("publishes its private half: anybody can sign with it, and its issuer must "
                    + "withdraw it at once");
        }
        Matcher block = PEM.matcher(pem);
        if (!block.matches()) {
            return new KeyReading.Refused("is not one PEM block with a public key");
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(block.group(2));
            if (der.length == 0) {
                return new KeyReading.Refused("is an empty PEM block");
            }
            return block.group(1) != null ? ofPkcs1(der) : ofSubjectPublicKeyInfo(der);
        } catch (IllegalArgumentException e) {
            return new KeyReading.Refused("is not a readable PEM block with a public key");
        }
    }

    /** The key that the header of a token brings itself: {@code jwk}, or the first certificate of {@code x5c} (RFC 7515, section 4.1); or empty. */
    public static Optional<KeyReading> broughtBy(JsonObject header) {
        if (header.containsKey("jwk")) {
            return Tree.object(header, "jwk").map(PublicKeys::ofJwk);
        }
        if (!header.containsKey("x5c")) {
            return Optional.empty();
        }
        try {
            String first = header.get("x5c") instanceof JsonArray chain && !chain.isEmpty()
                    ? Tree.text(chain.getFirst()).orElse("")
                    : "";
            return Optional.of(ofCertificate(Base64.getDecoder().decode(first)));
        } catch (IllegalArgumentException e) {
            return Optional.of(new KeyReading.Refused("stands in something that is no certificate (x5c)"));
        }
    }

    /** The key of a certificate (RFC 5280, section 4.1.2.7), of whose issuer nothing is said. */
    public static KeyReading ofCertificate(byte[] der) {
        if (der.length == 0) {
            return new KeyReading.Refused("stands in an empty certificate");
        }
        try {
            return ofSubjectPublicKeyInfo(Certificate.getInstance(ASN1Primitive.fromByteArray(der))
                    .getSubjectPublicKeyInfo()
                    .getEncoded());
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            return new KeyReading.Refused("stands in something that is no certificate");
        }
    }

    private static KeyReading ofSubjectPublicKeyInfo(byte[] der) {
        try {
            SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(ASN1Primitive.fromByteArray(der));
            if (info.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
                return ofPkcs1(info.parsePublicKey().getEncoded());
            }
            byte[] point = info.getPublicKeyData().getOctets();
            return switch (point.length) {
                case 32 -> key(Ed25519PublicKey.ofBytes(point), "Ed25519");
                case 65 -> key(NistPublicKey.ofPoint(NistCurve.P256, point), "P-256");
                case 97 -> key(NistPublicKey.ofPoint(NistCurve.P384, point), "P-384");
                default -> new KeyReading.Unknown("is a key of a kind that is not supported");
            };
        } catch (IOException
                | IllegalArgumentException
                | IllegalStateException
                | ClassCastException
                | ArithmeticException e) {
            return new KeyReading.Refused("is not a readable public key");
        }
    }

    /**
     * The key of a verification method (Controlled Identifiers 1.0, section 2.2): Multikey, JsonWebKey, and their forerunners of the
     * suites of 2018 and 2020.
     */
    public static KeyReading ofMethod(JsonObject method) {
        for (String form : PRIVATE_FORMS) {
            if (method.containsKey(form)) {
                return new KeyReading.Refused("publishes its private half (\"" + form
                        + "\"): anybody can sign with it, and its issuer must withdraw it at once");
            }
        }
        List<String> forms = FORMS.stream().filter(method::containsKey).toList();
        if (forms.size() != 1) {
            return forms.isEmpty()
                    ? new KeyReading.Unknown(
                            "is not published in a form that is supported (publicKeyMultibase, publicKeyJwk)")
                    : new KeyReading.Refused("is published in more than one form at once");
        }
        String form = forms.getFirst();
        String type = Tree.text(method, "type").orElse("");
        if (!FORM_OF_TYPE.getOrDefault(type, form).equals(form)) {
            return new KeyReading.Refused("is a " + type + ", which has no \"" + form + "\"");
        }
        KeyReading reading = switch (form) {
            case "publicKeyJwk" ->
                Tree.object(method, form).map(PublicKeys::ofJwk).orElseGet(() -> notText(form));
            case "publicKeyPem" ->
                Tree.text(method, form).map(PublicKeys::ofPem).orElseGet(() -> notText(form));
            case "publicKeyBase58" ->
                Tree.text(method, form).map(PublicKeys::ofBase58).orElseGet(() -> notText(form));
            default -> Tree.text(method, form).map(PublicKeys::ofMultibase).orElseGet(() -> notText(form));
        };
        boolean ed25519 = type.toLowerCase(Locale.ROOT).startsWith("ed25519");
        return ed25519 && reading instanceof KeyReading.Read read && read.key().algorithm() != SigningAlgorithm.ED25519
                ? new KeyReading.Refused("is a " + type + ", but not on that curve")
                : reading;
    }

    private static KeyReading ofBase58(String text) {
        return key(Base58.decode(text).flatMap(Ed25519PublicKey::ofBytes), "Ed25519");
    }

    private static KeyReading notText(String form) {
        return new KeyReading.Refused("has a \"" + form + "\" that is not of the right form");
    }

    private static Optional<byte[]> bytes(JsonObject jwk, String member) {
        return Tree.text(jwk, member).flatMap(Base64Url::decode);
    }

    private static KeyReading key(Optional<? extends VerificationKey> key, String curve) {
        return key.<KeyReading>map(KeyReading.Read::new)
                .orElseGet(() -> new KeyReading.Refused(
                        "is no " + curve + " key: its length is wrong, or it is no proper point of that curve"));
    }
}
