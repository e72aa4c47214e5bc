package org.throughline.server.custody;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Date;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.throughline.credentials.key.NistCurve;
import org.throughline.credentials.key.NistPublicKey;
import org.throughline.credentials.key.SigningAlgorithm;
import org.throughline.server.organizations.OrganizationId;

/**
 * Keys in hardware that speaks PKCS#11: a security module, a token, or SoftHSM in tests. The private halves are made there and cannot be read. The
 * JDK's provider knows no EdDSA, so what is kept here signs with ES256.
 */
final class HardwareKeys implements KeyKeeper {
    static final String NAME = "pkcs11";

    private static final Duration CERTIFICATE_AGE = Duration.ofDays(365L * 100);

    private final Provider provider;
    private final KeyStore token;
    private final Clock clock;

    /**
     * Logs in to the token.
     *
     * @param library the vendor's PKCS#11 library
     * @param slot the slot's place in the library's list, from 0
     * @param pinFile a file with the user's PIN, readable by this server alone
     */
    HardwareKeys(Path library, int slot, Path pinFile, Clock clock) {
        this.clock = clock;
        String configuration = """
                --name = throughline
                library = %s
                slotListIndex = %d
                attributes(generate, CKO_PRIVATE_KEY, *) = { CKA_SIGN = true CKA_SENSITIVE = true CKA_EXTRACTABLE = false }
                """.formatted(library.toAbsolutePath(), slot);
        char[] pin = new char[0];
        try {
            this.provider = Security.getProvider("SunPKCS11").configure(configuration);
            pin = Files.readString(pinFile, StandardCharsets.UTF_8).strip().toCharArray();
            this.token = KeyStore.getInstance("PKCS11", provider);
            token.load(null, pin);
        } catch (GeneralSecurityException | ProviderException e) {
            throw new IllegalStateException(
                    "The key hardware behind %s does not open; its PIN is read from %s.".formatted(library, pinFile),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The key hardware behind %s does not open; its PIN is read from %s.".formatted(library, pinFile),
                    e);
        } finally {
            Arrays.fill(pin, ' ');
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<SigningAlgorithm> algorithms() {
        return EnumSet.of(SigningAlgorithm.P256);
    }

    @Override
    public Kept make(UUID id, OrganizationId owner, SigningAlgorithm algorithm) {
        if (!algorithms().contains(algorithm)) {
            throw new IllegalArgumentException("This hardware makes no keys of the kind " + algorithm.curve());
        }
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            // a PKCS#11 key store finds a private key by its certificate: this one says nothing to anybody
            token.setKeyEntry(alias(id), pair.getPrivate(), null, new Certificate[] {certificate(pair)});
            return new Kept(publicKey((ECPublicKey) pair.getPublic()), null);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The key hardware made no key", e);
        }
    }

    @Override
    public byte[] sign(UUID id, OrganizationId owner, Kept key, byte[] message) {
        try {
            if (!(token.getKey(alias(id), null) instanceof PrivateKey secret)) {
                throw new IllegalStateException("The issuer key %s is not in the key hardware.".formatted(id));
            }
            byte[] signature = signed(secret, message);
            if (!key.publicKey().verifies(message, signature)) {
                throw new IllegalStateException("The issuer key %s is not the one that it says it is.".formatted(id));
            }
            return signature;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key hardware did not sign", e);
        }
    }

    @Override
    public void destroy(UUID id, Kept key) {
        try {
            if (token.containsAlias(alias(id))) {
                token.deleteEntry(alias(id));
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The key hardware did not let the key " + id + " go", e);
        }
    }

    private byte[] signed(PrivateKey secret, byte[] message) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format", provider);
        signature.initSign(secret);
        signature.update(message);
        return signature.sign();
    }

    private static NistPublicKey publicKey(ECPublicKey key) {
        return NistPublicKey.ofCoordinates(
                        NistCurve.P256, key.getW().getAffineX(), key.getW().getAffineY())
                .orElseThrow(() -> new IllegalStateException("The hardware's public key lies on its curve"));
    }

    /** A self-signed certificate (RFC 5280) around the key. */
    private Certificate certificate(KeyPair pair) throws GeneralSecurityException, IOException {
        AlgorithmIdentifier algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        X500Name name = new X500Name("CN=throughline issuer key");
        V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(BigInteger.ONE));
        generator.setSignature(algorithm);
        generator.setIssuer(name);
        generator.setSubject(name);
        generator.setStartDate(new Time(Date.from(clock.instant())));
        generator.setEndDate(new Time(Date.from(clock.instant().plus(CERTIFICATE_AGE))));
        generator.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        TBSCertificate body = generator.generateTBSCertificate();
        Signature signature = Signature.getInstance("SHA256withECDSA", provider);
        signature.initSign(pair.getPrivate());
        signature.update(body.getEncoded("DER"));
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(body);
        parts.add(algorithm);
        parts.add(new DERBitString(signature.sign()));
        byte[] certificate = new DERSequence(parts).getEncoded("DER");
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
    }

    private static String alias(UUID id) {
        return "throughline-" + id;
    }
}
