package org.throughline.credentials.samples;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.throughline.credentials.samples.JsonChanges.Change;

/** Single changes to a token: to what stands in its parts, and to how they are written. */
final class TokenChanges {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private TokenChanges() {}

    /** One change, made by chance; null when what chance chose has no meaning at that place. */
    static @Nullable Change any(String token, Random random) {
        List<String> parts = new ArrayList<>(Arrays.asList(token.split("~", -1)));
        if (parts.size() > 1 && random.nextInt(3) == 0) {
            return disclosures(parts, random);
        }
        Change change = jws(parts.getFirst(), random);
        if (change == null) {
            return null;
        }
        parts.set(0, change.text());
        return new Change(change.what(), String.join("~", parts));
    }

    private static @Nullable Change jws(String jws, Random random) {
        String[] parts = jws.split("\\.", -1);
        int part = random.nextInt(parts.length);
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4 -> {
                int inside = random.nextInt(4) == 0 ? 0 : 1;
                Change change = JsonChanges.any(text(parts[inside]), random);
                if (change == null) {
                    return null;
                }
                parts[inside] = encoded(change.text().getBytes(StandardCharsets.UTF_8));
                return new Change((inside == 0 ? "header: " : "payload: ") + change.what(), String.join(".", parts));
            }
            case 5 -> {
                parts[2] = encoded(bytes(Base64.getUrlDecoder().decode(parts[2]), random));
                return new Change("signature", String.join(".", parts));
            }
            case 6 -> {
                parts[part] = trailing(parts[part]);
                return new Change("trailing bits", String.join(".", parts));
            }
            case 7 -> {
                parts[part] = switch (random.nextInt(3)) {
                    case 0 -> parts[part] + "=";
                    case 1 -> parts[part].replace('-', '+').replace('_', '/');
                    default -> parts[part] + pick(random);
                };
                return new Change("base64 form", String.join(".", parts));
            }
            case 8 -> {
                return new Change("parts", parts(parts, part, random));
            }
            default -> {
                return new Change("letter of the token", letter(jws, random));
            }
        }
    }

    private static String parts(String[] parts, int part, Random random) {
        List<String> list = new ArrayList<>(Arrays.asList(parts));
        switch (random.nextInt(4)) {
            case 0 -> list.remove(part);
            case 1 -> list.add(part, "");
            case 2 -> Collections.swap(list, part, (part + 1) % list.size());
            default -> list.set(part, "");
        }
        return String.join(".", list);
    }

    private static @Nullable Change disclosures(List<String> parts, Random random) {
        int at = 1 + random.nextInt(parts.size() - 1);
        switch (random.nextInt(7)) {
            case 0 -> parts.remove(at);
            case 1 -> parts.add(at, parts.get(at));
            case 2 -> Collections.swap(parts, at, 1 + random.nextInt(parts.size() - 1));
            case 3 -> parts.add(at, encoded("[\"s\",\"degree\",\"PhD\"]".getBytes(StandardCharsets.UTF_8)));
            case 4 -> parts.set(at, trailing(parts.get(at)));
            case 5 -> parts.set(at, letter(parts.get(at), random));
            default -> {
                if (parts.get(at).isEmpty() || parts.get(at).contains(".")) {
                    return null;
                }
                Change change = JsonChanges.any(text(parts.get(at)), random);
                if (change == null) {
                    return null;
                }
                parts.set(at, encoded(change.text().getBytes(StandardCharsets.UTF_8)));
            }
        }
        return new Change("disclosures", String.join("~", parts));
    }

    /** The same bytes with one change. */
    static byte[] bytes(byte[] bytes, Random random) {
        byte[] changed = bytes.clone();
        switch (random.nextInt(5)) {
            case 0 -> {
                return Arrays.copyOf(bytes, bytes.length - 1);
            }
            case 1 -> {
                return Arrays.copyOf(bytes, bytes.length + 1);
            }
            case 2 -> {
                return plusOrder(changed);
            }
            case 3 -> Arrays.fill(changed, 0, Math.min(changed.length, 32), (byte) 0);
            default -> changed[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return changed;
    }

    /** The second half of an Ed25519 signature plus the order of the group: the same number to whoever does not look (RFC 8032, section 8.4). */
    private static byte[] plusOrder(byte[] signature) {
        byte[] order =
                java.util.HexFormat.of().parseHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        int carry = 0;
        for (int i = 0; i < 32 && 32 + i < signature.length; i++) {
            int sum = (signature[32 + i] & 0xff) + (order[i] & 0xff) + carry;
            signature[32 + i] = (byte) sum;
            carry = sum >> 8;
        }
        return signature;
    }

    /** The same bytes, written with other bits where the alphabet has some to spare. */
    private static String trailing(String part) {
        if (part.length() % 4 == 0 || part.length() % 4 == 1) {
            return part + "A";
        }
        int last = ALPHABET.indexOf(part.charAt(part.length() - 1));
        return last < 0 ? part + "A" : part.substring(0, part.length() - 1) + ALPHABET.charAt(last ^ 1);
    }

    static String letter(String text, Random random) {
        if (text.isEmpty()) {
            return "A";
        }
        int at = random.nextInt(text.length());
        return switch (random.nextInt(4)) {
            case 0 -> text.substring(0, at) + text.substring(at + 1);
            case 1 -> text.substring(0, at) + pick(random) + text.substring(at);
            case 2 ->
                text.substring(0, at)
                        + JsonChanges.pick(List.of(" ", "\n", ".", "~", "=", "а"), random)
                        + text.substring(at);
            default -> text.substring(0, at) + pick(random) + text.substring(at + 1);
        };
    }

    private static char pick(Random random) {
        return ALPHABET.charAt(random.nextInt(64));
    }

    private static String text(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
