package org.throughline.server.organizations;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.throughline.server.shared.OutboundRequests;

/**
 * Passwords that others know: the commonest by a small list of our own, and those of known breaches where the operator names a list, as a
 * file ({@code throughline.passwords.breached-file}) or a service ({@code throughline.passwords.breached-range-url}).
 */
@Component
final class KnownPasswords {
    /** What people begin with when they must invent one; digits, signs and repetitions around it change nothing. */
    private static final Set<String> COMMON = Set.of(
            "password",
            "passwort",
            "motdepasse",
            "contrasena",
            "passphrase",
            "secret",
            "letmein",
            "welcome",
            "iloveyou",
            "sunshine",
            "princess",
            "football",
            "baseball",
            "basketball",
            "dragon",
            "monkey",
            "master",
            "shadow",
            "superman",
            "batman",
            "trustno",
            "qwerty",
            "qwertz",
            "azerty",
            "qwertyuiop",
            "qwertzuiop",
            "azertyuiop",
            "asdfghjkl",
            "zxcvbnm",
            "qazwsx",
            "qazwsxedc",
            "abc",
            "abcd",
            "abcdef",
            "abcdefgh",
            "abcdefghijklmnop",
            "admin",
            "administrator",
            "root",
            "login",
            "guest",
            "user",
            "changeme",
            "default",
            "student",
            "teacher",
            "learner",
            "school",
            "college",
            "university",
            "throughline",
            "summer",
            "winter",
            "spring",
            "autumn");

    private static final Pattern DIGITS_ONLY = Pattern.compile("[\\d\\W_]+");

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final List<BreachedPasswords> breached;

    /** The list of our own, and these. */
    KnownPasswords(List<BreachedPasswords> breached) {
        this.breached = List.copyOf(breached);
    }

    @Autowired
    KnownPasswords(
            @Value("${throughline.passwords.breached-file:}") String file,
            @Value("${throughline.passwords.breached-range-url:}") String rangeUrl,
            OutboundRequests requests) {
        this(named(file, rangeUrl, requests));
    }

    /** What the operator named; what could never be asked ends the start and not somebody's sign-up. */
    private static List<BreachedPasswords> named(String file, String rangeUrl, OutboundRequests requests) {
        List<BreachedPasswords> named = new ArrayList<>();
        if (!file.isBlank()) {
            named.add(new BreachedFile(Path.of(file)));
        }
        if (!rangeUrl.isBlank()) {
            if (!rangeUrl.startsWith("https://") && !requests.allowsLoopback()) {
                throw new IllegalArgumentException(
                        "throughline.passwords.breached-range-url must begin with https://, but is " + rangeUrl);
            }
            named.add(new BreachedRange(
                    rangeUrl, requests.fetcher("breached passwords").build(), PATIENCE));
        }
        return named;
    }

    boolean contains(String password) {
        return isCommon(password) || isBreached(sha1(password));
    }

    private boolean isBreached(String sha1) {
        return breached.stream().anyMatch(list -> list.contains(sha1));
    }

    /** Digits alone, or one of the common words once or repeated, with digits and signs around and for letters. */
    static boolean isCommon(String password) {
        String plain = password.toLowerCase(Locale.ROOT);
        if (DIGITS_ONLY.matcher(plain).matches() && plain.codePoints().allMatch(c -> c < 128)) {
            return true;
        }
        return COMMON.contains(once(plain.replaceAll("[\\W\\d_]", "")))
                || COMMON.contains(once(letters(plain).replaceAll("[\\W\\d_]", "")));
    }

    /** The usual signs for letters read as letters. */
    private static String letters(String text) {
        return text.replace('0', 'o')
                .replace('1', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('@', 'a')
                .replace('5', 's')
                .replace('$', 's')
                .replaceAll("(?<=[a-z])[0-9]+$", "");
    }

    private static String once(String text) {
        for (int length = 3; length <= text.length() / 2; length++) {
            if (text.length() % length == 0
                    && text.equals(text.substring(0, length).repeat(text.length() / length))) {
                return text.substring(0, length);
            }
        }
        return text;
    }

    private static String sha1(String password) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
