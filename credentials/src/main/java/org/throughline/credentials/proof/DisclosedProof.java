package org.throughline.credentials.proof;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The value of a derived proof of {@code ecdsa-sd-2023} (Data Integrity ECDSA Cryptosuites 1.0, sections 3.5.7 and 3.5.8).
 */
final class DisclosedProof {

    /** What came of taking a value apart. */
    sealed interface Reading {
        /** It is one. */
        record Read(DisclosedProof proof) implements Reading {}

        /** It is none, for this reason. */
        record Refused(String message) implements Reading {}
    }

    /** The most statements that a document may have to be shown in part: each costs a signature to check. */
    static final int MAX_STATEMENTS = 1_000;

    private static final byte[] HEADER = {(byte) 0xd9, 0x5d, 0x01};
    private static final String PREFIX = "c14n";
    private static final int SIGNATURE = 64;
    private static final int DIGEST = 32;

    private final byte[] baseSignature;
    private final byte[] publicKey;
    private final List<byte[]> signatures;
    private final Map<String, String> labels;
    private final List<Integer> mandatory;

    /**
     * A value.
     *
     * @param publicKey  the key of this one proof as a Multikey without its base, 35 bytes
     * @param labels  from the labels of the canonical form to those that were signed
     * @param mandatory  which of the statements the issuer demands to be shown
     */
    DisclosedProof(
            byte[] baseSignature,
            byte[] publicKey,
            List<byte[]> signatures,
            Map<String, String> labels,
            List<Integer> mandatory) {
        this.baseSignature = baseSignature;
        this.publicKey = publicKey;
        this.signatures = List.copyOf(signatures);
        this.labels = new LinkedHashMap<>(labels);
        this.mandatory = List.copyOf(mandatory);
    }

    byte[] baseSignature() {
        return baseSignature;
    }

    byte[] publicKey() {
        return publicKey;
    }

    List<byte[]> signatures() {
        return signatures;
    }

    Map<String, String> labels() {
        return labels;
    }

    List<Integer> mandatory() {
        return mandatory;
    }

    static Reading read(String proofValue) {
        byte[] bytes = HeldProof.bytes(proofValue);
        if (HeldProof.isOne(bytes)) {
            return new Reading.Refused(
                    "This is the base proof, which is for the holder alone because it holds the key to all"
                            + " that can be hidden; what is shown to others needs a proof derived from it");
        }
        if (!HeldProof.startsWith(bytes, HEADER)) {
            return new Reading.Refused("The proofValue is not u and the base64url of a derived proof");
        }
        try {
            return new Reading.Read(read(new CborReader(bytes, HEADER.length)));
        } catch (CborReader.MalformedException e) {
            return new Reading.Refused("The proofValue is not made as a derived proof is: " + e.getMessage());
        }
    }

    private static DisclosedProof read(CborReader cbor) {
        if (cbor.array() != 5) {
            throw new CborReader.MalformedException("Five parts were expected");
        }
        byte[] baseSignature = cbor.bytes(SIGNATURE);
        byte[] publicKey = cbor.bytes(HeldProof.KEY);
        List<byte[]> signatures = HeldProof.signatures(cbor);
        Map<String, String> labels = labels(cbor);
        Set<Integer> mandatory = new HashSet<>();
        List<Integer> inOrder = new ArrayList<>();
        for (int i = cbor.array(); i > 0; i--) {
            int index = cbor.unsigned();
            if (!mandatory.add(index)) {
                throw new CborReader.MalformedException("A statement is named twice");
            }
            inOrder.add(index);
        }
        cbor.end();
        return new DisclosedProof(baseSignature, publicKey, signatures, labels, inOrder);
    }

    private static Map<String, String> labels(CborReader cbor) {
        Map<String, String> labels = new LinkedHashMap<>();
        Set<String> targets = new HashSet<>();
        for (int i = cbor.map(); i > 0; i--) {
            String label = PREFIX + cbor.unsigned();
            String target = HeldProof.label(cbor.bytes(DIGEST));
            if (labels.put(label, target) != null || !targets.add(target)) {
                throw new CborReader.MalformedException("A label stands for two nodes");
            }
        }
        return labels;
    }

    /** The value as text (section 3.5.7 serializeDerivedProofValue). */
    String write() {
        CborWriter cbor =
                new CborWriter().raw(HEADER).array(5).bytes(baseSignature).bytes(publicKey);
        cbor.array(signatures.size());
        signatures.forEach(cbor::bytes);
        cbor.map(labels.size());
        Map<Integer, String> byNumber = new TreeMap<>();
        labels.forEach((label, target) -> byNumber.put(Integer.parseInt(label.substring(PREFIX.length())), target));
        byNumber.forEach((number, target) ->
                cbor.unsigned(number).bytes(Base64.getUrlDecoder().decode(target.substring(1))));
        cbor.array(mandatory.size());
        mandatory.forEach(cbor::unsigned);
        return HeldProof.text(cbor);
    }
}
