package org.throughline.credentials.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The value of a base proof of {@code ecdsa-sd-2023}, which the issuer gives to the holder alone (Data Integrity ECDSA Cryptosuites 1.0,
 * sections 3.5.2 and 3.5.3).
 */
final class HeldProof {

    /** How long a key on P-256 is as a Multikey without its base: two bytes that say so, and the compressed point. */
    static final int KEY = 35;

    private static final byte[] HEADER = {(byte) 0xd9, 0x5d, 0x00};
    private static final int SIGNATURE = 64;
    private static final int HMAC_KEY = 32;

    private final byte[] baseSignature;
    private final byte[] publicKey;
    private final byte[] hmacKey;
    private final List<byte[]> signatures;
    private final List<String> mandatoryPointers;

    HeldProof(
            byte[] baseSignature,
            byte[] publicKey,
            byte[] hmacKey,
            List<byte[]> signatures,
            List<String> mandatoryPointers) {
        this.baseSignature = baseSignature;
        this.publicKey = publicKey;
        this.hmacKey = hmacKey;
        this.signatures = List.copyOf(signatures);
        this.mandatoryPointers = List.copyOf(mandatoryPointers);
    }

    byte[] baseSignature() {
        return baseSignature;
    }

    byte[] publicKey() {
        return publicKey;
    }

    byte[] hmacKey() {
        return hmacKey;
    }

    List<byte[]> signatures() {
        return signatures;
    }

    List<String> mandatoryPointers() {
        return mandatoryPointers;
    }

    /** Takes a value apart; empty when it is no base proof. */
    static Optional<HeldProof> read(String proofValue) {
        byte[] bytes = bytes(proofValue);
        if (!isOne(bytes)) {
            return Optional.empty();
        }
        try {
            CborReader cbor = new CborReader(bytes, HEADER.length);
            if (cbor.array() != 5) {
                return Optional.empty();
            }
            byte[] baseSignature = cbor.bytes(SIGNATURE);
            byte[] publicKey = cbor.bytes(KEY);
            byte[] hmacKey = cbor.bytes(HMAC_KEY);
            List<byte[]> signatures = signatures(cbor);
            List<String> pointers = new ArrayList<>();
            for (int i = cbor.array(); i > 0; i--) {
                pointers.add(cbor.text());
            }
            cbor.end();
            return Optional.of(new HeldProof(baseSignature, publicKey, hmacKey, signatures, pointers));
        } catch (CborReader.MalformedException e) {
            return Optional.empty();
        }
    }

    static List<byte[]> signatures(CborReader cbor) {
        int size = cbor.array();
        if (size > DisclosedProof.MAX_STATEMENTS) {
            throw new CborReader.MalformedException("There are more signatures than any honest document needs");
        }
        List<byte[]> signatures = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            signatures.add(cbor.bytes(SIGNATURE));
        }
        return signatures;
    }

    /** The value as text (section 3.5.2 serializeBaseProofValue). */
    String write() {
        CborWriter cbor = new CborWriter()
                .raw(HEADER)
                .array(5)
                .bytes(baseSignature)
                .bytes(publicKey)
                .bytes(hmacKey)
                .array(signatures.size());
        signatures.forEach(cbor::bytes);
        cbor.array(mandatoryPointers.size());
        mandatoryPointers.forEach(cbor::text);
        return text(cbor);
    }

    static boolean isOne(byte[] bytes) {
        return startsWith(bytes, HEADER);
    }

    static boolean startsWith(byte[] bytes, byte[] header) {
        return bytes.length >= header.length && Arrays.equals(bytes, 0, header.length, header, 0, header.length);
    }

    /** The bytes behind {@code u} and base64url without padding; none for anything else. */
    static byte[] bytes(String proofValue) {
        if (!proofValue.startsWith("u") || proofValue.indexOf('=') >= 0) {
            return new byte[0];
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(proofValue.substring(1));
            return label(bytes).equals(proofValue) ? bytes : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    static String text(CborWriter cbor) {
        return label(cbor.toBytes());
    }

    /** {@code u} and the base64url without padding. */
    static String label(byte[] digest) {
        return "u" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }
}
